import Subprocess
import Synchronization

/// What is known of a hook while it runs: whether its time is over, and the end of what it prints, where it says what went
/// wrong.
final class HookProgress: Sendable {
    private let octets = Mutex<[UInt8]>([])
    private let isOver = Atomic(false)

    /// How much of the output is kept.
    private static let limit = 4096

    func add(_ piece: SubprocessOutputSequence.Buffer) {
        octets.withLock { octets in
            piece.withUnsafeBytes { octets += $0 }
            if octets.count > Self.limit { octets.removeFirst(octets.count - Self.limit) }
        }
    }

    func timeIsOver() { isOver.store(true, ordering: .relaxed) }

    var hasTimedOut: Bool { isOver.load(ordering: .relaxed) }

    var output: String { octets.withLock { String(decoding: $0, as: UTF8.self) } }
}
