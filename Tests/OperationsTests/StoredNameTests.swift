import CertificateModel
import CertificateStore
import FoundationEssentials
import Operations
import Testing
import WorldFixtures

@Suite("Whatever a store holds is read back by every operation")
struct StoredNameTests {
    /// A host, the name that was entered on it, and the name that the server has then.
    struct Origin: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var entered: String?
        var names: [String: [String]] = [:]
        var mac = "00:e0:07:05:73:07"
        let name: String
        /// A name that a store of an earlier version has in its place, and its email address.
        var earlier: String?
        var earlierEmail: String?
    }

    static let origins = [
        Origin(testDescription: "a name that was entered", entered: "PBX1.Example.org.", name: "pbx1.example.org"),
        Origin(
            testDescription: "an internationalised name", entered: "müller.example", name: "xn--mller-kva.example"),
        Origin(
            testDescription: "the longest first label", entered: String(repeating: "a", count: 40) + ".example.com",
            name: String(repeating: "a", count: 40) + ".example.com"),
        Origin(
            testDescription: "the first of LAN1's names", names: ["192.168.42.1": ["b.example", "a.example"]],
            name: "a.example"),
        Origin(testDescription: "LAN2's name", names: ["192.168.43.1": ["two.example"]], name: "two.example"),
        Origin(testDescription: "a hardware address with letters", mac: "00:e0:07:05:73:0a", name: "00e00705730a"),
        Origin(testDescription: "a hardware address of digits", mac: "52:54:00:12:34:56", name: "mac525400123456"),
        Origin(
            testDescription: "a hardware address of digits, by an earlier version", mac: "52:54:00:12:34:56",
            name: "mac525400123456", earlier: "525400123456"),
        Origin(
            testDescription: "a name that every machine has, by an earlier version", name: "00e007057307",
            earlier: "localhost.localdomain", earlierEmail: "root@localhost.localdomain"),
    ]

    @Test(arguments: origins) func `by the name of:`(_ origin: Origin) throws {
        let server = try TestServer()
        server.host.with { state in
            state.ports = [
                TestHost.port("lan1", origin.mac, ["192.168.42.1", "192.168.42.2", "2001:db8::1"]),
                TestHost.port("lan2", "00:e0:07:05:73:08", ["192.168.43.1"]),
            ]
        }
        for (address, names) in origin.names {
            let address = try IPAddress(address)
            let all = try names.map { try HostName($0) }
            server.host.with { $0.names[address] = all }
        }
        var answers = Answers(defaults: SiteDefaults())
        answers.hostName = try origin.entered.map { try HostName($0) }
        for part in [Naming.Part.email, .unit, .locality, .state] { try answers.naming.set(part, to: "") }
        if origin.earlierEmail != nil { try answers.naming.set(.email, to: "root@example.org") }
        try server.ignite(answers)
        let name = origin.earlier ?? origin.name
        if let earlier = origin.earlier {
            let path = "\(server.folder)/store/generations/000001/manifest.json"
            let manifest = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            let older = manifest.replacing("\"\(origin.name)\"", with: "\"\(earlier)\"")
                .replacing("root@example.org", with: origin.earlierEmail ?? "")
            try Data(older.utf8).write(to: URL(filePath: path))
        }
        #expect(try server.state().hostName == name)
        #expect(try server.state().server.naming[.email] == origin.earlierEmail ?? "")

        #expect(try server.renew(isForced: true).generation == 2)
        try server.regenerate(allowsNameLoss: true)
        try server.regenerate(.root, allowsNameLoss: true)
        #expect(try server.names().first == "DNS:\(name)")
        // What the program prints of a server, it takes for that server.
        try server.write(try AnswersTemplate(server.installation).answers().template, to: "answers.toml")
        let printed = try server.installation.changedAnswers(in: "\(server.folder)/answers.toml")
        let before = try server.names()
        try server.regenerate(answers: printed)
        #expect(try server.names() == before)
        #expect(try server.certificate("root.pem").subject.description.contains("C=US"))

        for entry in try History(server.installation).entries() {
            guard case .whole = entry.contents else {
                Issue.record("generation \(entry.generation) is damaged")
                continue
            }
        }
        #expect(try StoredReview(liveOf: server.installation).certificates.count == 2)
        let request = Request(server.installation)
        #expect(try request.commit(request.prepare()) == 1)
        #expect(try Rollback(server.installation).perform(to: 2)?.to == 2)
        #expect(try server.names().first == "DNS:\(name)")
        #expect(try server.state().server.hostName.value.text == name)
    }
}
