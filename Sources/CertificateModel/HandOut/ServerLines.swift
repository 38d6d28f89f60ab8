/// The lines that make a server use the certificates of a store, to be read and copied.
public enum ServerLines: String, CaseIterable, Hashable, Sendable {
    case nginx
    case apache = "Apache"
    case haproxy = "HAProxy"
    case postfix = "Postfix"
    case asterisk = "Asterisk"
    case kamailio = "Kamailio"

    /// Which file the lines belong into, and what else there is to do; each is a sentence.
    public func notes(hooks: String) -> [String] {
        switch self {
        case .nginx: ["In a server of /etc/nginx.", reloading("nginx", hooks)]
        case .apache: ["In a VirtualHost of /etc/apache2, with the module ssl.", reloading("apache2", hooks)]
        case .haproxy:
            [
                "HAProxy wants certificates and key in one file. This hook, \(hooks)/haproxy, writes it after each switch "
                    + "(make it executable, and run it once):"
            ]
        case .postfix: ["In /etc/postfix/main.cf.", reloading("postfix", hooks)]
        case .asterisk, .kamailio:
            [
                "\(rawValue) does not run as root, and cannot read the store. This hook, "
                    + "\(hooks)/\(rawValue.lowercased()), gives it copies after each switch (make it executable, and run "
                    + "it once):"
            ]
        }
    }

    /// How a server that reads the store learns of new certificates.
    private func reloading(_ service: String, _ hooks: String) -> String {
        "To have it read new certificates, make the file \(hooks)/\(service), executable, with the lines \"#!/bin/sh\" and "
            + "\"systemctl reload-or-restart \(service)\"."
    }

    /// The deploy hook that it needs; nil where it reads the store.
    public func hook(live: String) -> [String]? {
        switch self {
        case .nginx, .apache, .postfix: nil
        case .haproxy:
            [
                "#!/bin/sh -e", "live=\(Self.shell(live))", "cd /etc/haproxy", "umask 077",
                "cat \"$live/fullchain.pem\" \"$live/identity.key\" >keyturn.new", "mv keyturn.new keyturn.pem",
                "systemctl reload haproxy",
            ]
        case .asterisk: copies(live, reload: "asterisk -rx 'core reload'")
        case .kamailio: copies(live, reload: "kamcmd tls.reload")
        }
    }

    private func copies(_ live: String, reload: String) -> [String] {
        let user = rawValue.lowercased()
        return [
            "#!/bin/sh -e", "cd \(Self.shell(live))", "to=/etc/\(user)/keyturn",
            "install -d -o \(user) -g \(user) -m 0700 $to",
            "install -o \(user) -g \(user) -m 0400 \\", "    fullchain.pem identity.key WebRootCA.pem $to", reload,
        ]
    }

    private static func isPlain(_ path: String) -> Bool {
        path.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-": true
            default: false
            }
        }
    }

    /// A path as a shell has it.
    private static func shell(_ path: String) -> String {
        isPlain(path) ? path : "'\(path.replacing("'", with: #"'\''"#))'"
    }

    /// A path as nginx and Apache have it.
    private static func quoted(_ path: String) -> String {
        isPlain(path) ? path : "\"\(path.replacing(#"\"#, with: #"\\"#).replacing("\"", with: #"\""#))\""
    }

    /// Postfix splits a list of files at blanks and commas, whatever the quotes (postconf(5)).
    private static func postfix(_ live: String) -> [String] {
        live.contains(where: { $0.isWhitespace || $0 == "," })
            ? ["smtpd_tls_cert_file = \(live)/fullchain.pem", "smtpd_tls_key_file = \(live)/identity.key"]
            : ["smtpd_tls_chain_files = \(live)/identity.key,", "    \(live)/fullchain.pem"]
    }

    /// The lines, as the server reads them.
    public func lines(live: String) -> [String] {
        switch self {
        case .nginx:
            [
                "listen 443 ssl;", "ssl_certificate     \(Self.quoted("\(live)/fullchain.pem"));",
                "ssl_certificate_key \(Self.quoted("\(live)/identity.key"));",
            ]
        case .apache:
            [
                "SSLEngine on", "SSLCertificateFile    \(Self.quoted("\(live)/fullchain.pem"))",
                "SSLCertificateKeyFile \(Self.quoted("\(live)/identity.key"))",
            ]
        case .haproxy: ["bind :443 ssl crt /etc/haproxy/keyturn.pem"]
        case .postfix: ["smtpd_tls_security_level = may"] + Self.postfix(live.replacing("$", with: "$$"))
        case .asterisk:
            [
                "; pjsip.conf", "[transport-tls]", "type=transport", "protocol=tls", "bind=0.0.0.0:5061",
                "cert_file=/etc/asterisk/keyturn/fullchain.pem", "priv_key_file=/etc/asterisk/keyturn/identity.key",
                "ca_list_file=/etc/asterisk/keyturn/WebRootCA.pem", "method=tlsv1_2",
            ]
        case .kamailio:
            [
                "# kamailio.cfg", "enable_tls=yes", "listen=tls:0.0.0.0:5061", "loadmodule \"tls.so\"",
                "modparam(\"tls\", \"config\", \"/etc/kamailio/tls.cfg\")", "", "# tls.cfg", "[server:default]",
                "method = TLSv1.2+", "certificate = /etc/kamailio/keyturn/fullchain.pem",
                "private_key = /etc/kamailio/keyturn/identity.key",
                "ca_list = /etc/kamailio/keyturn/WebRootCA.pem",
            ]
        }
    }
}
