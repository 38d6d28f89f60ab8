public import CertificateModel
import Host

extension AnswersReader {
    /// The document in the file at `path`; `-` is standard input. `missingHint` is what to do where there is none.
    ///
    /// A name that is no regular file is refused, since reading a pipe or a device may never come to an end; standard
    /// input may be one, because whoever wrote `-` meant it.
    public static func read(
        path: String, missingHint: String = "check the path; \"keyturn answers\" prints a file to start from"
    ) throws(Refusal) -> AnswersDocument {
        try InputFile.withContents(
            of: path, limit: limit, content: content, missingHint: missingHint, standardInput: true
        ) { (bytes) throws(Refusal) in
            try document(of: Array(bytes), name: path == "-" ? "standard input" : path)
        }
    }

    /// The document that can be read from a descriptor up to its end.
    static func document(from descriptor: Int32, name: String) throws(Refusal) -> AnswersDocument {
        try InputFile.withContents(from: descriptor, name: name, limit: limit, content: content) {
            (bytes) throws(Refusal) in try document(of: Array(bytes), name: name)
        }
    }

    private static let content = "answers"
}
