import CertificateModel
import Testing

@Suite("The lines for a server")
struct StorePathTests {
    /// A server, the folder that it reads, and the lines with that folder.
    private static let lines: [(ServerLines, String, [String])] = [
        (
            .nginx, "/var/lib/keyturn/live",
            [
                "ssl_certificate     /var/lib/keyturn/live/fullchain.pem;",
                "ssl_certificate_key /var/lib/keyturn/live/identity.key;",
            ]
        ),
        (
            .nginx, "/srv/pbx store/live",
            [
                #"ssl_certificate     "/srv/pbx store/live/fullchain.pem";"#,
                #"ssl_certificate_key "/srv/pbx store/live/identity.key";"#,
            ]
        ),
        (
            .apache, #"/srv/a"b\c/live"#,
            [
                #"SSLCertificateFile    "/srv/a\"b\\c/live/fullchain.pem""#,
                #"SSLCertificateKeyFile "/srv/a\"b\\c/live/identity.key""#,
            ]
        ),
        (
            .postfix, "/srv/pbx-store/live",
            ["smtpd_tls_chain_files = /srv/pbx-store/live/identity.key,", "    /srv/pbx-store/live/fullchain.pem"]
        ),
        (
            .postfix, "/srv/$pbx store/live",
            [
                "smtpd_tls_cert_file = /srv/$$pbx store/live/fullchain.pem",
                "smtpd_tls_key_file = /srv/$$pbx store/live/identity.key",
            ]
        ),
        (.haproxy, "/var/lib/keyturn/live", ["live=/var/lib/keyturn/live"]),
        (
            .haproxy, "/srv/pbx store/live",
            ["live='/srv/pbx store/live'", #"cat "$live/fullchain.pem" "$live/identity.key" >keyturn.new"#]
        ),
        (.asterisk, "/srv/o'hara/live", [#"cd '/srv/o'\''hara/live'"#]),
        (.kamailio, "/srv/$HOME/live", ["cd '/srv/$HOME/live'"]),
    ]

    @Test(arguments: lines) func `quote the folder of a store where it is not plain:`(
        _ server: ServerLines, _ live: String, _ expected: [String]
    ) {
        let all = server.lines(live: live) + (server.hook(live: live) ?? [])
        #expect(expected.allSatisfy(all.contains), "\(all)")
    }
}
