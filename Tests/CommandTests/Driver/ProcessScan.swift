import Glibc
import Testing

/// What is in the memory of another process (proc_pid_mem(5), proc_pid_smaps(5)).
struct ProcessScan {
    /// A mapping that the process can write to.
    private struct Mapping {
        let start, end: UInt64
        /// What the kernel says of it, in two letters each: `lo` is locked, `dd` is in no core dump.
        let flags: Set<Substring>
    }

    private let process: pid_t
    private let mappings: [Mapping]

    init(_ process: pid_t) throws {
        self.process = process
        let text = try #require(Files.text("/proc/\(process)/smaps"), "the memory of \(process) cannot be looked at")
        var mappings: [Mapping] = []
        var head: (start: UInt64, end: UInt64)?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            let ends = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            if ends.count == 2 {
                head = words[1].hasPrefix("rw") ? (ends[0], ends[1]) : nil
            } else if words[0] == "VmFlags:", let found = head {
                mappings.append(Mapping(start: found.start, end: found.end, flags: Set(words.dropFirst())))
            }
        }
        self.mappings = mappings
    }

    /// What the kernel says of each mapping that holds one of these secrets.
    func flags(holding secrets: [[UInt8]]) throws -> [Set<Substring>] {
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        try #require(memory >= 0, "the memory of \(process) cannot be opened: \(String(cString: strerror(errno)))")
        defer { close(memory) }
        return mappings.filter { Self.holds(memory, $0, secrets) }.map(\.flags)
    }

    /// Whether any memory holds one of these secrets.
    func holds(_ secrets: [[UInt8]]) throws -> Bool { try !flags(holding: secrets).isEmpty }

    private static func holds(_ memory: Int32, _ mapping: Mapping, _ secrets: [[UInt8]]) -> Bool {
        let size = 1 << 20
        let overlap = (secrets.map(\.count).max() ?? 1) - 1
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size + overlap, alignment: 16)
        defer { buffer.deallocate() }
        var address = mapping.start
        while address < mapping.end {
            let wanted = min(buffer.count, Int(mapping.end - address))
            let count = pread(memory, buffer.baseAddress, wanted, off_t(address))
            guard count > 0 else { return false }
            let part = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            if secrets.contains(where: { contains(part, $0) }) { return true }
            address += UInt64(min(count, size))
        }
        return false
    }

    private static func contains(_ bytes: UnsafeRawBufferPointer, _ part: [UInt8]) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var offset = 0
        while bytes.count - offset >= part.count,
            let found = memchr(base + offset, Int32(part[0]), bytes.count - offset - part.count + 1)
        {
            if memcmp(found, part, part.count) == 0 { return true }
            offset = UnsafeRawPointer(found) - base + 1
        }
        return false
    }
}
