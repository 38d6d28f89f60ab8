import Glibc
import Testing

/// Hosts as people have them, in network namespaces: a pair of ports stands for a card with its cable, and looks like
/// hardware in a `/sys/class/net` of its own.
@Suite("A certificate on hosts as people have them", .ownThread)
struct HostCaseTests {
    private let scratch: Scratch
    private let network: Child

    init() throws {
        let scratch = try Scratch()
        self.scratch = scratch
        mkdir(scratch.path("net"), 0o755)
        let script = scratch.file(
            "network.sh",
            """
            set -e
            ip link set lo up
            mount --bind \(scratch.file("hosts", "127.0.0.1 localhost\n")) /etc/hosts
            mount --bind \(scratch.path("net")) /sys/class/net
            echo ready > \(scratch.path("ready"))
            exec sleep infinity
            """)
        network = try Child(
            Unshare.prefix("--net", "--mount", "--uts") + ["sh", script], output: "/dev/null",
            errors: scratch.path("network.err"), environment: Tool.environment)
        let network = network
        let isReady = PollDeadline().wait { Files.exists(scratch.path("ready")) || network.hasEnded }
        try #require(isReady && !network.hasEnded, "\(Files.text(scratch.path("network.err")) ?? "")")
    }

    private var prefix: [String] {
        ["nsenter", "--target", String(network.process), "--net", "--mount", "--uts"]
            + (geteuid() == 0 ? [] : ["--user", "--preserve-credentials"])
    }

    private func ip(_ commands: String...) throws {
        for command in commands {
            try Tool.expect(prefix + ["ip"] + command.split(separator: " ").map(String.init), in: scratch)
        }
    }

    /// Plugs a card in.
    private func plug(_ name: String, _ addresses: String..., mac: String? = nil) throws {
        mkdir(scratch.path("net/\(name)"), 0o755)
        mkdir(scratch.path("net/\(name)/device"), 0o755)
        let address = mac.map { "address \($0) " } ?? ""
        try ip(
            "link add \(name) \(address)type veth peer name far-\(name)", "link set \(name) up",
            "link set far-\(name) up arp off")
        for address in addresses { try ip("addr add \(address) dev \(name)") }
    }

    @discardableResult
    private func keyturn(_ words: String...) throws -> CommandResult {
        try Program.run(words + ["--config", scratch.file("keyturn.toml", "")], in: scratch, under: prefix)
    }

    private func ignite(answers: String = "") throws {
        let words = answers.isEmpty ? [] : ["--answers", scratch.file("answers.toml", answers)]
        let ignited = try Program.run(["ignite"] + words, in: scratch, under: prefix)
        try #require(ignited.status == 0, "\(ignited.errors)")
    }

