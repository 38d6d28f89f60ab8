public import CertificateModel
import Glibc
import Threads

/// Reads files that the operator named.
public enum InputFile {
    /// Lends the contents of the regular file at `path`, in memory that is cleansed afterwards. Symbolic links are
    /// followed.
    ///
    /// A pipe is read as long as it ends within a minute, as a shell's `<(command)` does, and `/dev/null` is empty. Devices
    /// are refused without opening them: reading may never end, and opening some has an effect. A file beyond `reach` is
    /// refused. If `standardInput` is true, `-` is standard input, of any type. What is no file may have `streamLimit` octets.
    /// More than `limit` octets are refused, if possible by the file's size. `content` is a plural for the sentence about a
    /// file that is too large; `missingHint` is the hint if there is no file. Throws a refusal that names the path, and what
    /// the body throws.
    public static func withContents<Answer>(
        of path: String, within reach: FileReach = .everywhere, limit: Int, content: String, missingHint: String,
        standardInput: Bool = false, streamLimit: Int? = nil,
        _ body: (UnsafeRawBufferPointer) throws(Refusal) -> Answer
    ) throws(Refusal) -> Answer {
        try withContents(
            of: path, within: reach, limit: limit, content: content, missingHint: missingHint,
            standardInput: standardInput, streamLimit: streamLimit, patience: .seconds(60), body)
    }

    /// The same with the time in which a pipe has to end.
    package static func withContents<Answer>(
        of path: String, within reach: FileReach = .everywhere, limit: Int, content: String, missingHint: String,
        standardInput: Bool = false, streamLimit: Int? = nil, patience: Duration,
        _ body: (UnsafeRawBufferPointer) throws(Refusal) -> Answer
    ) throws(Refusal) -> Answer {
        if path == "-" {
            guard standardInput else {
                throw Refusal(
                    "\"-\" is not the name of a file",
                    hint: "type the path of a file, or \"./-\" for a file of that name")
            }
            return try withContents(
                from: STDIN_FILENO, name: "standard input", limit: limit, streamLimit: streamLimit, content: content,
                body)
        }
        let sentences = InputSentences(path, missingHint: missingHint)
        let (descriptor, isPipe) = try open(path, within: reach, sentences, standardInput: standardInput)
        defer { close(descriptor) }
        return try withContents(
            from: descriptor, name: path, limit: limit, streamLimit: streamLimit, content: content,
            patience: isPipe ? patience : nil, body)
    }

    /// A regular file of more than `least` octets that is read in pieces, under the same conditions. Nil for a smaller one, for
    /// standard input of another type, and for another type of file that can be read.
    public static func opened(
        _ path: String, largerThan least: Int = 0, limit: Int, content: String, missingHint: String,
        standardInput: Bool = false
    ) throws(Refusal) -> PiecewiseFile? {
        let isStandardInput = path == "-" && standardInput
        let sentences = InputSentences(isStandardInput ? "standard input" : path, missingHint: missingHint)
        var status = stat()
        if (isStandardInput ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG where status.st_size <= least: return nil
            // Whoever writes to a pipe is ended if it is opened and closed again.
            case S_IFIFO: return nil
            default: break
            }
        }
        let descriptor =
            isStandardInput
            ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
            : try open(path, within: .everywhere, sentences, standardInput: standardInput).descriptor
        guard descriptor >= 0 else { throw sentences.refusal(of: errno) }
        guard let file = PiecewiseFile(takingOwnership: descriptor) else { return nil }
        guard file.size <= limit else { throw sentences.tooLarge(limit: limit, content: content) }
        return file
    }

    /// The canonical path of a file (realpath(3)), which is the same for all its names; `path` itself if there is no
    /// file.
    public static func canonicalPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Lends what is read from a descriptor up to its end, which has to come within `patience`. `name` is its name in
    /// sentences.
    package static func withContents<Answer>(
        from descriptor: Int32, name: String, limit: Int, streamLimit: Int? = nil, content: String,
        patience: Duration? = nil,
        _ body: (UnsafeRawBufferPointer) throws(Refusal) -> Answer
    ) throws(Refusal) -> Answer {
        let sentences = InputSentences(name, missingHint: "check the path")
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw sentences.refusal(of: errno) }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        guard !isFile || status.st_size <= limit else { throw sentences.tooLarge(limit: limit, content: content) }
        let limit = isFile ? limit : streamLimit ?? limit
        // The size is only a first guess: files in /proc have size 0, and other files may grow meanwhile.
        var buffer = CleansedBuffer(capacity: min(limit, isFile ? Int(status.st_size) : 65_536) + 1)
        let deadline = patience.map(Deadline.init)
        while true {
            // A pipe that nobody has opened to write yet would look as if it had ended.
            if let deadline, let patience, !Deadline.wait(for: POLLIN, on: descriptor, until: deadline) {
                throw sentences.tooSlow(patience)
            }
            if buffer.isFull {
                guard buffer.count <= limit else {
                    throw sentences.tooLarge(limit: limit, content: content, isStream: !isFile && streamLimit != nil)
                }
                buffer.grow(to: min(limit + 1, 2 * buffer.count))
            }
            let count = buffer.append { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return try body(buffer.contents) }
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                // Another program that shares standard input may have made it non-blocking.
                if code == EAGAIN, Deadline.wait(for: POLLIN, on: descriptor, until: deadline) { continue }
                throw sentences.refusal(of: code)
            }
        }
    }

    private static func open(
        _ path: String, within reach: FileReach, _ sentences: InputSentences, standardInput: Bool
    ) throws(Refusal) -> (descriptor: Int32, isPipe: Bool) {
        try sentences.refuseNull()
        try reach.check(path)
        var status = stat()
        guard stat(path, &status) == 0 else { throw sentences.refusal(of: errno) }
        try sentences.refuseUnreadable(status, standardInput: standardInput)
        // The file may be replaced between stat(2) and open(2): what was opened decides. O_NONBLOCK keeps open(2) from
        // waiting for a pipe's writer. O_NOCTTY keeps a terminal from becoming the controlling terminal.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw sentences.refusal(of: errno) }
        do throws(Refusal) {
            guard fstat(descriptor, &status) == 0 else { throw sentences.refusal(of: errno) }
            try sentences.refuseUnreadable(status, standardInput: standardInput)
            guard reach.holds(status) else { throw FileReach.refusal(of: path) }
        } catch {
            close(descriptor)
            throw error
        }
        return (descriptor, status.st_mode & S_IFMT == S_IFIFO)
    }
}
