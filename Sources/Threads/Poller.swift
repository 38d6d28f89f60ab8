import Glibc

/// What a run loop waits on: the terminal, the signals, what other threads post, and the host's addresses.
public struct Poller: Sendable {
    /// The descriptors that are ready.
    public struct Ready: OptionSet, Hashable, Sendable {
        /// One bit for each descriptor.
        public let rawValue: Int

        /// A set from its bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Keys, or a hang-up: ``Terminal/nextKey()`` tells which.
        public static let terminal = Ready(rawValue: 1)
        /// Signals.
        public static let signals = Ready(rawValue: 2)
        /// Values in the mailbox.
        public static let mailbox = Ready(rawValue: 4)
        /// Changes of the host's addresses.
        public static let addresses = Ready(rawValue: 8)
    }

    private let sources: [(descriptor: Int32, ready: Ready)]

    /// Names the descriptors; what is not given is not waited on.
    public init(terminal: Int32? = nil, signals: Int32? = nil, mailbox: Int32? = nil, addresses: Int32? = nil) {
        let all: [(Int32?, Ready)] = [
            (terminal, .terminal), (signals, .signals), (mailbox, .mailbox), (addresses, .addresses),
        ]
        sources = all.compactMap { descriptor, ready in descriptor.map { ($0, ready) } }
    }

    /// Waits until a descriptor is ready or the timeout is over, which gives an empty set. Without a timeout, waits for
    /// ever.
    public func wait(timeout: Duration? = nil) -> Ready {
        var polled = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        let deadline = timeout.map(Deadline.init(after:))
        guard polled.withUnsafeMutableBufferPointer({ Deadline.poll($0, until: deadline) }) else { return [] }
        return zip(polled, sources).reduce(into: Ready()) { ready, source in
            if source.0.revents != 0 { ready.insert(source.1.ready) }
        }
    }
}
