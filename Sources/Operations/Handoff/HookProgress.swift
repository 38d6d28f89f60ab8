import Subprocess
import Synchronization

/// What is known about a running hook: whether it timed out, and the end of its output, where errors usually are.
final class HookProgress: Sendable {
    private let octets = Mutex<[UInt8]>([])
    private let isOver = Atomic(false)

    /// The most bytes of output that are kept.
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
