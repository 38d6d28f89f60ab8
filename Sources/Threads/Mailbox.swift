import Synchronization

/// A mailbox: other threads post values to the thread that waits. It is a queue with a lock, and a descriptor for
/// poll(2).
public final class Mailbox<Event: Sendable>: Sendable {
    private let events = Mutex<[Event]>([])
    private let pipe: WakePipe

    /// An empty mailbox; throws only if the system has no descriptors left.
    public init() throws(NoDescriptors) {
        pipe = try WakePipe()
    }

    /// Readable while there may be values to take.
    public var fileDescriptor: Int32 { pipe.readEnd }

    /// Posts a value from any thread, and wakes the waiting thread.
    public func post(_ event: Event) {
        events.withLock { $0.append(event) }
        pipe.wake()
    }

    /// Takes all values in the order in which they were posted.
    public func take() -> [Event] {
        // Drain the pipe first. A value that is posted in between is taken now, and its byte causes one needless
        // wake-up. In the other order, the value would stay in the queue without a byte.
        _ = pipe.drain()
        return events.withLock { queue in
            defer { queue.removeAll() }
            return queue
        }
    }
}
