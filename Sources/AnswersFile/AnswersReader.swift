public import CertificateModel
import Glibc

/// Reads answers and site configurations: TOML, or JSON with the same keys. Which of the two it is shows in the text.
public enum AnswersReader {
    /// The most octets that a file may have; a real one has about a thousand.
    public static let limit = 1 << 20

    /// The document in a file, or on standard input where the path is `-`.
    ///
    /// Only a regular file is read, so that a device or a pipe that never ends is refused rather than waited for.
    public static func read(path: String) throws(Refusal) -> AnswersDocument {
        if path == "-" {
            let name = "standard input"
            return try document(of: try bytes(of: STDIN_FILENO, name: name), name: name)
        }
        let quoted = VisibleText.quoted(path)
        // Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw Refusal(
                "\(quoted) cannot be read: \(String(cString: strerror(errno)))",
                hint: "\"keyturn answers\" prints a file to start from")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Refusal("\(quoted) is not a regular file", hint: "name a file, or - for standard input")
        }
        return try document(of: try bytes(of: descriptor, name: path), name: path)
    }

    /// The document that octets hold; `name` is what sentences call it.
    public static func document(of bytes: [UInt8], name: String) throws(Refusal) -> AnswersDocument {
        let quoted = VisibleText.quoted(name)
        guard bytes.count <= limit else { throw tooLarge(quoted) }
        guard var text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw Refusal("\(quoted) is not UTF-8 text", hint: "save it as a plain text file in UTF-8")
        }
        if text.first == "\u{feff}" { text.removeFirst() }
        let entries =
            text.first { !$0.isWhitespace } == "{"
            ? try JSONAnswers.entries(of: text, quoted: quoted) : try TOMLAnswers.entries(of: text, quoted: quoted)
        return AnswersDocument(name: name, entries: entries)
    }

    private static func bytes(of descriptor: Int32, name: String) throws(Refusal) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Refusal(
                    "\(VisibleText.quoted(name)) cannot be read: \(String(cString: strerror(errno)))",
                    hint: "name another file")
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw tooLarge(VisibleText.quoted(name))
    }

    private static func tooLarge(_ quoted: String) -> Refusal {
        Refusal("\(quoted) has more than 1 MiB, and is no answers file", hint: "\"keyturn answers\" prints one")
    }
}
