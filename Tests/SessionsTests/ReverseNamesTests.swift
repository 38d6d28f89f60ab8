import CertificateModel
import Testing
import WorldFixtures

@testable import Sessions

@Suite("A name that reverse DNS has given")
struct ReverseNamesTests {
    @Test("stays as long as it is among those that it gives, and while it gives none")
    func stays() throws {
        let (host, address) = (TestHost(now: TestHost.ignition), try IPAddress("192.168.42.1"))
        let names = ReverseNames(host.world)
        let answers: [(given: [String], name: String?, isNew: Bool)] = [
            ([], nil, false), (["m.example.com", "z.example.com"], "m.example.com", true),
            (["a.example.com", "m.example.com"], "m.example.com", false), ([], "m.example.com", false),
            (["z.example.com", "b.example.com"], "b.example.com", true),
        ]
        for answer in answers {
            let given = try answer.given.map { try HostName($0) }
            host.with { $0.names[address] = given }
            let found = names.ask(address)
            #expect(found.name?.text == answer.name && found.isNew == answer.isNew, "\(answer.given)")
        }
    }
}
