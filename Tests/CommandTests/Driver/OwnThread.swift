import Testing
import Threads

/// Runs each test on a thread of its own. These tests wait for programs, terminals and servers: in the cooperative pool, which
/// has a thread for each core, so many tests alone would wait at a time, and the cores with them.
struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) { try await function() }
    }
}

extension Trait where Self == OwnThread {
    /// Each test of the suite has a thread of its own.
    static var ownThread: Self { Self() }
}
