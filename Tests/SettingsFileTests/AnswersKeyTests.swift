import FoundationEssentials
import SettingsFile
import Testing

@testable import CertificateModel

@Suite("Every key of the answers")
struct AnswersKeyTests {
    /// Every key with a value that is not its default. A key that is new wants one here, and whatever forgets it fails.
    private static let values: [(key: String, value: String)] = [
        ("role", "\"application\""), ("hostname", "\"ipo1.example.com\""), ("profile", "\"documented\""),
        ("lan1.port", "\"\""), ("lan1.ipv4", "\"192.168.42.1\""), ("lan1.ipv6", "[\"2001:db8::1\"]"),
        ("lan2.port", "\"\""), ("lan2.ipv4", "\"192.168.43.1\""), ("lan2.ipv6", "[\"2001:db8::2\", \"fd00::7\"]"),
        ("names.dns", "[\"www.example.com\"]"), ("names.ip", "[\"10.0.0.7\", \"::1\"]"),
        ("names.sip-domains", "[\"sip:example.com\", \"example.org\"]"),
        ("naming.email", "\"pki@example.com\""), ("naming.unit", "\"IT\""), ("naming.organization", "\"Example AG\""),
        ("naming.locality", "\"Köln\""), ("naming.state", "\"NRW\""), ("naming.country", "\"DE\""),
        ("naming.domain", "\"example.com\""), ("naming.root-prefix", "\"root-\""),
        ("certificates.source", "\"import\""), ("certificates.files", "[\"server.p12\"]"),
        ("certificates.passphrase-file", "\"secret\""),
    ]

    /// A LAN is a port or has addresses: the keys of the port say nothing here.
    private static let given = values.filter { !$0.key.hasSuffix(".port") }

    private static func text(without key: String? = nil) -> String {
        values.filter { $0.key != key }.map { "\($0.key) = \($0.value)\n" }.joined()
    }

    /// The paths of a document's keys.
    private func keys(of text: String) throws -> [String] {
        try SettingsSample.document(text).entries.map { $0.path.joined(separator: ".") }
    }

    private let answers: Answers

    init() throws { answers = try SettingsSample.answers(Self.text()) }

    @Test func `has a value here`() { #expect(Answers.keys.map(\.name) == Self.values.map(\.key)) }

    @Test(arguments: given.map(\.key)) func `changes the answers`(_ key: String) {
        #expect((try? SettingsSample.answers(Self.text(without: key))) != answers)
    }

    @Test func `is written into an answers file`() throws {
        #expect(try keys(of: answers.toml) == Self.given.map(\.key))
        #expect(try SettingsSample.answers(answers.toml) == answers)
    }

    @Test(arguments: ["lan1", "lan2"]) func `of a port stands for a LAN in the place of addresses`(_ lan: String) throws
    {
        let text = "\(lan).port = \"br0.7\"\n"
        let read = try SettingsSample.answers(text)
        #expect((lan == "lan1" ? read.lan1Port : read.lan2Port) == .named("br0.7"))
        #expect(try SettingsSample.answers(read.toml) == read)
        #expect(try SettingsSample.answers("\(lan).port = \"auto\"") != read)
        #expect(
            SettingsSample.refusal("\(text)\(lan).ipv4 = \"192.168.42.1\"\n")
                == "\"\(lan)\" is the port \"br0.7\", and has addresses as well\n"
                + "hint: give the port, or the addresses (line 1 of \"answers.toml\")")
        for name in ["a b", "eth0:1", "a/b", "1234567890123456", ".."] {
            #expect(SettingsSample.refusal("\(lan).port = \"\(name)\"").contains("is not the name of a port"))
        }
    }

    @Test func `stands in the template with a comment, and so does its table`() throws {
        let template = Answers(defaults: SiteDefaults()).template
        #expect(try keys(of: template) == Self.values.map(\.key))
        let lines = template.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            #expect(index > 0 && lines[index - 1].hasPrefix("# ") && lines[index - 1].count > 4, "\(line)")
        }
        for line in lines { #expect(line.count <= 110, "\(line)") }
    }

    @Test func `stands in the template as JSON as well, with the same value`() throws {
        let answers = Answers(defaults: SiteDefaults())
        let json = try String(decoding: JSONEncoder().encode(answers.templateJSON), as: UTF8.self)
        #expect(try Set(keys(of: json)) == Set(Self.values.map(\.key)))
        #expect(try SettingsSample.answers(json) == SettingsSample.answers(answers.template))
    }

    @Test func `but those of the source is kept of a server, in the template of its answers too`() throws {
        let name = try #require(answers.hostName)
        let server = answers.server(called: ResolvedHostName(name, from: .entered))
        var kept = answers
        kept.source = .selfSigned
        #expect(Answers(of: server, profile: answers.profile) == kept)
        #expect(try SettingsSample.answers(Answers(of: server, profile: answers.profile).template) == kept)
        let record = try String(decoding: JSONEncoder().encode(kept.record), as: UTF8.self)
        #expect(try SettingsSample.answers(record) == kept)
        #expect(
            try Set(keys(of: record)) == Set(Self.given.map(\.key).filter { !$0.hasPrefix("certificates.") }))
    }

    @Test func `but those of the source and the profile is that of a server on a host, too`() throws {
        let name = ResolvedHostName(try #require(answers.hostName), from: .entered)
        let lans = try answers.lans(on: HostFacts(interfaces: [], clock: IgnitionClock(reading: SoftwareRelease.date)))
        #expect(lans.server(answers, called: name) == answers.server(called: name))
    }

    @Test func `has a place in a record although nothing is said, unless nothing would be refused`() throws {
        let record = try String(decoding: JSONEncoder().encode(Answers().record), as: UTF8.self)
        #expect(try SettingsSample.answers(record) == Answers())
        #expect(
            try Set(keys(of: record))
                == Set(Self.given.map(\.key).filter { !$0.hasPrefix("certificates.") && $0 != "profile" }))
    }
}
