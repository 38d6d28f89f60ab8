import CertificateModel

/// What the program and the process that serves its page tell each other, over one socket.
enum PageMessage {
    /// Lines of the process that serves the page.
    enum Line: Hashable {
        /// It serves the page from now on.
        case ready
        /// It could not give up its rights, with this error number.
        case refused(Int32)
        /// A client got something.
        case fetch(PageFetch)

        /// The line that a text is; nil where it is none.
        init?(_ text: Substring) {
            let words = text.split(separator: " ")
            switch words.first {
            case "ready": self = .ready
            case "refused":
                guard words.count == 2, let code = Int32(words[1]) else { return nil }
                self = .refused(code)
            default:
                guard words.count == 2, let client = try? IPAddress(words[0]) else { return nil }
                self = .fetch(PageFetch(client: client, file: PublicFile(rawValue: String(words[1]))))
            }
        }

        /// The line, with its end.
        var octets: [UInt8] {
            let text =
                switch self {
                case .ready: "ready"
                case .refused(let code): "refused \(code)"
                case .fetch(let fetch): "\(fetch.client) \(fetch.file?.rawValue ?? "-")"
                }
            return Array("\(text)\n".utf8)
        }
    }

    /// The most that the files may be, in bytes.
    private static let limit = 1 << 20

    /// What the process needs to know: for how long it serves the page, and the files.
    static func orders(_ files: [PublicFile: [UInt8]], seconds: Int64) -> [UInt8] {
        let contents = PublicFile.allCases.map { files[$0] ?? [] }
        return Array("\(([seconds] + contents.map { Int64($0.count) }).map { "\($0)" }.joined(separator: " "))\n".utf8)
            + contents.flatMap(\.self)
    }

    /// The same, read; nil where the octets are not the whole of it. Throws where they never will be.
    static func orders(in octets: [UInt8]) throws(Malformed) -> (files: [PublicFile: [UInt8]], seconds: Int64)? {
        guard octets.count <= limit else { throw Malformed() }
        let line = octets.prefix { $0 != UInt8(ascii: "\n") }
        guard line.count < octets.count else { return nil }
        let numbers = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        guard numbers.count == PublicFile.allCases.count + 1, numbers.allSatisfy({ (0...limit).contains($0) }) else {
            throw Malformed()
        }
        var rest = octets.dropFirst(line.count + 1)
        guard rest.count >= numbers.dropFirst().reduce(0, +) else { return nil }
        var files: [PublicFile: [UInt8]] = [:]
        for (file, count) in zip(PublicFile.allCases, numbers.dropFirst()) {
            files[file] = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return (files, Int64(numbers[0]))
    }

    /// What nobody sends who speaks this.
    struct Malformed: Error {}
}
