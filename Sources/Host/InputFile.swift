public import CertificateModel
import Glibc

/// Reads the files that an operator named.
public enum InputFile {
    /// Lends the contents of the regular file at `path`, in memory that is cleansed afterwards; links are followed.
    ///
    /// What is no regular file is refused without being opened: a pipe or a device may never come to an end, and opening
    /// some devices does something. Where `standardInput` says so, `-` is standard input, which may be one of them, because
    /// `-` asks for it. More than `limit` octets are refused, before they are read where the size tells.
    /// `content` is what the file should hold, as a plural, for the sentence about one that is too large; `missingHint` is
    /// what to do where there is none. Throws a refusal that names the path, and whatever the body throws.
    public static func withContents<Answer>(
        of path: String, limit: Int, content: String, missingHint: String, standardInput: Bool = false,
        _ body: (UnsafeRawBufferPointer) throws(Refusal) -> Answer
    ) throws(Refusal) -> Answer {
        if path == "-" {
            guard standardInput else {
                throw Refusal(
                    "\"-\" is not the name of a file",
                    hint: "type the path of a file, or \"./-\" for a file of that name")
            }
            return try withContents(
                from: STDIN_FILENO, name: "standard input", limit: limit, content: content, body)
        }
        let sentences = InputSentences(path, missingHint: missingHint)
        let descriptor = try open(path, sentences, standardInput: standardInput)
        defer { close(descriptor) }
        return try withContents(from: descriptor, name: path, limit: limit, content: content, body)
    }

    /// The path by which a file is one and the same, however it was named (realpath(3)); as it is where there is none.
    public static func canonicalPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Lends what can be read from a descriptor up to its end; `name` is what sentences call it.
    package static func withContents<Answer>(
        from descriptor: Int32, name: String, limit: Int, content: String,
        _ body: (UnsafeRawBufferPointer) throws(Refusal) -> Answer
    ) throws(Refusal) -> Answer {
        let sentences = InputSentences(name, missingHint: "check the path")
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw sentences.refusal(of: errno) }
        let isFile = status.st_mode & S_IFMT == S_IFREG
        guard !isFile || status.st_size <= limit else { throw sentences.tooLarge(limit: limit, content: content) }
        // The size is where to begin: the kernel's own files say 0, and others may grow while they are read.
        var buffer = CleansedBuffer(capacity: min(limit, isFile ? Int(status.st_size) : 65_536) + 1)
        while true {
            if buffer.isFull {
                guard buffer.count <= limit else { throw sentences.tooLarge(limit: limit, content: content) }
                buffer.grow(to: min(limit + 1, 2 * buffer.count))
            }
            let count = buffer.append { read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return try body(buffer.contents) }
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                // Standard input may have been left non-blocking by another program that shares it.
                if code == EAGAIN, wait(for: descriptor) { continue }
                throw sentences.refusal(of: code)
            }
        }
    }

    private static func open(
        _ path: String, _ sentences: InputSentences, standardInput: Bool
    ) throws(Refusal) -> Int32 {
        try sentences.refuseNull()
        var status = stat()
        guard stat(path, &status) == 0 else { throw sentences.refusal(of: errno) }
        try sentences.refuseAllButFiles(status, standardInput: standardInput)
        // It may be replaced in this moment: without O_NONBLOCK, opening a pipe would wait for its writer, and without
        // O_NOCTTY, a terminal would become the program's own.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw sentences.refusal(of: errno) }
        do throws(Refusal) {
            guard fstat(descriptor, &status) == 0 else { throw sentences.refusal(of: errno) }
            try sentences.refuseAllButFiles(status, standardInput: standardInput)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func wait(for descriptor: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, -1) > 0 || errno == EINTR
    }
}
