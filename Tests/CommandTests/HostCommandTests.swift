import Testing

@Suite("What the host says decides what nobody entered", .ownThread, .serialized)
struct HostCommandTests {
    private static let lanOnly = "[lan1]\nipv4 = \"192.168.42.1\"\n[lan2]\nipv4 = \"192.168.43.1\"\n"

    @Test("without DNS and without a host name, the MAC address of the first Ethernet port is the name")
    func mac() throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(in: scratch)
        let report = try PrintedReport(
            Program.ignite(scratch, answers: Self.lanOnly, ["--format", "json"], under: host.prefix))
        #expect(report.hostName == .init(value: "00e007057301", source: "mac"))
        #expect(report.certificates[1]["Issued To"] == "00e007057301")
        #expect(report.certificates[0]["Issued To"] == "ipoffice-root-00e007057301.avaya.com")
        #expect(report.certificates[1].subjectAlternativeNames.first == "DNS:00e007057301")
        #expect(
            report.warnings == ["the host name \"00e007057301\" is from the MAC address of the first Ethernet port"])
    }

    @Test(
        "reverse DNS of LAN1 is asked first, then that of LAN2",
        arguments: [
            ("192.168.42.1 one.example.com\n192.168.43.1 two.example.com", "one.example.com", "lan1-dns"),
            ("192.168.43.1 two.example.com", "two.example.com", "lan2-dns"),
        ])
    func reverseDNS(names: String, value: String, source: String) throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(names: names, in: scratch)
        let report = try PrintedReport(
            Program.ignite(scratch, answers: Self.lanOnly, ["--dry-run", "--format", "json"], under: host.prefix))
        #expect(report.hostName == .init(value: value, source: source))
    }

    @Test("without answers, the host's own ports and addresses are taken")
    func noAnswers() throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(in: scratch)
        let report = try PrintedReport(Program.run(["ignite", "--format", "json"], in: scratch, under: host.prefix))
        #expect(
            report.certificates[1].subjectAlternativeNames == [
                "DNS:00e007057301", "IP:192.168.42.1", "IP:fd00:42::1", "IP:192.168.43.1", "IP:fd00:43::1",
            ])
    }

    @Test(
        "a clock that is plainly wrong is not believed, and the operator is told",
        arguments: [
            ("1970-01-02 00:00:00", "before this software was released")
        ])
    func clock(time: String, side: String) throws {
        let scratch = try Scratch()
        let prefix = FakeClock.prefix(time)
        let report = try PrintedReport(Program.ignite(scratch, ["--format", "json"], under: prefix))
        #expect(report.certificates[0].notBefore.wholeMatch(of: /\d{4}-01-01T00:00:00Z/) != nil)
        #expect(report.certificates[1].notBefore.wholeMatch(of: /\d{4}-01-01T00:02:00Z/) != nil)
        #expect(report.warnings.contains { $0.hasPrefix("the clock says ") && $0.contains(side) })
        let manifest = Files.text("\(scratch.store)/live/manifest.json") ?? ""
        #expect(manifest.contains("\"clockWasWrong\" : true"))

        let table = try Program.ignite(scratch, ["--replace"], under: prefix)
        #expect(table.status == 0)
        #expect(table.errors.contains("warning: the clock says "))
        #expect(table.errors.contains(side))
    }
}
