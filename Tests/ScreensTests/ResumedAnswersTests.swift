import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("The answers of a wizard that was left")
struct ResumedAnswersTests {
    private static let time = Timestamp(secondsSinceEpoch: 1_803_889_800)

    /// A wizard whose host has two ports.
    private static func wizard() throws -> State {
        var state = State(igniting: "/var/lib/keyturn", size: Size(columns: 80, rows: 24), glyphs: .unicode)
        let ports = try [("eth0", "192.168.42.1", UInt8(7)), ("eth1", "10.1.1.1", 8)].map { name, address, number in
            NetworkInterface(
                name: name, mac: MACAddress(octets: [0, 0xe0, 7, 5, 0x73, number]), addresses: [try IPAddress(address)])
        }
        _ = state.update(
            .inspected(HostFacts(interfaces: ports, clock: IgnitionClock(reading: ImportSample.now))))
        return state
    }

    private static func kept() throws -> [Answers] {
        var naming = Naming()
        try naming.set(.organization, to: "Voice Ltd")
        var names = AdditionalNames()
        names.dns = [try HostName("mail.example.org")]
        names.sipDomains = [try SIPDomain("sip:example.org")]
        names.ip = [try IPAddress("2001:db8::7")]
        return [
            Answers(
                role: .application, hostName: try HostName("pbx7.example.org"), lan1Port: .named("eth1"),
                lan2Port: .named("eth0"), names: names, naming: naming, profile: .documented),
            Answers(
                lan1: LANPort(ipv4: try IPv4Address("192.0.2.1"), ipv6: [try IPv6Address("2001:db8::1")]),
                profile: .interoperable, source: .imported(files: ["/run/media/usb/good.p12"], passphraseFile: nil)),
            // A port that the host has no more.
            Answers(lan1Port: .named("eno9"), profile: .interoperable, source: .requested),
        ]
    }

    @Test("is offered, fills every field, and is what would be kept again", arguments: 0..<3)
    func resumed(_ number: Int) throws {
        let answers = try Self.kept()[number]
        var state = try Self.wizard()
        #expect(state.update(.unfinished(answers, Self.time)) == [])
        #expect(state.unfinishedAnswers == nil)
        #expect(state.lines.contains { $0.contains("from 2027-03-01 08:30 UTC are kept") })
        #expect(state.press("Enter") == [])
        #expect(state.unfinishedAnswers == answers)
    }

    @Test("is forgotten where the operator starts anew, and stays where he does not say")
    func anew() throws {
        let answers = try Self.kept()[0]
        for (key, effects) in [("n", [Effect.dropUnfinished]), ("Esc", [])] {
            var state = try Self.wizard()
            _ = state.update(.unfinished(answers, Self.time))
            #expect(state.press(key) == effects)
            #expect(state.unfinishedAnswers == nil)
        }
    }

    @Test("has what is valid of what was typed, and nothing where nothing was answered")
    func typed() throws {
        var state = try Self.wizard()
        #expect(state.unfinishedAnswers == nil)
        _ = state.press("Enter", "Space", "Enter")
        #expect(state.unfinishedAnswers?.source == .imported(files: [], passphraseFile: nil))
        _ = state.press("pbx", ".", "^N")
        #expect(state.unfinishedAnswers?.hostName?.text == "pbx")
        // The second of two names is refused.
        _ = state.press("^N", "mail.example.org, no_name")
        #expect(state.unfinishedAnswers?.names.dns.map(\.text) == ["mail.example.org"])
    }
}
