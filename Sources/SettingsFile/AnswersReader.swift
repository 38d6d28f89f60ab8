public import CertificateModel

/// Reads answers files and site configurations: TOML, or the same keys as JSON.
///
/// Which of the two it is shows in the content, so that standard input needs no option for it.
public enum AnswersReader {
    /// The most octets that are read: a file of answers has a few hundred.
    static let limit = 1 << 20

    /// The document that `bytes` hold; `name` is what sentences call it.
    public static func document(of bytes: [UInt8], name: String) throws(Refusal) -> AnswersDocument {
        let quoted = VisibleText.quoted(name)
        guard bytes.count <= limit else {
            throw Refusal(
                "\(quoted) is larger than 1 MiB, and no answers are", hint: "check that it is the file you mean")
        }
        // A byte order mark says nothing in UTF-8, and editors on other systems write one.
        let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
        if let line = lineOfForeignByte(in: content) {
            throw Refusal(
                "\(quoted) line \(line) is not UTF-8 text", hint: "save the file as plain text in UTF-8")
        }
        let isJSON = content.first { !SourceCursor.isBlank($0) } == UInt8(ascii: "{")
        let entries =
            isJSON
            ? try JSONDocument.entries(of: Array(content), quoted: quoted)
            : try TOMLDocument.entries(of: Array(content), quoted: quoted)
        return AnswersDocument(
            name: name, entries: entries.sorted { ($0.line ?? .max) < ($1.line ?? .max) })
    }

    /// The first line that is not UTF-8, or has a null character, which would end the text for the TOML parser.
    private static func lineOfForeignByte(in content: ArraySlice<UInt8>) -> Int? {
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(0) || String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }
}
