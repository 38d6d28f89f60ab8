import Glibc
import Testing

/// A client of a tmux server in its control mode (tmux(1), CONTROL MODE): commands and answers go through pipes, so that a look at
/// a screen costs no process. The terminal does not notice it.
final class TmuxClient {
    private let child: Child
    private let input: Int32
    private let output: Int32
    private var unread: [UInt8] = []

    /// What tmux answers to a command that it refuses.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    /// A client of the server at this socket.
    init(socket: String) throws {
        let (source, sink) = (socket + ".commands", socket + ".answers")
        for pipe in [source, sink] {
            // The one of an earlier server in this place.
            unlink(pipe)
            try #require(mkfifo(pipe, 0o600) == 0)
        }
        // Both ends at once: the child's open(2) waits for nobody.
        input = open(source, O_RDWR | O_CLOEXEC)
        output = open(sink, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        child = try Child(
            ["tmux", "-u", "-S", socket, "-C", "attach-session", "-f", "ignore-size,no-output"], input: source,
            output: sink, errors: socket + ".errors", environment: Tool.environment)
        _ = try answer()
    }

    deinit {
        close(input)
        close(output)
    }

    /// Has the server do these commands, and returns what the last one prints.
    @discardableResult
    func run(_ commands: [String]...) throws -> String {
        try send(commands.map { $0.map(Self.quoted).joined(separator: " ") }.joined(separator: " ; "))
        var last = ""
        for _ in commands { last = try answer() }
        return last
    }

    /// Ends the server with everything in it, and waits until this client has ended with it.
    func endServer(_ command: String...) throws {
        try send(command.joined(separator: " "))
        _ = try child.waitForEnd()
    }

    private func send(_ line: String) throws {
        let octets = Array("\(line)\n".utf8)
        try #require(write(input, octets, octets.count) == octets.count)
    }

    /// The next answer: what stands between `%begin` and `%end`. What tmux tells unasked is passed over.
    private func answer() throws -> String {
        var lines: [Substring] = []
        var mark: Substring?
        while true {
            let line = try nextLine()
            if let begun = mark {
                if line.hasSuffix(begun), line.hasPrefix("%end ") { return lines.map { "\($0)\n" }.joined() }
                if line.hasSuffix(begun), line.hasPrefix("%error ") {
                    throw Refused(description: lines.joined(separator: "\n"))
                }
                lines.append(line)
            } else if line.hasPrefix("%begin ") {
                mark = line.dropFirst("%begin".count)
            }
        }
    }

    private func nextLine() throws -> Substring {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeSubrange(...end) }
                return Substring(decoding: unread[..<end], as: UTF8.self)
            }
            var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            try #require(poll(&ready, 1, 120_000) == 1, "tmux does not answer")
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { throw Refused(description: "the tmux server has ended") }
            unread += buffer[..<count]
        }
    }

    /// A word as tmux's parser takes it (tmux(1), COMMAND PARSING AND EXECUTION).
    private static func quoted(_ word: String) -> String {
        let octets = word.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\", "$": "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                "\\" + String(repeating: "0", count: 3 - String(scalar.value, radix: 8).count)
                    + String(scalar.value, radix: 8)
            default: String(scalar)
            }
        }
        return "\"\(octets.joined())\""
    }
}
