public import CertificateModel
import Host

/// Reads answers files and site configurations, in TOML or JSON with the same keys.
///
/// The content tells the format, so that standard input needs no option for it.
public enum SettingsReader {
    /// The most octets that are read. Real files have a few hundred.
    static let limit = 1 << 20

    /// The document in the file at `path`. Answers may come from standard input, which is `-`.
    ///
    /// Devices are refused, because reading them may never end. Standard input may be one.
    public static func read(_ kind: SettingsKind, path: String) throws(Refusal) -> SettingsDocument {
        try InputFile.withContents(
            of: path, limit: limit, content: kind.plural, missingHint: "check the path; \(kind.guide)",
            standardInput: kind == .answers
        ) { (bytes) throws(Refusal) in
            try document(kind, of: Array(bytes), name: path == "-" ? "standard input" : path)
        }
    }

    /// The document that is read from a descriptor up to its end.
    static func document(
        _ kind: SettingsKind, from descriptor: Int32, name: String
    ) throws(Refusal) -> SettingsDocument {
        try InputFile.withContents(from: descriptor, name: name, limit: limit, content: kind.plural) {
            (bytes) throws(Refusal) in try document(kind, of: Array(bytes), name: name)
        }
    }

    /// The document in `bytes`; `name` is its name in sentences.
    public static func document(
        _ kind: SettingsKind, of bytes: [UInt8], name: String
    ) throws(Refusal) -> SettingsDocument {
        guard bytes.count <= limit else {
            throw InputSentences(name, missingHint: "").tooLarge(limit: limit, content: kind.plural)
        }
        // Editors on other systems write a byte order mark, which is meaningless in UTF-8.
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

    /// The first line with invalid UTF-8 or a NUL. A NUL would end the text in the TOML parser.
    private static func lineOfForeignByte(in content: ArraySlice<UInt8>) -> Int? {
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(0) || String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }
}
