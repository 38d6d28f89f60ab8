public import CertificateModel
import Host

/// Reads answers files and site configurations: TOML, or the same keys as JSON.
///
/// Which of the two it is shows in the content, so that standard input needs no option for it.
public enum SettingsReader {
    /// The most octets that are read: a file of settings has a few hundred.
    static let limit = 1 << 20

    /// The document in the file at `path`; answers may come from standard input, which is `-`.
    ///
    /// A name that is no regular file is refused, since reading a pipe or a device may never come to an end; standard
    /// input may be one, because `-` asks for it.
    public static func read(_ kind: SettingsKind, path: String) throws(Refusal) -> SettingsDocument {
        try InputFile.withContents(
            of: path, limit: limit, content: kind.plural, missingHint: "check the path; \(kind.guide)",
            standardInput: kind == .answers
        ) { (bytes) throws(Refusal) in
            try document(kind, of: Array(bytes), name: path == "-" ? "standard input" : path)
        }
    }

    /// The document that can be read from a descriptor up to its end.
    static func document(
        _ kind: SettingsKind, from descriptor: Int32, name: String
    ) throws(Refusal) -> SettingsDocument {
        try InputFile.withContents(from: descriptor, name: name, limit: limit, content: kind.plural) {
            (bytes) throws(Refusal) in try document(kind, of: Array(bytes), name: name)
        }
    }

    /// The document that `bytes` hold; `name` is what sentences call it.
    public static func document(
        _ kind: SettingsKind, of bytes: [UInt8], name: String
    ) throws(Refusal) -> SettingsDocument {
        guard bytes.count <= limit else {
            throw InputSentences(name, missingHint: "").tooLarge(limit: limit, content: kind.plural)
        }
        // A byte order mark says nothing in UTF-8, and editors on other systems write one.
        let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
        if let line = lineOfForeignByte(in: content) {
            throw Refusal(
                "\(VisibleText.quoted(name)) line \(line) is not UTF-8 text",
                hint: "save the file as plain text in UTF-8")
        }
        let isJSON = content.first { !SourceCursor.isBlank($0) } == UInt8(ascii: "{")
        let read = isJSON ? JSONDocument.read : TOMLDocument.read
        return try read(kind, Array(content), name)
    }

    /// The first line that is not UTF-8, or has a null character, which would end the text for the TOML parser.
    private static func lineOfForeignByte(in content: ArraySlice<UInt8>) -> Int? {
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(0) || String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }
}
