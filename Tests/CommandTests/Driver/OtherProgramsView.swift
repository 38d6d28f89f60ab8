import Glibc
import Testing

/// A process as the rest of the system sees it.
enum OtherProgramsView {
    /// What to put before a command into whose process a test is to look.
    ///
    /// A process that is not dumpable belongs to root in /proc, and nobody else looks into it (proc(5)). In a user namespace
    /// of the command's own, whoever runs the tests is root.
    static let prefix = geteuid() == 0 ? [] : Unshare.prefix()

    /// Looks for the secrets of the fixtures; beside these paths, no file may be open.
    static func hidesEverything(
        _ process: pid_t, _ mayBeOpen: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for name in ["cmdline", "environ"] {
            let text = try #require(Files.text("/proc/\(process)/\(name)"))
            for secret in ["PRIVATE", "MII", "correct", "horse"] {
                #expect(!text.contains(secret), "\(name)", sourceLocation: sourceLocation)
            }
        }
        let limits = try #require(Files.text("/proc/\(process)/limits"))
        #expect(limits.contains(/Max core file size +0 +0/), sourceLocation: sourceLocation)
        // A folder that it still looks into is open for a moment.
        var others: [String] = []
        let isClosed = PollDeadline().wait {
            others = open(by: process).filter {
                // Pipes and sockets are those of whoever runs the tests.
                $0.hasPrefix("/") && $0 != "/dev/null" && !$0.hasPrefix("/dev/pts/") && !mayBeOpen.contains($0)
            }
            return others == []
        }
        #expect(isClosed, "\(others)", sourceLocation: sourceLocation)
        #expect(!open(by: process).isEmpty, sourceLocation: sourceLocation)
    }

    /// What its descriptors lead to.
    private static func open(by process: pid_t) -> [String] {
        Files.tree("/proc/\(process)/fd").map { path in
            var target = [CChar](repeating: 0, count: 4096)
            let length = max(readlink(path, &target, target.count), 0)
            return String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
