import CertificateModel
import Operations
import Synchronization
import Testing
import WorldFixtures

@Suite("A world that is read once")
struct WorldTests {
    @Test func `has the ports and the names of its first reading, and the clock of each moment`() throws {
        let server = try TestServer()
        let world = server.host.world.readOnce()
        let first = world.facts()
        server.host.pass(days: 1)
        server.host.with { $0.ports = [] }
        let second = world.facts()
        #expect(!first.interfaces.isEmpty && second.interfaces == first.interfaces)
        #expect(second.clock.reading > first.clock.reading)
    }
}