    /// The addresses of the live identity.
    private func addresses() throws -> [String] {
        try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).certificates[1]
            .subjectAlternativeNames.filter { $0.hasPrefix("IP:") }.map { String($0.dropFirst(3)) }
    }

    private func isNothingDue() throws -> Bool { try keyturn("renew").output.hasPrefix("Nothing is due") }

    @Test("whose port is in a bridge follows the bridge, and no member of it")
    func bridge() throws {
        try plug("eth0")
        try ip(
            "link add vmbr0 type bridge", "link set eth0 master vmbr0", "link set vmbr0 up",
            "addr add 192.168.42.1/24 dev vmbr0")
        try ignite()
        #expect(try addresses() == ["192.168.42.1"] && isNothingDue())
        try ip("addr flush dev vmbr0 scope global", "addr add 192.168.42.7/24 dev vmbr0")
        #expect(try keyturn("renew").errors.contains("the LAN1 address \"192.168.42.7\" is not in the identity"))
        #expect(try addresses() == ["192.168.42.7"])
    }

    @Test("whose cable is in the third of four ports has the address of that port")
    func thirdPort() throws {
        for name in ["eno1", "eno2", "eno4"] { try plug(name) }
        try plug("eno3", "192.168.42.1/24")
        try ignite()
        #expect(try addresses() == ["192.168.42.1"])
    }

    @Test("takes no notice of bridges of containers, before the ignition and after it")
    func containers() throws {
        try plug("eth0", "192.168.42.1/24")
        try ip("link add docker0 type bridge", "addr add 172.17.0.1/16 dev docker0", "link set docker0 up")
        try ignite()
        #expect(try addresses() == ["192.168.42.1"])
        for number in 18...20 {
            try ip(
                "link del docker0", "link add docker0 type bridge", "addr add 172.\(number).0.1/16 dev docker0",
                "link set docker0 up")
            #expect(try isNothingDue())
        }
        #expect(try keyturn("status").status == 0)
    }

    @Test("knows a port that was renamed, and ports that changed places")
    func renamed() throws {
        try plug("eth0", "192.168.42.1/24")
        try plug("eth1", "10.1.0.1/24")
        try ignite()
        try ip("link set eth0 down", "link set eth0 name ens18", "link set ens18 up")
        mkdir(scratch.path("net/ens18"), 0o755)
        mkdir(scratch.path("net/ens18/device"), 0o755)
        #expect(try isNothingDue())
        // The answers have the old name, and mean the same port.
        let answers = scratch.file("answers.toml", try keyturn("answers").output)
        #expect(try keyturn("regenerate", "--dry-run", "--answers", answers).status == 0)
        try ip("addr flush dev ens18 scope global", "addr add 192.168.42.9/24 dev ens18")
        #expect(try keyturn("renew").status == 0)
        #expect(try addresses() == ["192.168.42.9", "10.1.0.1"])
    }

    @Test(
        "keeps a name that is made of a hardware address, whatever the card says later",
        arguments: [
            ("02:00:00:00:00:aa", "0200000000aa"), ("52:54:00:12:34:56", "mac525400123456"),
        ])
    func madeOfMAC(_ mac: String, _ name: String) throws {
        try plug("eth0", "192.168.42.1/24", mac: mac)
        try ignite()
        for last in 1...3 {
            try ip(
                "link set eth0 down", "link set eth0 address 52:54:00:00:00:0\(last)", "link set eth0 up",
                "addr replace 192.168.42.1/24 dev eth0")
            #expect(try isNothingDue())
        }
        for command in ["status", "history", "answers", "review"] {
            #expect(try keyturn(command).status == 0, "\(command)")
        }
        #expect(try keyturn("regenerate").output.contains("DNS:\(name)"))
    }

    @Test(
        "refuses the network's and the broadcast address of a port, and one address on both ports",
        arguments: [
            ("192.168.42.0", "", "the address of the whole network at port \"eth0\""),
            ("192.168.42.255", "", "the broadcast address of the network at port \"eth0\""),
            ("192.168.42.1", "192.168.42.1", "is given for LAN1 and for LAN2"),
        ])
    func refused(_ lan1: String, _ lan2: String, _ reason: String) throws {
        try plug("eth0", "192.168.42.1/24")
        let answers = "hostname = \"pbx\"\n[lan1]\nipv4 = \"\(lan1)\"\n[lan2]\nipv4 = \"\(lan2)\"\n"
        let refused = try keyturn("ignite", "--answers", scratch.file("answers.toml", answers))
        #expect(refused.status == 65 && refused.errors.contains(reason), "\(refused.errors)")
        #expect(!Files.exists(scratch.store))
    }

    @Test("prints its present answers, and takes them back changed; another naming needs another root")
    func roundTrip() throws {
        try plug("eth0", "192.168.42.1/24")
        try ignite(
            answers: "hostname = \"pbx.example.org\"\n[lan1]\nport = \"eth0\"\n[names]\ndns = [\"www.example.org\"]\n")
        let printed = try keyturn("answers").output
        #expect(printed.contains("port = \"eth0\"") && printed.contains("hostname = \"pbx.example.org\""))
        func regenerate(_ answers: String, _ words: String...) throws -> CommandResult {
            try Program.run(
                ["regenerate", "--answers", scratch.file("answers.toml", answers)] + words, in: scratch, under: prefix)
        }
        #expect(try regenerate(printed).status == 0 && addresses() == ["192.168.42.1"])
        let moved = printed.replacing("www.example.org", with: "web.example.org")
        #expect(try regenerate(moved).status == 65)
        #expect(try regenerate(moved, "--allow-name-loss").output.contains("DNS:web.example.org"))
        let before = Files.picture(scratch.store)
        let other = try regenerate(printed.replacing("\"GCS\"", with: "\"Voice\""))
        #expect(other.status == 65)
        #expect(
            other.errors.hasPrefix(
                "keyturn: the unit \"Voice\" is not that of the root, \"GCS\"\nhint: make a new root, which"))
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("is told that the machine has another name, gets that name on the screens, and serves by it")
    func hostName() throws {
        try plug("eth0", "192.168.42.1/24")
        try ignite(answers: "hostname = \"old.example.org\"\n[lan1]\nport = \"eth0\"\n")
        try Tool.expect(prefix + ["hostname", "new.example.org"], in: scratch)
        let status = try keyturn("status")
        #expect(status.status == 0)
        #expect(status.output.contains("HOSTNAME OK - this machine is called \"new.example.org\", which is no name of"))
        #expect(try isNothingDue())
        let console = try TmuxConsole(in: scratch, under: prefix)
        try console.start(["--config", scratch.file("keyturn.toml", "")])
        try console.wait(for: "this machine is called \"new.example.org\"", "e Names")
        try console.press("e")
        try console.wait(for: "Host name", "old.example.org", "1 of 3")
        try console.wait(for: "^T Take new")
        try console.press("C-t")
        try console.wait(for: "new.example.org")
        try console.press("C-n")
        try console.wait(for: "LAN1 port", "eth0, Ethernet")
        try console.press("C-n")
        try console.wait(for: "DNS names")
        try console.press("C-n")
        try console.wait(for: "- DNS:old.example.org", "+ DNS:new.example.org", "1 NAME LOST")
        try console.press("Enter")
        try console.wait(for: "A NAME IS LOST", "y Write anyway")
        try console.press("y")
        try console.wait(for: "generation 2")
        try console.press("Enter")
        try console.wait(for: "new.example.org: covered")
        try console.press("q")
        try console.wait(for: "status=0.")

        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, under: prefix)
        defer { withExtendedLifetime(server) {} }
        func curl(_ name: String) throws -> Int32 {
            try Tool.run(
                prefix + [
                    "curl", "--silent", "--noproxy", "*", "--cacert", "\(scratch.store)/live/root.pem", "--resolve",
                    "\(name):\(WebServer.port):192.168.42.1", "https://\(name):\(WebServer.port)/",
                ], in: scratch
            ).status
        }
        #expect(try curl("new.example.org") == 0)
        #expect(try curl("old.example.org") == 60)
    }

    @Test("has two consoles, and the wizard on the other one ends when the server is ignited")
    func twoConsoles() throws {
        try plug("eth0", "192.168.42.1/24")
        let console = try TmuxConsole(in: scratch, under: prefix)
        try console.start()
        try console.wait(for: "This server has no certificates yet", "eth0: 192.168.42.1")
        // A cable that is plugged in meanwhile is seen.
        try plug("eth1", "10.1.0.1/24")
        try console.wait(for: "LAN2", "eth1: 10.1.0.1")
        // So is a name that reverse DNS has only now.
        try console.press("Enter")
        try console.wait(for: "Who issues")
        try console.press("Enter")
        try console.wait(for: "from the MAC address of the first Ethernet port")
        Files.write("127.0.0.1 localhost\n192.168.42.1 found.example.org\n", to: scratch.path("hosts"))
        try console.wait(for: "found.example.org, from reverse DNS of LAN1")
        try ignite(answers: "hostname = \"pbx.example.org\"\n[lan1]\nport = \"eth0\"\n")
        try console.wait(for: "Another console has ignited this server meanwhile")
        try console.press("Enter")
        try console.wait(for: "status=130.")
        #expect(try console.modesAreRestored())
    }
}
