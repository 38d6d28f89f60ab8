import CertificateModel
import FoundationEssentials
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

    @Test func `takes what is there now, whatever it has read before`() throws {
        let (first, second) = ("hostname = \"ipo1.example.com\"\n", "hostname = \"ipo2.example.com\"\n")
        for text in [first, first, second, "hostname = \n", "hostname = \n", first] {
            for name in ["a.toml", "b.toml"] {
                let found = Result { try SettingsReader.document(.answers, of: Array(text.utf8), name: name) }
                switch found {
                case .success(let document):
                    #expect(document.name == name)
                    #expect(document.entries.map(\.value) == [.string(String(text.dropFirst(12).dropLast(2)))])
                case .failure(let error):
                    #expect(text == "hostname = \n")
                    #expect((error as? Refusal)?.problem.hasPrefix("\"\(name)\" line 1 is not valid TOML") == true)
                }
            }
        }
    }

    /// How much memory this process has that is in no file, in KiB (proc_pid_status(5)).
    private func memory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") })
        return try #require(Int(line.filter(\.isNumber)))
    }

    @Test func `needs no more memory for a file that it reads again and again, as a screen does`() throws {
        let text = Array("[naming]\nemail = \"a@example.com\"\nlocality = \"Ulm\"\n".utf8)
        // Parsed each time, it would take 100 MiB. Other tests run in this process: one try without them is enough.
        let isBounded = try (0..<10).contains { _ in
            let before = try memory()
            for _ in 0..<100_000 { _ = try SettingsReader.document(.answers, of: text, name: "a.toml") }
            return try memory() - before < 50 << 10
        }
        #expect(isBounded)
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
