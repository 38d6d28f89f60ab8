import CertificateModel
import Glibc
import Isolation
import Testing

@testable import SettingsFile

@Suite("Reading answers")
final class ReadingTests {
    let folder: String

    init() throws {
        var template = Array("/tmp/keyturn-answers-XXXXXX".utf8CString)
        folder = mkdtemp(&template).map { String(cString: $0) } ?? ""
        try #require(!folder.isEmpty)
    }

    deinit {
        for name in ["a.toml", "pipe", "secret", "link"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    private func write(_ text: String, to name: String, mode: mode_t = 0o600) {
        let descriptor = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, mode)
        _ = Glibc.write(descriptor, text, text.utf8.count)
        close(descriptor)
    }

    private func refusal(_ path: String) -> String {
        SettingsSample.refusal { try SettingsReader.read(.answers, path: path) }
    }

    @Test func `takes a file, also through a link, and calls it by its path`() throws {
        write("\nhostname = \"ipo1.example.com\"\n", to: "a.toml")
        symlink("a.toml", "\(folder)/link")
        for name in ["a.toml", "link"] {
            let document = try SettingsReader.read(.answers, path: "\(folder)/\(name)")
            #expect(document.name == "\(folder)/\(name)")
            #expect(document.entries == [.init(path: ["hostname"], value: .string("ipo1.example.com"), line: 2)])
        }
    }

    @Test func `refuses what is not there`() {
        for path in ["\(folder)/none.toml", "\(folder)/none/a.toml", ""] {
            #expect(
                refusal(path) == "\"\(path)\" is not there\n"
                    + "hint: check the path; \"keyturn answers\" prints a file to start from")
        }
    }

    @Test func `refuses a folder`() {
        #expect(refusal(folder) == "\"\(folder)\" is a folder\nhint: name a file in it")
    }

    @Test func `refuses at once what may never end`() {
        for path in ["/dev/zero", "/dev/tty"] where path != "/dev/tty" || isatty(0) == 1 {
            #expect(
                refusal(path) == "\"\(path)\" is not a regular file\nhint: use \"-\" to read from standard input")
        }
    }

    @Test func `refuses what this user may not read`() {
        write("", to: "secret", mode: 0)
        // Nobody has to come as far as the file.
        chmod(folder, 0o755)
        isolation_open_files_as(65_534)
        let refused = refusal("\(folder)/secret")
        isolation_open_files_as(geteuid())
        #expect(
            refused == "\"\(folder)/secret\" cannot be read by this user\n"
                + "hint: change its permissions, or run as its owner")
    }

    @Test(arguments: [0, O_NONBLOCK])
    func `takes a pipe as standard input, up to its end, in whatever pieces it comes`(_ flags: Int32) throws {
        let script = "sleep 0.05; printf 'role = \"appli'; sleep 0.05; printf 'cation\"\\n'"
        let stream = try #require(popen(script, "r"))
        defer { pclose(stream) }
        let descriptor = fileno(stream)
        _ = fcntl(descriptor, F_SETFL, flags)
        let document = try SettingsReader.document(.answers, from: descriptor, name: "standard input")
        #expect(document.entries == [.init(path: ["role"], value: .string("application"), line: 1)])
    }

    @Test func `refuses a path that only the system would cut short`() {
        #expect(refusal("a\0b") == "\"a\\u{0}b\" is not a file name\nhint: type the path of a file")
    }
}
