import CertificateModel
import Operations
import Synchronization

/// The names that reverse DNS has given so far.
final class ReverseNames: Sendable {
    private let world: World
    private let found = Mutex<[IPAddress: HostName]>([:])

    init(_ world: World) { self.world = world }

    /// Asks for the name of an address, and says whether it is another one than before. A name server that fails for a moment
    /// takes no name away.
    func ask(_ address: IPAddress) -> (name: HostName?, isNew: Bool) {
        let before = found.withLock { $0[address] }
        let name = world.name(of: address, keeping: before) ?? before
        found.withLock { $0[address] = name }
        return (name, name != before)
    }
}
