import Glibc
import Testing

/// Nginx on a configuration, ports and a folder of its own, serving the live certificates of stores.
final class WebServer {
    static let port = 8443
    private let child: Child

    convenience init(live: String, in scratch: Scratch, on host: NamespaceHost) throws {
        try self.init(lives: [live], in: scratch, under: host.prefix)
    }

    convenience init(live: String, in scratch: Scratch, under prefix: [String]) throws {
        try self.init(lives: [live], in: scratch, under: prefix)
    }

    /// Each of these on a port of its own, from `port` on.
    init(lives: [String], in scratch: Scratch, under prefix: [String]) throws {
        let folders = ["body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0 == "body" ? "client_body" : $0)_temp_path \(scratch.path("nginx-\($0)"));"
        }
        let servers = lives.enumerated().map { index, live in
            """
            server {
                listen 0.0.0.0:\(Self.port + index) ssl;
                listen [::]:\(Self.port + index) ssl;
                ssl_certificate \(live)/fullchain.pem;
                ssl_certificate_key \(live)/identity.key;
                location / { return 200 "served\\n"; }
            }
            """
        }
        let configuration = scratch.file(
            "nginx.conf",
            """
            daemon off;
            user root;
            worker_processes 1;
            pid \(scratch.path("nginx.pid"));
            error_log \(scratch.path("nginx.log"));
            events {}
            http {
                access_log off;
                \(folders.joined(separator: "\n"))
                \(servers.joined(separator: "\n"))
            }
            """)
        child = try Child(
            prefix + ["nginx", "-c", configuration, "-e", scratch.path("nginx.log")],
            errors: scratch.path("nginx.err"), environment: Tool.environment)
        let child = child
        // It writes its process id once its ports are open.
        let isServing = PollDeadline().wait {
            child.hasEnded || Files.text(scratch.path("nginx.pid"))?.hasSuffix("\n") == true
        }
        try #require(
            isServing && !child.hasEnded,
            "nginx: \(Files.text(scratch.path("nginx.err")) ?? "")\(Files.text(scratch.path("nginx.log")) ?? "")")
    }

    deinit { child.end() }
}
