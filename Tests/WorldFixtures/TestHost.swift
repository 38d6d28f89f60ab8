package import CertificateEngine
package import CertificateModel
package import Host
package import Operations
import Synchronization

/// A host as a test has it: its clock, its ports, its name server, its peers and its deploy hooks are what the test says, and
/// what it says nothing of fails loudly.
package final class TestHost: Sendable {
    /// What the host is like at this moment.
    package struct State: Sendable {
        /// What the clock says.
        package var now: Timestamp
        /// Whether the clock is synchronised; nil where the kernel does not say.
        package var isClockSynchronized: Bool?
        /// The ports, in the kernel's order.
        package var ports: [NetworkInterface]
        /// What reverse DNS answers; an address without a name has none.
        package var names: [IPAddress: [HostName]] = [:]
        /// The machine's own name.
        package var name: HostName?
        /// The folders from which an operator may take files.
        package var places: [Place] = []
        /// How a TLS server answers that is asked for a name; nil where the test has no servers.
        package var askPeer: (@Sendable (PeerAddress, HostName?) throws(PeerError) -> PeerReply)?
        /// The roots that the system trusts; nil where there are none.
        package var systemTrust: TrustedBundle?
        /// What becomes of a deploy hook; nil where hooks are run for real.
        package var runHook: (@Sendable (HookFolder.Hook, [String: String]) -> HookOutcome)?
        /// What becomes of the page for clients; nil where the test serves none.
        package var servePage: (@Sendable (PageEndpoint) throws(PageFailure) -> ServedPage)?
        /// Who acts.
        package var `operator` = Operator(uid: 0, login: "root", terminal: "/dev/tty1")
        /// The id of the machine; nil where it has none that lasts.
        package var machineID: String? = "0123456789abcdef0123456789abcdef"
        /// The environment.
        package var environment: [String: String] = [:]
    }

    private let state: Mutex<State>
    private let keys = KeySupply()

    /// A host whose clock says this, with these ports.
    package init(now: Timestamp, ports: [NetworkInterface] = TestHost.usualPorts) {
        state = Mutex(State(now: now, ports: ports))
    }

    /// 1 March 2027, noon.
    package static let ignition = Timestamp(secondsSinceEpoch: 1_803_902_400)

    /// Two Ethernet ports, with 192.168.42.1 and 2001:db8::1, and with 192.168.43.1.
    package static let usualPorts = [
        port("lan1", "00:e0:07:05:73:07", ["192.168.42.1", "2001:db8::1"]),
        port("lan2", "00:e0:07:05:73:08", ["192.168.43.1"]),
    ]

    /// A port of this name, hardware address and addresses; what is none of these is a mistake in the test.
    package static func port(_ name: String, _ mac: String, _ addresses: [String]) -> NetworkInterface {
        let octets = mac.split(separator: ":").compactMap { UInt8($0, radix: 16) }
        return NetworkInterface(
            name: name, mac: MACAddress(octets: octets),
            addresses: addresses.map { text in
                guard let address = try? IPAddress(text) else { preconditionFailure("\(text) is no address") }
                return address
            })
    }

    /// Gives an address these names in reverse DNS; what is no name is a mistake in the test.
    package func name(_ address: String, _ names: String...) {
        with { state in
            guard let address = try? IPAddress(address) else { preconditionFailure("\(address) is no address") }
            state.names[address] = names.map { text in
                guard let name = try? HostName(text) else { preconditionFailure("\(text) is no name") }
                return name
            }
        }
    }

    /// Changes the host, or tells what it is like.
    @discardableResult
    package func with<Answer: Sendable>(_ body: (inout State) -> Answer) -> Answer { state.withLock { body(&$0) } }

    /// Lets days pass.
    package func pass(days: Int64) { with { $0.now = $0.now.adding(seconds: days * 86_400) } }

    /// Gives a port other addresses.
    package func move(_ port: String, to addresses: [String]) {
        with { state in
            state.ports = state.ports.map { old in
                old.name == port ? Self.port(port, old.mac?.description ?? "", addresses) : old
            }
        }
    }

    /// What operations find of it.
    package var world: World {
        World(
            now: { self.with(\.now) },
            isClockSynchronized: { self.with(\.isClockSynchronized) },
            newKey: { () throws(OpenSSLError) in try self.keys.next() },
            ports: { clock in
                let (ports, name) = self.with { ($0.ports, $0.name) }
                return HostFacts(interfaces: ports, clock: clock, name: name)
            },
            namesOfAddress: { address in self.with { $0.names[address] } ?? [] },
            places: { self.with(\.places) },
            askPeer: { (address, name, _, _) throws(PeerError) in
                guard let ask = self.with(\.askPeer) else { preconditionFailure("the test says nothing of servers") }
                return try ask(address, name)
            },
            systemTrust: { self.with(\.systemTrust) },
            runHook: { hook, variables, seconds in
                guard let run = self.with(\.runHook) else { return World.real.runHook(hook, variables, seconds) }
                return run(hook, variables)
            },
            servePage: { (endpoint, _, _) throws(PageFailure) in
                guard let serve = self.with(\.servePage) else { preconditionFailure("the test serves no page") }
                return try serve(endpoint)
            },
            operator: { self.with(\.operator) },
            machineID: { self.with(\.machineID) },
            environment: { name in self.with { $0.environment[name] } },
            currentFolder: { "/" })
    }

    /// An installation with its store and its site configuration in a folder, which need not hold either yet.
    package func installation(in folder: String) -> Installation {
        Installation(store: "\(folder)/store", siteFile: "\(folder)/site/keyturn.toml", world: world)
    }
}
