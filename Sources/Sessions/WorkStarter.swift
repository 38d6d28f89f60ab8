import Threads

/// How a performer starts what may take its time: each piece of work on a thread of its own, unless a test has another way.
public typealias WorkStarter = @Sendable (_ work: @escaping @Sendable () -> Void) -> Void
