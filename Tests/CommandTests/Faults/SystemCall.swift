/// A system call of a run at which a fault can come: the one of this number among those of its name in a thread, or among
/// those on one path (strace(1) counts for each thread).
struct SystemCall: Sendable, Hashable, CustomStringConvertible {
    let name: String
    let number: Int
    /// Below the folder of the site; set where another thread comes to so many of them first.
    let path: String?
    /// Whether it changes the disk.
    let isChange: Bool
    /// The call as it was traced, without its long strings.
    let description: String

    /// What to put before a command on a site so that this fault comes at the call: `signal=KILL`, `error=EIO`.
    func injecting(_ fault: String, on site: String) -> [String] {
        OtherProgramsView.prefix + ["strace", "-f", "-o", "/dev/null"] + (path.map { ["-P", site + $0] } ?? [])
            + ["-e", "trace=\(name)", "-e", "inject=\(name):\(fault):when=\(number)"]
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(number)
        hasher.combine(path)
    }

    static func == (one: SystemCall, other: SystemCall) -> Bool {
        (one.name, one.number, one.path) == (other.name, other.number, other.path)
    }

    private static let changes: Set<Substring> = [
        "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "symlink",
        "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "ftruncate",
        "utimensat",
    ]
    private static let others: Set<Substring> = [
        "open", "openat", "read", "pread64", "getdents64", "fstat", "newfstatat", "readlinkat", "flock",
    ]

    /// What to put before a command so that its calls are traced to a file.
    static func tracing(to file: String) -> [String] {
        let names = changes.union(others).sorted().joined(separator: ",")
        // Nobody but root sees which files a process that is not dumpable has open.
        return OtherProgramsView.prefix + [
            "strace", "-f", "-y", "-o", file, "-s", "0", "--seccomp-bpf", "-e", "trace=\(names)",
        ]
    }

    /// The calls of a trace on these paths of a site, or below them, in their order.
    static func calls(in trace: String, on paths: [String], of site: String) -> [SystemCall] {
        var (counts, countsOfPaths): ([Substring: [Substring: Int]], [Substring: [Substring: Int]]) = ([:], [:])
        var calls: [SystemCall] = []
        var seen: Set<SystemCall> = []
        for line in trace.split(separator: "\n") {
            let thread = line.prefix { $0 != " " }
            let call = line.dropFirst(thread.count).drop { $0 == " " }
            guard let parenthesis = call.firstIndex(of: "("), call.first?.isLetter == true else { continue }
            let name = call[..<parenthesis]
            counts[thread, default: [:]][name, default: 0] += 1
            let opened = call.split(separator: "<", maxSplits: 1).dropFirst().first?.split(separator: ">").first
            if let opened { countsOfPaths[thread, default: [:]]["\(name) \(opened)", default: 0] += 1 }
            let isOurs = paths.contains { path in
                ["\(path)/", "\(path)>", "\(path)\""].contains { call.contains($0) }
            }
            guard isOurs, !call.contains("= -1 ENOENT") else { continue }
            let isChange = changes.contains(name) || call.contains("O_CREAT")
            let text = String(call.replacing(site, with: "").prefix(200))
            var found = SystemCall(
                name: String(name), number: counts[thread]?[name] ?? 0, path: nil, isChange: isChange, description: text
            )
            if !seen.insert(found).inserted, let opened {
                found = SystemCall(
                    name: String(name), number: countsOfPaths[thread]?["\(name) \(opened)"] ?? 0,
                    path: opened.hasPrefix(site) ? String(opened.dropFirst(site.count)) : String(opened),
                    isChange: isChange, description: text)
                guard seen.insert(found).inserted else { continue }
            }
            calls.append(found)
        }
        return calls
    }
}
