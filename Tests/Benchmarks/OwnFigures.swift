import Glibc

/// What `ignite` does apart from the keys, which take as long as their luck in primes has it: from its start to the threads
/// that make them, and from the later one's end to the exit. The peer is a certificate by OpenSSL for a key that is given.
struct OwnFigures {
    /// How often a first commit waits for the disk, one wait after the other: the serial numbers, the text that explains the
    /// store, its files, what waits beside their final names, the number, the switch, the trusted certificate, the journal.
    private static let waits = 8

    private var (before, after, openssl, disk) = (Series(), Series(), Series(), Series())

    /// Ignites a new store, and makes a certificate with OpenSSL in `folder`; where the disk is to count, it is waited for as
    /// well.
    mutating func add(ignite: [String], openssl command: [String], folder: String, waits: Bool = false) -> Bool {
        guard let own = Trace(ignite, folder: folder), let peer = Trace(command, folder: folder) else { return false }
        // Nothing else takes as long as a key.
        let keys = own.threads.sorted { $0.end - $0.start < $1.end - $1.start }.suffix(2)
        guard keys.count == 2, let first = keys.map(\.start).min(), let last = keys.map(\.end).max() else {
            return false
        }
        before.add(first - own.start)
        after.add(own.end - last)
        openssl.add(peer.end - peer.start)
        guard waits else { return true }
        guard let time = Self.wait(for: folder) else { return false }
        disk.add(time)
        return true
    }

    func line(_ name: String, bound: Double) -> FigureLine {
        let waited = disk.count > 0 ? disk.median : 0
        let detail =
            "medians of \(before.count): \(FigureLine.number(before.median)) ms before the keys + "
            + "\(FigureLine.number(after.median)) ms after them / \(FigureLine.number(openssl.median)) ms"
            + (waited > 0 ? " + \(FigureLine.number(waited)) ms for \(Self.waits) waits" : "")
        return FigureLine(
            name: name, figure: (before.median + after.median) / (openssl.median + waited), unit: "x", bound: bound,
            detail: detail)
    }

    /// Brings so many new files to the disk in a folder, one after the other.
    private static func wait(for folder: String) -> Double? {
        let text = [UInt8](repeating: 0x61, count: 2_000)
        let start = ContinuousClock.now
        for number in 0..<Self.waits {
            let path = "\(folder)/wait-\(number)"
            let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard file >= 0, write(file, text, text.count) == text.count, fsync(file) == 0 else { return nil }
            close(file)
        }
        let time = Stopwatch.milliseconds(since: start)
        for number in 0..<Self.waits { unlink("\(folder)/wait-\(number)") }
        return time
    }
}
