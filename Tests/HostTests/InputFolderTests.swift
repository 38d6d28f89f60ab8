import CertificateModel
import Glibc
import Testing

@testable import Host

@Suite("A folder that an operator named")
struct InputFolderTests {
    let folder: HostScratch

    init() throws { folder = try HostScratch() }

    private func refusal(_ path: String) -> String {
        do throws(Refusal) {
            return "\(try InputFolder.entries(of: path))"
        } catch {
            return error.description
        }
    }

    @Test func `tells what it holds, sorted, with what is behind links`() throws {
        folder.write("12345", to: "b.pem")
        folder.write("", to: ".hidden")
        mkdir(folder.path("a"), 0o700)
        mkfifo(folder.path("pipe"), 0o600)
        symlink("b.pem", folder.path("to file"))
        symlink("a", folder.path("to folder"))
        symlink("none", folder.path("to nothing"))
        #expect(
            try InputFolder.entries(of: folder.root) == [
                .init(name: ".hidden", kind: .file),
                .init(name: "a", kind: .folder),
                .init(name: "b.pem", kind: .file, size: 5),
                .init(name: "pipe", kind: .other),
                .init(name: "to file", kind: .file, size: 5),
                .init(name: "to folder", kind: .folder),
                .init(name: "to nothing", kind: .other),
            ])
        #expect(try InputFolder.entries(of: folder.path("to folder")) == [])
    }

    @Test func `tells large sizes, and names with a hostile byte or that are not UTF-8`() throws {
        let descriptor = folder.create("\u{1b}[2J")
        ftruncate(descriptor, 3 << 30)
        close(descriptor)
        // The last one is UTF-8, and only looks as if it had been mended.
        let names: [[UInt8]] = [[0xff, 0x2e, 0x70], [0xff, 0x64], [0xff, 0x6c], Array("\u{fffd}.q".utf8)]
        let paths = names.map { name -> [CChar] in
            let octets: [UInt8] = Array("\(folder.root)/".utf8) + name + [0]
            return octets.map(CChar.init(bitPattern:))
        }
        for path in [paths[0], paths[3]] { close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)) }
        mkdir(paths[1], 0o700)
        symlink("none", paths[2])
        #expect(
            try InputFolder.entries(of: folder.root) == [
                .init(name: "\u{1b}[2J", kind: .file, size: 3 << 30),
                .init(name: "\u{fffd}.p", kind: .unnameable), .init(name: "\u{fffd}.q", kind: .file),
                .init(name: "\u{fffd}d", kind: .other), .init(name: "\u{fffd}l", kind: .other),
            ])
        for path in paths { remove(path) }
    }

    @Test func `is refused where it is none, is not there or cannot be read`() {
        folder.write("", to: "file")
        mkfifo(folder.path("pipe"), 0o600)
        mkdir(folder.path("closed"), 0)
        for name in ["file", "pipe"] {
            #expect(
                refusal(folder.path(name)) == "\"\(folder.path(name))\" is not a folder\n"
                    + "hint: name the folder that it is in")
        }
        for path in ["", folder.path("none"), folder.path("file/none")] {
            #expect(refusal(path) == "\"\(path)\" is not there\nhint: check the path")
        }
        #expect(
            asNobody { refusal(folder.path("closed")) } == "\"\(folder.path("closed"))\" cannot be read by this user\n"
                + "hint: change its permissions, or run as its owner")
        #expect(refusal("a\0b") == "\"a\\u{0}b\" is not a file name\nhint: type the path of a file")
    }

    @Test func `is told from anything else`() {
        folder.write("", to: "file")
        symlink(".", folder.path("link"))
        for (path, expected) in [
            (folder.root, true), (folder.path("link"), true), ("/", true), (folder.path("file"), false),
            (folder.path("none"), false), ("", false), ("/\0", false), ("/dev/null", false),
        ] {
            #expect(InputFolder.isFolder(path) == expected, "\(path)")
        }
    }
}
