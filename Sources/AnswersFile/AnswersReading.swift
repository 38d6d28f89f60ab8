public import CertificateModel
import Glibc

extension AnswersReader {
    /// The document in the file at `path`; `-` is standard input.
    ///
    /// A name that is no regular file is refused, since reading a pipe or a device may never come to an end; standard
    /// input may be one, because whoever wrote `-` meant it.
    public static func read(path: String) throws(Refusal) -> AnswersDocument {
        if path == "-" { return try document(from: STDIN_FILENO, name: "standard input") }
        let descriptor = try opened(path)
        defer { close(descriptor) }
        return try document(from: descriptor, name: path)
    }

    /// The document that can be read from a descriptor up to its end.
    static func document(from descriptor: Int32, name: String) throws(Refusal) -> AnswersDocument {
        try document(of: try contents(of: descriptor, name: name), name: name)
    }

    private static func opened(_ path: String) throws(Refusal) -> Int32 {
        let quoted = VisibleText.quoted(path)
        guard !path.utf8.contains(0) else {
            throw Refusal("\(quoted) is not a file name", hint: "type the path of a file")
        }
        // Without O_NONBLOCK, opening a pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw refusal(of: errno, quoted: quoted) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw refusal(of: code, quoted: quoted)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return descriptor
        case S_IFDIR:
            close(descriptor)
            throw Refusal("\(quoted) is a folder", hint: "name a file in it")
        default:
            close(descriptor)
            throw Refusal("\(quoted) is not a regular file", hint: "use \"-\" to read from standard input")
        }
    }

    /// What can be read up to the end, or one octet more than is ever taken.
    private static func contents(of descriptor: Int32, name: String) throws(Refusal) -> [UInt8] {
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while contents.count <= limit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                // Standard input may have been left non-blocking by another program that shares it.
                if code == EAGAIN, wait(for: descriptor) { continue }
                throw refusal(of: code, quoted: VisibleText.quoted(name))
            }
            contents += buffer.prefix(count)
        }
        return contents
    }

    private static func wait(for descriptor: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, -1) > 0 || errno == EINTR
    }

    private static func refusal(of code: Int32, quoted: String) -> Refusal {
        switch code {
        case ENOENT, ENOTDIR:
            Refusal(
                "\(quoted) is not there", hint: "check the path; \"keyturn answers\" prints a file to start from")
        case EACCES, EPERM:
            Refusal("\(quoted) cannot be read by this user", hint: "change its permissions, or run as its owner")
        default:
            Refusal(
                "\(quoted) cannot be read: \(String(cString: strerror(code)))",
                hint: "check the path and the disk it is on")
        }
    }
}
