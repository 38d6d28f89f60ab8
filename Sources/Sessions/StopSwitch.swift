import Synchronization

/// Whether the operator wants something to end that goes on elsewhere.
final class StopSwitch: Sendable {
    private let state = Atomic(false)

    var isOn: Bool {
        get { state.load(ordering: .relaxed) }
        set { state.store(newValue, ordering: .relaxed) }
    }
}
