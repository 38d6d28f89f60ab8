import Glibc
import Testing

/// Nginx on a configuration, a port and a folder of its own, serving the store's live certificates.
final class WebServer {
    static let port = 8443
    private let child: Child

    init(live: String, in scratch: Scratch, on host: Host) throws {
        let folders = ["body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0 == "body" ? "client_body" : $0)_temp_path \(scratch.path("nginx-\($0)"));"
        }
        let configuration = scratch.file(
            "nginx.conf",
            """
            daemon off;
            \(geteuid() == 0 ? "user root;" : "")
            worker_processes 1;
            pid \(scratch.path("nginx.pid"));
            error_log \(scratch.path("nginx.log"));
            events {}
            http {
                access_log off;
                \(folders.joined(separator: "\n"))
                server {
                    listen 0.0.0.0:\(Self.port) ssl;
                    listen [::]:\(Self.port) ssl;
                    ssl_certificate \(live)/fullchain.pem;
                    ssl_certificate_key \(live)/identity.key;
                    location / { return 200 "served\\n"; }
                }
            }
            """)
        child = try Child(
            host.prefix + ["nginx", "-c", configuration, "-e", scratch.path("nginx.log")],
            errors: scratch.path("nginx.err"), environment: Tool.environment)
        let child = child
        // It writes its process id once its ports are open.
        let isServing = Deadline().wait {
            child.hasEnded || Files.text(scratch.path("nginx.pid"))?.hasSuffix("\n") == true
        }
        try #require(
            isServing && !child.hasEnded,
            "nginx: \(Files.text(scratch.path("nginx.err")) ?? "")\(Files.text(scratch.path("nginx.log")) ?? "")")
    }

    deinit { child.end() }
}
