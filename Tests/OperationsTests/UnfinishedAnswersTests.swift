import CertificateModel
import CertificateStore
import FoundationEssentials
import Testing
import WorldFixtures

@testable import Operations

@Suite("The unfinished answers of a wizard")
struct UnfinishedAnswersTests {
    private let server: TestServer

    init() throws { server = try TestServer() }

    private static func answers() throws -> [Answers] {
        let naming = try {
            var naming = Naming()
            try naming.set(.organization, to: "Voice \"Ltd\" \\ Söhne")
            try naming.set(.unit, to: "")
            return naming
        }()
        var names = AdditionalNames()
        names.dns = [try HostName("mail.example.org")]
        names.sipDomains = [try SIPDomain("sip:example.org")]
        names.ip = [try IPAddress("2001:db8::7")]
        return [
            Answers(lan1Port: .named("eth0")),
            Answers(
                role: .application, hostName: try HostName("pbx7.example.org"),
                lan1: LANPort(ipv4: try IPv4Address("192.0.2.1"), ipv6: [try IPv6Address("2001:db8::1")]),
                lan2Port: .named("eth1"), naming: naming, profile: .documented, source: .requested),
            Answers(
                names: names, profile: .interoperable,
                source: .imported(files: ["/run/media/usb/a b.p12", "chain.pem"], passphraseFile: nil)),
            // None of the files is chosen yet.
            Answers(profile: .interoperable, source: .imported(files: [], passphraseFile: nil)),
        ]
    }

    @Test("come back as they were kept, with their time, and the store's folder and file are nobody else's")
    func roundTrip() throws {
        for answers in try Self.answers() {
            let unfinished = UnfinishedAnswers(server.installation)
            try unfinished.keep(answers)
            let kept = try #require(try unfinished.read())
            #expect(kept.answers == answers)
            #expect(kept.time == server.installation.world.now())
        }
        let layout = server.installation.store.layout
        #expect(try Self.mode(layout.folder) == 0o700)
        #expect(try Self.mode(layout.draft) == 0o600)
        #expect(try Self.names(layout.folder) == ["draft.toml", "lock"])
        // Nobody has certificates by that, and no machine is noted that a clone would not be.
        #expect(try !server.installation.isIgnited())
    }

    @Test("are gone once they are dropped, and leave no lock")
    func drop() throws {
        let unfinished = UnfinishedAnswers(server.installation)
        try unfinished.drop()
        #expect(!FileManager.default.fileExists(atPath: server.installation.store.layout.folder))
        try unfinished.keep(Answers(role: .application))
        try unfinished.drop()
        #expect(try unfinished.read() == nil)
        #expect(try Self.names(server.installation.store.layout.folder) == [])
    }

    @Test("are gone after an ignition, and an ignited server keeps none")
    func ignition() throws {
        let unfinished = UnfinishedAnswers(server.installation)
        try unfinished.keep(Answers(role: .application))
        try server.ignite()
        #expect(try unfinished.read() == nil)
        try unfinished.keep(Answers(role: .application))
        #expect(try unfinished.read() == nil)
    }

    @Test(
        "that cannot be read are refused with the reason, and an ignition goes on",
        arguments: [
            "role = \"secondary\"\n", "role = ", "\u{0}", "hostname = \"localhost\"\n", "future = true\n",
        ])
    func damaged(_ text: String) throws {
        let unfinished = UnfinishedAnswers(server.installation)
        try unfinished.keep(Answers(role: .application))
        let path = server.installation.store.layout.draft
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: OperationError.self) { _ = try unfinished.read() }
        let words = "\(error?.problem ?? ""); \(error?.hint ?? "")"
        #expect(words.contains("draft.toml"), "\(words)")
        try server.ignite()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("in the place of which there is a link or a folder are refused, and not followed")
    func planted() throws {
        let unfinished = UnfinishedAnswers(server.installation)
        try unfinished.keep(Answers(role: .application))
        let path = server.installation.store.layout.draft
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/hosts")
        #expect(throws: OperationError.self) { _ = try unfinished.read() }
        // The link is replaced, not what it leads to.
        try unfinished.keep(Answers(role: .application))
        #expect(try unfinished.read()?.answers.role == .application)
    }

    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private static func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
