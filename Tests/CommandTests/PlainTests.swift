import Glibc
import SoakSwitch
import Testing

@Suite("Line by line", .ownThread)
struct PlainTests {
    private let scratch: Scratch
    private let host: NamespaceHost

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
    }

    private func run(_ lines: [String], under prefix: [String]? = nil) throws -> CommandResult {
        try Program.run(
            ["--ui", "plain", "--config", scratch.file("keyturn.toml", "")], in: scratch, under: prefix ?? host.prefix,
            input: lines.map { "\($0)\n" }.joined())
    }

    @Test("? explains, back returns to the question before, and the answers are kept where the input ends")
    func questions() throws {
        let left = try run(["?", "back", "import", "pbx.example.com", "back", "back", "issue", "", "", "back", "?"])
        #expect(left.status == 130)
        for text in [
            "Who issues: issue, import or request [issue]: ?\n  issue, unless your organisation has",
            "Who issues: issue, import or request [issue]: back\n  This is the first question.\n",
            "LAN1 port (if none, its addresses are asked) [lan1]: back\n",
            "Host name (if none, it comes from reverse DNS or the MAC address) [pbx.example.com]: back\n",
            "Who issues: issue, import or request [import]: issue\n",
            "LAN2 port (if none, its addresses are asked) [lan2]: back\n",
            "LAN1 port (if none, its addresses are asked) [lan1]: ?\n  LAN1 as a port has the addresses of that port",
            "Your answers are kept for the next start.",
        ] {
            #expect(left.errors.contains(text), "\(text)\n---\n\(left.errors)")
        }
        let draft = "\(scratch.store)/draft.toml"
        #expect(Files.tree(scratch.store).filter { !$0.hasSuffix("/lock") } == [draft])
        #expect(Files.mode(draft) == 0o600 && Files.mode(scratch.store) == 0o700)

        // Go on; who issues, the name, two ports, three lists, the naming, the role, the profile.
        let written = try run([String](repeating: "", count: 1 + 1 + 1 + 2 + 3 + 1 + 1 + 1) + ["yes"])
        #expect(written.status == 0, "\(written.errors)")
        #expect(written.errors.contains("Unfinished answers from "))
        #expect(
            written.errors.contains("Naming: the root's name (or change) [ipoffice-root-pbx.example.com.avaya.com]: "))
        let report = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch))
        #expect(report.hostName == .init(value: "pbx.example.com", source: "entered"))
        #expect(!Files.exists(draft))
    }

    @Test("back returns from a group of questions to the last question of the group before")
    func groups() throws {
        let left = try run([
            "", "pbx.example.com", "-", "192.168.42.1", "-", "back", "back", "back", "lan1", "lan2", "", "", "",
            "change",
            "", "", "", "", "", "", "", "", "back", "back", "?",
        ])
        let asked = left.errors.split(separator: "\n").filter { $0.contains(": ") && !$0.hasPrefix("Port ") }.map(
            String.init)
        for lines in [
            [
                "LAN2 port (if none, its addresses are asked) [lan2]: back",
                "LAN1 IPv6 addresses, separated by commas: back", "LAN1 IPv4 address [192.168.42.1]: back",
                "LAN1 port (if none, its addresses are asked): lan1",
            ],
            [
                "Role (a record): primary or application [primary]: back",
                "Root prefix [ipoffice-root-]: back",
            ],
        ] {
            let begins = asked.firstIndex(of: lines[0]) ?? asked.endIndex
            #expect(Array(asked[begins...].prefix(lines.count)) == lines, "\(left.errors)")
        }
    }

    @Test("answers that were kept are forgotten where the operator starts again, or says that he does not want them")
    func again() throws {
        #expect(try run(["import", "pbx.example.com"]).status == 130)
        let draft = "\(scratch.store)/draft.toml"
        #expect(Files.exists(draft))
        #expect(try run(["start again"]).status == 130)
        #expect(!Files.exists(draft))
    }

    @Test("where the port that was answered is gone, and no other is there, its addresses are asked")
    func withoutPorts() throws {
        #expect(try run(["", "pbx.example.com", "lan1", "lan2"]).status == 130)
        // Only the loopback is there now.
        let left = try run(
            [
                "go on", "", "", "192.168.42.1", "", "", "", "mail.example.org, voice.example.org;sip.example.org",
                "back",
            ],
            under: ["timeout", "60"])
        #expect(left.status == 130, "\(left.errors)")
        for text in [
            "LAN1 IPv4 address: 192.168.42.1\n",
            // A list is divided as on the screens.
            "Further DNS names, separated by commas: mail.example.org, voice.example.org;sip.example.org\n",
        ] {
            #expect(left.errors.contains(text), "\(text)\n---\n\(left.errors)")
        }
        let draft = Files.text("\(scratch.store)/draft.toml")
        #expect(
            draft?.contains("dns = [\"mail.example.org\", \"voice.example.org\", \"sip.example.org\"]\n") == true)
    }

    @Test("the line drops: the program ends by the signal, and the answers are there at the next start")
    func hangup() throws {
        let console = try TmuxConsole(in: scratch, under: host.prefix)
        try console.start(["--ui", "plain"])
        try console.wait(for: "Who issues")
        try console.type("\n")
        try console.wait(for: "Host name")
        try console.type("pbx.example.com\n")
        try console.wait(for: "LAN1 port")
        kill(try console.process(), SIGHUP)
        try console.wait(for: "status=\(128 + SIGHUP).")
        #expect(Files.text("\(scratch.store)/draft.toml")?.contains("hostname = \"pbx.example.com\"") == true)
        let again = try run(["go on", "", "?"])
        #expect(again.errors.contains("[pbx.example.com]: ?"), "\(again.errors)")
    }

    @Test("an answer without an end is refused in little memory, and the question is asked again")
    func endless() throws {
        let (pipe, errors) = (scratch.path("pipe"), scratch.path("errors"))
        try #require(mkfifo(pipe, 0o600) == 0)
        let writer = open(pipe, O_RDWR | O_CLOEXEC)
        try #require(writer >= 0)
        defer { close(writer) }
        let child = try Child(
            host.prefix + [
                Program.path(), "--ui", "plain", "--store", scratch.store, "--config", scratch.file("keyturn.toml", ""),
            ], input: pipe, errors: errors, environment: Tool.environment)
        let part = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<(Soak.isOn ? 1024 : 128) { try #require(write(writer, part, part.count) == part.count) }
        try #require(write(writer, "\nimport\n", 8) == 8)
        let isAsked = PollDeadline().wait { Files.text(errors)?.contains("Host name") == true }
        let said = try #require(Files.text(errors))
        #expect(isAsked, "\(said.suffix(1000))")
        #expect(
            said.contains(
                """
                  the answer is longer than 65536 bytes
                  hint: type a shorter answer, or use an answers file
                Who issues: issue, import or request [issue]: import

                """))
        let most = try #require(Files.text("/proc/\(child.process)/status")?.split(separator: "VmHWM:").last)
        let kilobytes = try #require(most.split { $0.isWhitespace }.first.flatMap { Int($0) })
        #expect(kilobytes < 64 << 10)
    }

    @Test("an ignited server has a numbered home, which does nothing unasked")
    func home() throws {
        #expect(try Program.ignite(scratch, under: host.prefix).status == 0)
        let before = Files.picture(scratch.store)
        let home = try run([
            "?", "9", "back", "1", "2", "4", "?", "back", "5", "", "6", "", "3", "back", "4", "", "", "no",
        ])
        #expect(home.status == 0, "\(home.errors)")
        for text in [
            "1: state\n2: certificates\n3: change names\n4: regenerate\n5: history, roll back\n6: automatic renewal\n"
                + "7: hand out the root\n8: export\n0: leave\n",
            "\"9\" is not a number of the list\n  hint: type a number from 0 to 8",
            "Certificate: identity or root [identity]: ?\n  identity is what the server serves",
            "Nothing was written.",
        ] {
            #expect(home.errors.contains(text), "\(text)\n---\n\(home.errors)")
        }
        for text in ["Server: ipo1.example.com\n", "identity, OK: ", "Serial Number: ", "* 1  "] {
            #expect(home.output.contains(text), "\(text)\n---\n\(home.output)")
        }
        #expect(!home.output.contains("files, "))
        // A pipe cannot be asked for a passphrase.
        let exported = try run(["8", "", "p12"])
        #expect(
            exported.errors.contains(
                """
                  "p12" is encrypted with a passphrase, and none was given
                  hint: run keyturn on a terminal to be asked, or use "keyturn export --passphrase-file FILE"
                """), "\(exported.errors)")
        // A preparation takes serial numbers, and writes nothing else.
        let after = Files.picture(scratch.store)
        #expect(Set(after).symmetricDifference(before).allSatisfy { $0.contains("serials") || $0.contains("lock") })
    }

    @Test("a live file that is damaged is told with the state")
    func damage() throws {
        try IgnitedStore.copy(to: scratch.store, on: host)
        Files.write([], to: "\(scratch.store)/live/identity.key", mode: 0o600)
        let home = try run(["0"])
        #expect(home.status == 0, "\(home.errors)")
        #expect(home.output.contains("files, CRITICAL: "), "\(home.output)")
        #expect(home.output.contains("\n  hint: restore it from a copy, or go back"), "\(home.output)")
    }

    @Test("a question is not answered by what was typed before it came")
    func typedBefore() throws {
        try IgnitedStore.copy(to: scratch.store)
        let site = scratch.file("keyturn.toml", "")
        let terminal = try TerminalChild(
            [Program.path(), "--ui", "plain", "--store", scratch.store, "--config", site],
            environment: Tool.environment)
        try terminal.wait(for: "Number [0]: ")
        // All lines wait before the first is taken.
        kill(terminal.process, SIGSTOP)
        terminal.press("6\noff\ny\n")
        kill(terminal.process, SIGCONT)
        try terminal.wait(for: "Turn automatic renewal off? y or n [n]: ")
        try terminal.waitUntilRead()
        terminal.press("n\n")
        try terminal.wait(for: "Nothing was changed.")
        #expect(Files.text(site) == "")
    }
}
