import CertificateModel
import Testing

/// Which names of a certificate stand for a SIP domain (RFC 5922 section 7).
@Suite struct SIPCoverageTests {
    /// Whether a certificate with these names covers a name.
    private static func covers(_ names: [GeneralName], _ name: GeneralName) -> GeneralName? {
        Coverage.of([name], as: "name", by: names).first?.coveredBy
    }

    @Test(
        "case, port and parameters of a SIP URI are no part of its domain",
        arguments: [
            ("sip:example.com", true), ("sip:Example.COM", true), ("SIP:example.com", true),
            ("sip:example.com:5061", true),
            ("sip:example.com;transport=tls", true), ("sip:EXAMPLE.com:5061;transport=tls", true),
            ("sip:example.com?subject=x", true), ("sips:example.com", false), ("sip:alice@example.com", false),
            ("sip:*.com", false), ("sip:www.example.com", false), ("https://example.com", false), ("sip:", false),
        ])
    func uri(_ text: String, _ isCovered: Bool) {
        let found = Self.covers([.uri(text)], .uri("sip:example.com"))
        #expect(found == (isCovered ? .uri(text == "sip:example.com" ? "sip:example.com" : text) : nil))
    }

    @Test("an address in brackets is a host with its colons")
    func address() {
        let name = GeneralName.uri("sip:[2001:db8::1]")
        #expect(Self.covers([.uri("sip:[2001:DB8::1]:5061")], name) != nil)
        #expect(Self.covers([.uri("sip:[2001:db8::2]")], name) == nil)
        #expect(Self.covers([.uri("sip:[2001:db8::1")], name) == nil)
    }

    @Test("a DNS name stands for a SIP domain where no SIP URI does, and a wildcard never")
    func dnsNames() {
        let name = GeneralName.uri("sip:pbx.example.com")
        #expect(Self.covers([.dns("PBX.example.com")], name) == .dns("pbx.example.com"))
        #expect(Self.covers([.dns("pbx.example.com"), .uri("https://a.example")], name) != nil)
        #expect(Self.covers([.dns("pbx.example.com"), .uri("sip:other.example")], name) == nil)
        #expect(Self.covers([.dns("*.example.com")], name) == nil)
        #expect(Self.covers([.dns("*.example.com")], .dns("pbx.example.com")) == .dns("*.example.com"))
    }

    @Test("a SIP domain that its DNS name covers for TLS alone is a row of its own")
    func domain() throws {
        var server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered), lan1: LANPort())
        server.names.sipDomains = [try SIPDomain("example.com")]
        func rows(_ names: [GeneralName]) -> [String] {
            Coverage.of(server, by: names).map { "\($0.role) \($0.name.bareText): \($0.coveredBy?.bareText ?? "-")" }
        }
        let both = [GeneralName.dns("ipo1.example.com"), .dns("example.com")]
        let covered = ["host name ipo1.example.com: ipo1.example.com", "added name example.com: example.com"]
        #expect(rows(both) == covered)
        #expect(rows(both + [.uri("sip:Example.com:5061")]) == covered)
        #expect(rows(both + [.uri("sip:other.example")]) == covered + ["SIP domain sip:example.com: -"])
    }

    @Test("a name that was granted in another form was granted")
    func granted() {
        let compared = GrantedName.compare(
            requested: [.dns("ipo1.example.com"), .uri("sip:example.com")],
            granted: [.dns("IPO1.example.com"), .uri("sip:Example.com:5061"), .uri("sip:other.example")])
        #expect(compared.map(\.isRequested) == [true, true, false])
        #expect(compared.map(\.isGranted) == [true, true, true])
    }
}
