import Glibc
import Testing

/// A real sshd on a host of its own, which lets one key in, and sessions on it.
final class SSHServer {
    private static let port = 2222
    private let scratch: Scratch
    private let host: NamespaceHost
    private let server: Child

    init(in scratch: Scratch, on host: NamespaceHost) throws {
        self.scratch = scratch
        self.host = host
        for name in ["host", "client"] {
            try Tool.expect(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", scratch.path(name)], in: scratch)
        }
        let configuration = scratch.file(
            "sshd_config",
            """
            Port \(Self.port)
            ListenAddress 127.0.0.1
            HostKey \(scratch.path("host"))
            AuthorizedKeysFile \(scratch.path("client.pub"))
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes

            """)
        let groups = scratch.file("group", "root:x:0:\n")
        // The folder that sshd gives its rights up in; the host's own /run stays as it is. Only root can hand a terminal over
        // to the group "tty": without that group, a terminal belongs to whoever opens it.
        let script = """
            mount -t tmpfs none /run && mkdir -p /run/sshd && mount --bind \(groups) /etc/group &&
                mount -t devpts -o newinstance,ptmxmode=0666 none /dev/pts && exec "$@"
            """
        server = try Child(
            host.prefix + ["unshare", "--mount", "sh", "-c", script, "-"] + Self.asUser + [
                "/usr/sbin/sshd", "-D", "-e", "-f", configuration,
            ],
            errors: scratch.path("sshd.err"), environment: Tool.environment)
        let (server, errors) = (server, scratch.path("sshd.err"))
        let isListening = PollDeadline().wait {
            server.hasEnded || Files.text(errors)?.contains("Server listening") == true
        }
        try #require(isListening && !server.hasEnded, "sshd: \(Files.text(errors) ?? "")")
    }

    deinit { server.end() }

    /// What to put before sshd, which lets in any user where it is root's, and else the one that it runs as: a user other than
    /// root, who is root on the host, is nobody else any more.
    private static let asUser =
        geteuid() == 0 ? [] : ["unshare", "--user", "--map-user=\(geteuid())", "--map-group=\(getegid())"]

    /// Starts a command in a terminal at the other end; its process id is in the file, and the client is what is returned.
    func session(_ command: String, process file: String) throws -> Child {
        let remote = "export TERM=xterm; stty cols 80 rows 24; echo $$ > \(file); exec \(command)"
        // The client's own terminal is none, and its input never ends.
        return try Child(
            host.prefix + [
                "sh", "-c", "sleep 600 | exec ssh \"$@\"", "-", "-tt", "-F", "none", "-i", scratch.path("client"), "-p",
                "\(Self.port)", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "\(userName())@127.0.0.1", remote,
            ],
            output: scratch.path("session.out"), errors: scratch.path("session.err"), environment: Tool.environment)
    }

    /// What the session has shown so far.
    var shown: String { Files.text(scratch.path("session.out")) ?? "" }

    private func userName() -> String {
        guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return "root" }
        return String(cString: name)
    }
}
