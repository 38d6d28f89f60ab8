import CertificateModel
import Glibc
import Testing
import Threads

/// A real `openssl s_server` on a port of the loopback that the kernel chose; ended with the value.
final class OpenSSLServer {
    let port: UInt16
    private let process: pid_t

    /// Serves `files` (an identity's PEM file with its key) with these options besides.
    init(_ file: String, _ options: [String] = [], on host: String = "127.0.0.1") throws {
        let path = "\(try ThirdParty.folder.get())/\(file)"
        let arguments =
            ["openssl", "s_server", "-accept", "\(host):0", "-key", path, "-cert", path, "-www"] + options
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw ShellCommand.SystemError(call: "socketpair")
        }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var process = pid_t()
        guard posix_spawnp(&process, "openssl", &actions, nil, &strings, environ) == 0 else {
            throw ShellCommand.SystemError(call: "posix_spawnp")
        }
        self.process = process
        close(ends[1])
        ends[1] = -1
        output = PeerConnection(descriptor: ends[0])
        var said = ""
        while let line = output.line() {
            said += line + "\n"
            guard line.hasPrefix("ACCEPT "), let digits = line.split(separator: ":").last, let port = UInt16(digits)
            else { continue }
            self.port = port
            return
        }
        throw Failure(output: said)
    }

    /// What it writes: kept open, for it would end at the first line that nobody takes.
    private let output: PeerConnection

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    struct Failure: Error {
        let output: String
    }
}
