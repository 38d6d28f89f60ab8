import CertificateEngine
import Testing

/// Authorities that no third party should have, issued with the real openssl in a folder that goes with the value.
final class OddChains {
    private let folder: String
    private let fixtures: String

    init() throws {
        fixtures = try ThirdParty.folder.get()
        folder = try TemporaryFiles.make()
    }

    deinit { _ = try? ShellCommand("rm -r '\(folder)'") }

    /// Issues an authority's certificate, now or `start` days later, for one of the fixtures' keys, by itself or by one that was issued before;
    /// the extensions are lines of openssl's configuration, and the identifiers are what it makes of its own key and of its
    /// issuer.
    func issue(
        _ file: String, named name: String, by issuer: String?, key: String = "ca", days: Int = 3650,
        extensions: String = "basicConstraints=CA:TRUE", identifiers: (own: String, issuer: String) = ("hash", "keyid"),
        options: String = "", startingIn start: Int = 0
    ) throws {
        let signer = issuer.map { "-CA \($0).pem -CAkey \($0).key" } ?? "-signkey \(file).key"
        let made = try ShellCommand(
            """
            cd '\(folder)' && { test -e ca.key || openssl ecparam -name prime256v1 -genkey -noout -out ca.key; } && \
            { test '\(key)' = ca || cp '\(fixtures)/\(key).key' '\(file).key'; } && \
            { test '\(key)' != ca || cp ca.key '\(file).key'; } && \
            printf '\(extensions)\\nsubjectKeyIdentifier=\(identifiers.own)\\n' >ext && \
            echo 'authorityKeyIdentifier=\(identifiers.issuer)' >>ext && \
            openssl req -new -key '\(file).key' -subj '\(name.hasPrefix("/") ? "" : "/CN=")\(name)' -out r.csr && \
            \(start == 0 ? "" : "FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f \(start > 0 ? "+" : "")\(start)d") \
            openssl x509 -req -in r.csr \(signer) -days \(days) -extfile ext \(options) -out '\(file).pem'
            """)
        guard made.status == 0 else { throw ThirdParty.Failure(output: made.output) }
    }

    /// Whether OpenSSL takes a certificate, with those of its authorities, for a TLS server's.
    func isTaken(_ file: String, by authorities: String..., from root: String) throws -> Bool {
        try ShellCommand(
            """
            cd '\(folder)' && cat \(authorities.map { "'\($0).pem'" }.joined(separator: " ")) >untrusted && \
            openssl verify -purpose sslserver -auth_level 1 -CAfile '\(root).pem' -untrusted untrusted '\(file).pem'
            """
        ).status == 0
    }

    /// The certificates of these files, and a key of the fixtures.
    func objects(_ files: String..., key: String? = nil) throws -> ImportedObjects {
        var objects = ImportedObjects()
        for file in files { objects.append(try ThirdParty.objects(path: "\(folder)/\(file).pem")) }
        if let key { objects.append(try ThirdParty.objects("\(key).key")) }
        return objects
    }
}
