import CertificateModel
import Glibc
import SoakSwitch
import Testing

@Suite("The lines for servers", .ownThread)
struct ServerLinesTests {
    private let scratch: Scratch
    private var live: String { "\(scratch.store)/live" }

    init() throws {
        scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
    }

    /// A server's own check of its configuration.
    private func check(_ words: [String]) throws { try Tool.expect(words, in: scratch) }

    private func lines(_ server: ServerLines) -> String { server.lines(live: live).joined(separator: "\n") }

    @Test("are accepted by nginx, and name files that are there")
    func nginx() throws {
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(scratch.path("nginx-\($0)"));"
        }
        let configuration = scratch.file(
            "nginx.conf",
            """
            pid \(scratch.path("nginx.pid"));
            events {}
            http {
                access_log off;
                \(folders.joined(separator: "\n"))
                server {
                    \(lines(.nginx))
                }
            }
            """)
        try check(Unshare.prefix("--net") + ["nginx", "-t", "-c", configuration, "-e", scratch.path("nginx.log")])
        for server in ServerLines.allCases {
            let text = ((server.hook(live: live) ?? []) + server.lines(live: live)).joined(separator: "\n")
            let named = text.split { " \n;,=".contains($0) }.filter { $0.hasPrefix(live) }
            #expect(!named.isEmpty && named.allSatisfy { Files.exists(String($0)) }, "\(server)")
            for name in ["fullchain.pem", "identity.key"] { #expect(text.contains(name), "\(server)") }
        }
    }

    @Test("have a hook that a shell can read, where the server cannot read the store", arguments: ServerLines.allCases)
    func hooks(_ server: ServerLines) throws {
        guard let hook = server.hook(live: live) else {
            #expect([.nginx, .apache, .postfix].contains(server))
            return
        }
        try check(["sh", "-n", scratch.file("hook", hook.joined(separator: "\n"))])
    }

    @Test(
        "are accepted by the other servers that Debian has", .enabled(if: Soak.isOn),
        arguments: [ServerLines.apache, .haproxy, .postfix, .kamailio])
    func others(_ server: ServerLines) throws {
        // A hook copies to /etc, which is a folder of this test for the check.
        let script =
            switch server {
            case .apache:
                """
                cat >$work/check.conf <<END
                ServerName localhost
                ServerRoot /etc/apache2
                PidFile $work/pid
                ErrorLog $work/log
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
                LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
                Listen 443
                <VirtualHost *:443>
                \(lines(server))
                </VirtualHost>
                END
                apache2 -t -f $work/check.conf
                """
            case .haproxy:
                """
                mount -t tmpfs none /etc/haproxy
                systemctl() { :; }
                \((server.hook(live: live) ?? []).dropFirst().joined(separator: "\n"))
                cat >$work/check.cfg <<END
                defaults
                    mode http
                    timeout client 1s
                    timeout server 1s
                    timeout connect 1s
                frontend all
                    \(lines(server))
                END
                haproxy -c -f $work/check.cfg
                """
            case .postfix:
                """
                mkdir $work/postfix
                cp /usr/share/postfix/main.cf.debian $work/postfix/main.cf
                cp /usr/share/postfix/master.cf.dist $work/postfix/master.cf
                cat >>$work/postfix/main.cf <<END
                \(lines(server))
                END
                # It warns of a name that it does not know.
                postconf -c $work/postfix -n >$work/said 2>&1
                if grep warning $work/said; then exit 1; fi
                grep '^smtpd_tls_chain_files = .*/identity.key, .*/fullchain.pem$' $work/said
                """
            default:
                """
                mount -t tmpfs none /etc/kamailio
                id kamailio >/dev/null
                kamcmd() { :; }
                \((server.hook(live: live) ?? []).dropFirst().joined(separator: "\n"))
                cat >$work/all <<END
                \(lines(server))
                END
                sed -n '/^# tls.cfg/,$p' $work/all >/etc/kamailio/tls.cfg
                sed '/^# tls.cfg/,$d' $work/all >/etc/kamailio/kamailio.cfg
                echo 'request_route { exit; }' >>/etc/kamailio/kamailio.cfg
                kamailio -c -f /etc/kamailio/kamailio.cfg
                """
            }
        let folder = scratch.path("check")
        try check(["mkdir", folder])
        let file = scratch.file("check.sh", "set -e\nwork=\(folder)\nip link set lo up\n\(script)\n")
        try check(Unshare.prefix("--mount", "--net") + ["sh", file])
    }
}
