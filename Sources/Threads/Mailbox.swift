import Synchronization

/// Where other threads leave values for the thread that waits: a locked queue, and a descriptor for poll(2).
public final class Mailbox<Event: Sendable>: Sendable {
    private let events = Mutex<[Event]>([])
    private let pipe: WakePipe

    /// Makes an empty mailbox; fails only where the system has no descriptors left.
    public init() throws(NoDescriptors) {
        pipe = try WakePipe()
    }

    /// Readable while there may be values to take.
    public var fileDescriptor: Int32 { pipe.readEnd }

    /// Leaves a value, from any thread, and wakes the waiter.
    public func post(_ event: Event) {
        events.withLock { $0.append(event) }
        pipe.wake()
    }

    /// Takes all values, in the order they were left.
    public func take() -> [Event] {
        // The pipe first: a value that is left in between is taken now, and its byte wakes the waiter once for nothing.
        // The other way round it would be left behind without a byte.
        _ = pipe.drain()
        return events.withLock { queue in
            defer { queue.removeAll() }
            return queue
        }
    }
}
