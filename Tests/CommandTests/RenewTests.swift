import Glibc
import Testing

@Suite("keyturn renew does what is due, and nothing else")
struct RenewTests {
    private let scratch: Scratch
    private let host: Host

    init() throws {
        scratch = try Scratch()
        host = try Host(in: scratch)
        try #require(try Program.ignite(scratch, under: host.prefix).status == 0)
    }

    private func renew(_ arguments: [String] = [], at moment: String? = nil) throws -> Finished {
        try Program.run(
            ["renew"] + arguments, in: scratch, under: host.prefix + (moment.map { FakeClock.prefix($0) } ?? []))
    }

    private func names() throws -> [String] {
        try Report(Program.run(["review", "--format", "json"], in: scratch)).certificates[1].subjectAlternativeNames
    }

    private func ip(_ words: String...) throws {
        try Tool.expect(host.prefix + ["ip", "addr"] + words, in: scratch)
    }

    private var generations: Int { Files.tree("\(scratch.store)/generations").count { $0.hasSuffix("/manifest.json") } }

    @Test("where nothing is due, it says when something will be, and changes nothing")
    func nothingDue() throws {
        let before = Files.picture(scratch.store)
        let finished = try renew()
        #expect(finished.status == 0 && finished.errors == "")
        #expect(
            finished.output.wholeMatch(of: /Nothing is due: the identity ends at \S+Z, and is due at \S+Z\.\n/) != nil,
            "\(finished.output)")
        let report = try Report(renew(["--format", "json"]))
        #expect((report.changed, report.generation, report.certificates.count) == (false, 1, 2))
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("a new address in the place of another: the identity names it, and not the old one")
    func drift() throws {
        try ip("del", "192.168.43.1/24", "dev", "lan2")
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        let before = Files.picture(scratch.store)
        let dry = try renew(["--dry-run"])
        #expect(dry.status == 0 && dry.output.contains("\n  + IP:192.168.43.77\n  - IP:192.168.43.1  LOST\n"))
        #expect(Files.picture(scratch.store) == before)

        let finished = try renew()
        #expect(finished.status == 0)
        #expect(
            finished.errors == """
                due: the LAN2 address "192.168.43.77" is not in the identity
                warning: the identity no longer has the name "192.168.43.1"

                """)
        #expect(
            try names() == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:fd00:42::1", "IP:192.168.43.77", "IP:fd00:43::1",
            ])
        #expect(
            Files.text("\(scratch.store)/journal.jsonl")?.contains(
                "\"reason\":\"the LAN2 address \\\"192.168.43.77\\\" is not in the identity\",\"result\":\"committed\"")
                == true)
        #expect(try renew().output.hasPrefix("Nothing is due"))
        #expect(generations == 2)
    }

    @Test("an address that is gone for a moment stays, also where another reason renews the identity")
    func unplugged() throws {
        try ip("flush", "dev", "lan2")
        #expect(try renew().output.hasPrefix("Nothing is due"))
        try #require(try renew(["--force"]).status == 0)
        #expect(generations == 2)
        #expect(try names().contains("IP:192.168.43.1") && names().contains("IP:fd00:43::1"))
        // Nor is it forgotten that the host had it: what takes its place one day replaces it.
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        try #require(try renew().status == 0)
        #expect(try !names().contains("IP:192.168.43.1") && names().contains("IP:fd00:43::1"))
    }

    @Test("an address that was given for later, which the host never had, is not taken for lost")
    func given() throws {
        let later = Answers.usual.replacing("192.168.42.1", with: "10.20.30.40")
        try #require(try Program.ignite(scratch, answers: later, ["--replace"], under: host.prefix).status == 0)
        for _ in 0..<2 {
            #expect(try renew().status == 0)
            #expect(try names().contains("IP:10.20.30.40") && names().contains("IP:192.168.42.1"))
        }
        #expect(generations == 3)
    }

    @Test("temporary, deprecated and link-local addresses are no reason")
    func passing() throws {
        try Tool.expect(
            host.prefix + [
                "sh", "-c",
                """
                echo 2 > /proc/sys/net/ipv6/conf/lan1/use_tempaddr
                ip addr add fd00:42::5/64 dev lan1 mngtmpaddr nodad
                ip addr del fd00:42::1/64 dev lan1
                until ip -6 addr show dev lan1 temporary | grep -q inet6; do :; done
                ip addr add fd00:42::9/64 dev lan1 nodad preferred_lft 0
                ip addr add 169.254.7.7/16 dev lan1
                """,
            ], in: scratch)
        try #require(try renew().status == 0)
        #expect(
            try names() == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:fd00:42::5", "IP:192.168.43.1", "IP:fd00:43::1",
            ])
        #expect(try renew().output.hasPrefix("Nothing is due"))
    }

    @Test("within 60 days of its end the identity is issued anew, with a new key and the next number")
    func nearItsEnd() throws {
        let before = try Report(Program.run(["review", "--format", "json"], in: scratch)).certificates
        #expect(try renew(at: "+668d").output.hasPrefix("Nothing is due"))
        let report = try Report(renew(["--format", "json"], at: "+671d"))
        #expect((report.changed, report.generation) == (true, 2))
        #expect(report.certificates[0].sha256 == before[0].sha256)
        #expect(report.certificates[1].serial > before[1].serial)
        #expect(report.certificates[1]["Subject Key Identifier"] != before[1]["Subject Key Identifier"])
        #expect(try renew(at: "+672d").output.hasPrefix("Nothing is due"))
    }

    @Test("a root near its end is renewed with its key: whoever trusts the old one trusts the new identity")
    func rootNearsItsEnd() throws {
        let finished = try renew(at: "+3600d")
        #expect(finished.status == 0)
        #expect(finished.errors.contains("due: the root ends in 51 days, ") || finished.errors.contains("in 52 days, "))
        let folder = "\(scratch.store)/generations/00000"
        for root in ["1", "2"] {
            try Tool.expect(
                FakeClock.prefix("+3601d") + [
                    "openssl", "verify", "-x509_strict", "-CAfile", "\(folder)\(root)/root.pem",
                    "\(folder)2/identity.pem",
                ], in: scratch)
        }
        #expect(try renew(at: "+3602d").output.hasPrefix("Nothing is due"))
    }

    @Test("what a wrong clock made is issued anew once the clock is right")
    func clock() throws {
        let other = try Scratch()
        let ignited = try Program.run(
            ["ignite", "--answers", other.file("answers.toml", Answers.usual)], in: other,
            under: host.prefix + FakeClock.prefix("2001-02-03 04:05:06"))
        try #require(ignited.status == 0)
        let status = try Program.run(["status"], in: other, under: host.prefix)
        #expect(
            status.output.hasPrefix(
                "RENEWAL WARNING - it is due: the clock was wrong when the certificates were made, and is right now"
            ), "\(status.output)")
        let finished = try Program.run(["renew"], in: other, under: host.prefix)
        #expect(finished.status == 0)
        #expect(finished.errors == "due: the clock was wrong when the certificates were made, and is right now\n")
        #expect(try Program.run(["renew"], in: other, under: host.prefix).output.hasPrefix("Nothing is due"))
    }

    @Test("by a clock that is plainly wrong nothing is judged, and that is said")
    func wrongClock() throws {
        let before = Files.picture(scratch.store)
        let finished = try Program.run(
            ["renew"], in: scratch, under: host.prefix + FakeClock.prefix("2060-01-01 00:00:00"))
        #expect(finished.status == 0 && finished.output == "")
        #expect(
            finished.errors.contains(
                /warning: this server's clock says 2060-01-01T00:00:\d\dZ, which is plainly wrong: nothing is judged by it\n/
            ), "\(finished.errors)")
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("where it is switched off, it only warns")
    func switchedOff() throws {
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        let before = Files.picture(scratch.store)
        let site = scratch.file("keyturn.toml", "[renewal]\nautomatic = false\n")
        let finished = try renew(["--config", site])
        #expect(finished.status == 0 && finished.output == "")
        #expect(
            finished.errors == """
                warning: the LAN2 address "192.168.43.77" is not in the identity: it is not renewed automatically; issue it anew \
                with: keyturn regenerate

                """)
        #expect(Files.picture(scratch.store) == before)
        #expect(try Report(renew(["--config", site, "--format", "json"])).warnings.count == 1)
        #expect(try Report(renew(["--config", site, "--force", "--format", "json"])).changed)
    }

    @Test("a third party's certificates are left alone, with a warning and what to do")
    func imported() throws {
        let stage = try ImportStage()
        try #require(try stage.importing("near-end.pem").status == 0)
        let before = Files.picture(stage.scratch.store)
        let other = try stage.host()
        let finished = try stage.run(["renew"], under: other.prefix)
        #expect(finished.status == 0 && finished.output == "")
        #expect(
            finished.errors.wholeMatch(
                of:
                    /warning: the identity ends in 1[12] days, \S+Z: ask the certificate authority for a new certificate \("keyturn request"\), and import it\n/
            ) != nil, "\(finished.errors)")
        #expect(Files.picture(stage.scratch.store) == before)
    }

    @Test(
        "what is due and cannot be done is refused, and nothing changes",
        arguments: ["empty", "no root key", "held"])
    func refused(kind: String) throws {
        var arguments: [String] = []
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        var status: Int32 = 65
        let (problem, hint): (String, String)
        switch kind {
        case "empty":
            arguments = ["--store", scratch.path("nothing")]
            problem = "the store \"\(scratch.path("nothing"))\" holds no certificates"
            hint = "run \"keyturn\" to ignite this server, or name another folder with --store"
        case "no root key":
            unlink("\(scratch.store)/generations/000001/root.key")
            problem = "the root's private key is not in \"\(scratch.store)/generations/000001\""
            hint = "put a copy of root.key back, or make a new root: keyturn regenerate root --new-key"
        default:
            let lock = open("\(scratch.store)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
            problem = "another run is changing the store \"\(scratch.store)\""
            hint = "wait until that run has ended and try again"
            status = 75
        }
        let before = Files.picture(scratch.store)
        let finished = try renew(arguments)
        #expect(finished.errors == "keyturn: \(problem)\nhint: \(hint)\n")
        #expect(finished.status == status && finished.output == "")
        #expect(Files.picture(scratch.store) == before)
    }
}
