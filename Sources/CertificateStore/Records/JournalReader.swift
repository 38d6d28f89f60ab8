import Glibc

/// Reads a journal from its end, with little memory however long the file and its lines are.
///
/// A torn line, a line of another program and binary garbage hide no other line.
struct JournalReader: ~Copyable {
    private var entries: [JournalEntry] = []
    private var unreadable = 0
    /// The end of a line whose start was not read yet; nil where the line is longer than any entry.
    private var tail: [UInt8]? = []
    /// How many bytes may still be decoded. A file that this program wrote has fewer.
    private var budget = 4 << 20
    private let path: String

    /// More than the longest line that is written, for what earlier versions wrote.
    private static let lineLimit = 256 << 10
    private static let chunk = 64 << 10

    private init(path: String) { self.path = path }

    /// Reads what an open file holds up to this size.
    static func read(
        _ file: borrowing Descriptor, size: off_t, path: String
    ) throws(StoreError) -> Journal {
        let number = file.number
        return try read(size: size, path: path) { (buffer, count, start) throws(StoreError) in
            try system("read", path) { pread(number, &buffer, count, start) }
        }
    }

    /// The same by a function that fills the beginning of a buffer with so many bytes from a position, and returns how many
    /// were there.
    static func read(
        size: off_t, path: String, _ fill: (inout [UInt8], Int, off_t) throws(StoreError) -> Int
    ) throws(StoreError) -> Journal {
        var reader = JournalReader(path: path)
        var buffer = [UInt8](repeating: 0, count: chunk)
        var position = size
        while position > 0, reader.budget > 0 {
            let start = max(0, position - off_t(chunk))
            let wanted = Int(position - start)
            let count = try fill(&buffer, wanted, start)
            // Somebody has cut the file short.
            if count < wanted { reader.tail = nil }
            reader.take(buffer[..<count])
            position = start
        }
        if reader.budget > 0 { reader.endLine([]) }
        return Journal(entries: reader.entries.reversed(), unreadableLines: reader.unreadable)
    }

    /// Takes the bytes before those that it has.
    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        var end = bytes.endIndex
        for newline in Self.newlines(in: bytes).reversed() {
            endLine(bytes[(newline + 1)..<end])
            tail = []
            end = newline
        }
        let rest = bytes[..<end]
        if let tail, tail.count + rest.count <= Self.lineLimit { self.tail = Array(rest) + tail } else { tail = nil }
    }

    /// A line begins with these bytes and ends with the tail.
    private mutating func endLine(_ start: ArraySlice<UInt8>) {
        guard budget > 0 else { return }
        let line = tail.map { start + $0 } ?? []
        // Nothing between two line ends is no line.
        if line.isEmpty, tail != nil { return }
        guard line.first == UInt8(ascii: "{"), line.count <= Self.lineLimit else { return unreadable += 1 }
        budget -= line.count
        if let entry = try? StoreJSON.decode(JournalEntry.self, Array(line), path: path) {
            entries.append(entry)
        } else {
            unreadable += 1
        }
    }

    private static func newlines(in bytes: ArraySlice<UInt8>) -> [Int] {
        var found: [Int] = []
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var next = 0
            while next < buffer.count, let at = memchr(base + next, 0x0A, buffer.count - next) {
                let offset = UnsafeRawPointer(at) - base
                found.append(bytes.startIndex + offset)
                next = offset + 1
            }
        }
        return found
    }
}

extension OpenFolder {
    /// In a store's folder: what the journal says; empty where there is none.
    func journal() throws(StoreError) -> Journal {
        // Between the two steps of a rotation, the new journal waits for its name; the step after may come meanwhile.
        let names = [
            StoreLayout.journalName, StoreLayout.temporaryName(for: StoreLayout.journalName), StoreLayout.journalName,
        ]
        for name in names {
            guard let file = try openRecord(name, O_RDONLY, to: "open") else { continue }
            let path = path(of: name)
            return try JournalReader.read(file, size: try file.status(path).st_size, path: path)
        }
        return Journal()
    }
}
