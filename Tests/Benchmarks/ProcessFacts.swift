import Glibc

/// What the kernel says of a running process (proc(5)).
enum ProcessFacts {
    /// Until the process has used no processor time for a while: its keys are made.
    static func waitUntilIdle(_ process: pid_t) {
        var last = ""
        for _ in 0..<100 {
            poll(nil, 0, 100)
            let used = (text("/proc/\(process)/stat") ?? "").split(separator: " ").dropFirst(13).prefix(2)
                .joined(separator: " ")
            if used == last { return }
            last = used
        }
    }

    /// VmHWM: the most memory that it ever had, in MiB.
    static func peakMemory(_ process: pid_t) -> Double { memory("VmHWM", process) }

    /// A figure of its memory (proc_pid_status(5)), in MiB: `VmRSS` is what it has now, `RssAnon` what of it is in no file.
    static func memory(_ name: String, _ process: pid_t) -> Double {
        let line = text("/proc/\(process)/status")?.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        let number = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (number ?? .nan) / 1_024
    }

    /// What a file says, of the kernel or on a disk.
    static func text(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var text: [UInt8] = []
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { text += buffer.prefix(count) }
        return String(decoding: text, as: UTF8.self)
    }
}
