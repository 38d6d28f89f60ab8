import Glibc
import Testing

@Suite("keyturn renew does what is due, and nothing else", .ownThread)
struct RenewTests {
    private let scratch: Scratch
    private let host: NamespaceHost

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, answers: SampleAnswers.ports, on: host)
    }

    private func renew(_ arguments: [String] = [], at moment: String? = nil) throws -> CommandResult {
        try Program.run(
            ["renew"] + arguments, in: scratch, under: host.prefix + (moment.map { FakeClock.prefix($0) } ?? []))
    }

    private func names() throws -> [String] {
        try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).certificates[1]
            .subjectAlternativeNames
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
            finished.output.wholeMatch(of: /Nothing is due: the identity expires at \S+Z, and is due at \S+Z\.\n/)
                != nil,
            "\(finished.output)")
        let report = try PrintedReport(renew(["--format", "json"]))
        #expect((report.changed, report.generation, report.certificates.count) == (false, 1, 2))
        let dry = try PrintedReport(renew(["--dry-run", "--format", "json"]))
        #expect((dry.changed, dry.wouldChange) == (nil, false))
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("a new address in the place of another: the identity names it, and not the old one")
    func drift() throws {
        try ip("del", "192.168.43.1/24", "dev", "lan2")
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        let before = Files.picture(scratch.store)
        let dry = try renew(["--dry-run"])
        #expect(
            dry.status == 0 && dry.output.contains("\n  + IP:192.168.43.77  follows lan2\n  - IP:192.168.43.1  LOST\n"))
        let report = try PrintedReport(renew(["--dry-run", "--format", "json"]))
        #expect((report.changed, report.wouldChange) == (nil, true))
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

    @Test("a second change within the hour is postponed, and that is said; --force does not wait")
    func postponed() throws {
        try ip("del", "192.168.43.1/24", "dev", "lan2")
        try ip("add", "192.168.43.77/24", "dev", "lan2")
        #expect(try PrintedReport(renew(["--format", "json"])).postponedUntil == nil)
        try ip("del", "192.168.43.77/24", "dev", "lan2")
        try ip("add", "192.168.43.78/24", "dev", "lan2")
        let before = Files.picture(scratch.store)
        let finished = try renew()
        #expect(finished.status == 0)
        #expect(finished.errors == "due: the LAN2 address \"192.168.43.78\" is not in the identity\n")
        let sentence =
            /The renewal is postponed until (\S+Z): the last one was less than an hour ago\. "keyturn renew --force" does not wait\.\n/
        let end = try #require(try sentence.wholeMatch(in: finished.output), "\(finished.output)").1
        let report = try PrintedReport(renew(["--format", "json"]))
        #expect((report.changed, report.generation, report.postponedUntil) == (false, 2, String(end)))
        #expect(Files.picture(scratch.store) == before)
        #expect(try PrintedReport(renew(["--force", "--format", "json"])).generation == 3)
    }

    @Test("a root near its end is renewed with its key: whoever trusts the old one trusts the new identity")
    func rootNearsItsEnd() throws {
        let finished = try renew(at: "+3600d")
        #expect(finished.status == 0)
        #expect(
            finished.errors.contains("due: the root expires in 51 days, ") || finished.errors.contains("in 52 days, "))
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

    @Test("by a clock that is plainly wrong nothing is judged, and that is said")
    func wrongClock() throws {
        let before = Files.picture(scratch.store)
        let finished = try Program.run(
            ["renew"], in: scratch, under: host.prefix + FakeClock.prefix("2060-01-01 00:00:00"))
        #expect(finished.status == 0 && finished.output == "")
        #expect(
            finished.errors.contains(
                /warning: this server's clock says 2060-01-01T00:00:\d\dZ, which is plainly wrong: nothing is checked or renewed\n/
            ), "\(finished.errors)")
        #expect(Files.picture(scratch.store) == before)
    }

    @Test("what was issued while the clock was ahead is issued anew once two runs have found it")
    func clockWasAhead() throws {
        let other = try Scratch()
        #expect(try Program.ignite(other, under: host.prefix + FakeClock.prefix("+2y")).status == 0)
        func run(_ arguments: String..., at moment: String = "+0s") throws -> CommandResult {
            try Program.run(arguments, in: other, under: host.prefix + FakeClock.prefix(moment))
        }
        let status = try run("status")
        #expect(status.status == 2)
        #expect(
            status.output.contains(
                /IDENTITY CRITICAL - "ipo1.example.com" is not valid yet: it is valid from \S+Z \(set this server's clock, if it is wrong; else regenerate the root, and the identity with it: keyturn regenerate root\)/
            ), "\(status.output)")
        for arguments in [["renew", "--dry-run"], ["renew"], ["renew"]] {
            let finished = try Program.run(arguments, in: other, under: host.prefix)
            #expect(finished.status == 0 && finished.output == "")
            #expect(
                finished.errors.contains(
                    /^warning: the root is not valid yet: it is valid from \S+Z; the clock may not be synchronised, so a renewal is due only if (two runs find that, 12 hours apart|that is still so at \S+Z)\n$/
                ), "\(finished.errors)")
        }
        let renewed = try run("renew", at: "+13h")
        #expect(renewed.status == 0 && renewed.errors.hasPrefix("due: the root is not valid yet: "))
        #expect(try run("status", at: "+13h").status == 0)
        #expect(Files.text("\(other.store)/journal.jsonl")?.matches(of: /"result":"not valid yet"/).count == 1)
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
                warning: the LAN2 address "192.168.43.77" is not in the identity: run "keyturn regenerate", because automatic \
                renewal is off

                """)
        #expect(Files.picture(scratch.store) == before)
        #expect(try PrintedReport(renew(["--config", site, "--format", "json"])).warnings.count == 1)
        #expect(try PrintedReport(renew(["--config", site, "--force", "--format", "json"])).changed == true)
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
                    /warning: the identity expires in 1[12] days, \S+Z: ask the certificate authority for a new certificate \("keyturn request"\), and import it\n/
            ) != nil, "\(finished.errors)")
        #expect(Files.picture(stage.scratch.store) == before)
    }
}
