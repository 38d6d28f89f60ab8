import CertificateModel
import Operations
import Synchronization
import WorldFixtures

/// The deploy hooks of a server, each of which does what the test says.
final class Hooks: Sendable {
    private let told = Mutex<[(name: String, variables: [String: String])]>([])

    /// The hooks of these names; `run` is what they do, and says how they end.
    init(
        _ names: String..., on server: TestServer,
        run: @escaping @Sendable (_ name: String) throws -> HookOutcome.Result = { _ in .succeeded }
    ) throws {
        for name in names { try server.addHook(name) }
        server.host.with { host in
            host.runHook = { hook, variables in
                self.told.withLock { $0.append((hook.name, variables)) }
                do {
                    return HookOutcome(name: hook.name, result: try run(hook.name), output: "said by \(hook.name)")
                } catch {
                    return HookOutcome(name: hook.name, result: .notRun(reason: "\(error)"))
                }
            }
        }
    }

    /// Which were run, each with what it was told of.
    var calls: [String] {
        told.withLock { told in
            told.map { "\($0.name) \($0.variables["KEYTURN_EVENT"] ?? "") \($0.variables["KEYTURN_GENERATION"] ?? "")" }
        }
    }

    /// What the last one was told.
    var lastVariables: [String: String]? { told.withLock { $0.last?.variables } }
}

/// Something that a test switches on and off while threads look at it.
final class Flag: Sendable {
    private let value: Atomic<Bool>

    init(_ isSet: Bool = false) { value = Atomic(isSet) }

    var isSet: Bool { value.load(ordering: .relaxed) }
    func set(_ isSet: Bool = true) { value.store(isSet, ordering: .relaxed) }
}
