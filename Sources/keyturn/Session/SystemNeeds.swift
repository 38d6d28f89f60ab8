import Host
import Lines

/// What the program needs of the system that runs it.
enum SystemNeeds {
    /// How much memory certificates, keys and threads take at most, in MiB.
    private static let memory = 192

    /// Throws if this process may not have the memory that it needs: without it, the program would be aborted in the middle.
    static func checkMemory() throws(CommandFailure) {
        guard let limit = ProcessMemory.limit, limit < memory << 20 else { return }
        throw CommandFailure(
            status: .unsupported,
            problem: "\"ulimit -v\" allows this program \(limit >> 20) MiB of memory, and it needs \(memory) MiB",
            hint: "raise the limit: \"ulimit -v\" of the shell, or LimitAS= of the unit", kind: "too-little-memory")
    }
}
