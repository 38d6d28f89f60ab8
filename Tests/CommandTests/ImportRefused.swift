import Testing

/// A set that is refused, and the whole of what is said about it. `@` stands for the folder of the fixtures, and a moment
/// in brackets for that of the fixtures and so many days.
struct ImportRefused: CustomTestStringConvertible, Sendable {
    let files: [String]
    let options: [String]
    let problem, hint: String
    /// What else is wrong.
    let also: [String]

    var testDescription: String { (files + options).joined(separator: " ") }

    /// Whether the sentence depends on who the server is.
    var isAboutServer: Bool { options.contains("medium+remote") }

    init(_ files: String, options: [String] = [], also: [String] = [], _ problem: String, _ hint: String) {
        self.files = files.split(separator: " ").map(String.init)
        self.options = options
        self.also = also
        self.problem = problem
        self.hint = hint
    }

    /// The whole of standard error.
    func sentences() throws -> String {
        let text = (also.map { "also: \($0)\n" } + ["keyturn: \(problem)\nhint: \(hint)\n"]).joined()
        return try text.replacing("@", with: ImportMaterial.folder())
            .replacing("[yesterday]", with: ImportMaterial.moment(plus: -ImportMaterial.day))
            .replacing("[tomorrow]", with: ImportMaterial.moment(plus: ImportMaterial.day))
    }

    static let table = keys + certificates + fitness + levels + encryption + paths

    private static let keys = [
        ImportRefused(
            "no-key.pem", "the private key of \"ipo1.example.com\" is missing",
            "give the private key file too; only the answer to a signing request that this server "
                + "made with \"keyturn request\" comes without one"),
        ImportRefused(
            "chain.p7b", "the private key to the certificates in \"@/chain.p7b\" is missing",
            "give the private key file too; only the answer to a signing request that this server "
                + "made with \"keyturn request\" comes without one"),
        ImportRefused(
            "ed25519.pem p384.pem",
            "2 certificates with their private keys were given: \"ipo1.example.com\" (serial 4f1e2d3c4b5a6906, file "
                + "\"@/ed25519.pem\") and \"ipo1.example.com\" (serial 4f1e2d3c4b5a6907, file \"@/p384.pem\")",
            "give only the one that the server is to serve, or run it on a terminal to be asked"),
        ImportRefused(
            "foreign-key.pem", "the private key in \"@/foreign-key.pem\" belongs to none of the 3 given certificates",
            "give the private key that the server's certificate was made for"),
        ImportRefused(
            "other.key identity.pem",
            "the private key in \"@/other.key\" does not belong to the only certificate that was given",
            "give the private key that the server's certificate was made for"),
        ImportRefused(
            "identity.key", "there is no certificate in \"@/identity.key\"",
            "give the server's certificate and those that signed it, up to the root"),
    ]

    private static let certificates = [
        ImportRefused(
            "no-intermediate.pem",
            "the certificate of \"Example Issuing CA\", which signed \"ipo1.example.com\", is missing",
            "give the certificate of \"Example Issuing CA\" too: the certificate authority hands it out"),
        ImportRefused(
            "identity.key identity.pem issuing.pem",
            "the certificate of \"Example Root CA\", which signed \"Example Issuing CA\", is missing",
            "give the certificate of \"Example Root CA\" too: the certificate authority hands it out"),
        ImportRefused(
            "expired.pem", "\"ipo1.example.com\" expired at [yesterday]",
            "ask the certificate authority for a new one, or set this server's clock, which says [now]"),
        ImportRefused(
            "not-yet.pem", "\"ipo1.example.com\" is not valid yet: it is valid from [tomorrow]",
            "wait until then, or set this server's clock, which says [now]"),
        ImportRefused(
            "expired.pem", options: ["--level", "none"], "\"ipo1.example.com\" expired at [yesterday]",
            "ask the certificate authority for a new one, or set this server's clock, which says [now]"),
        ImportRefused(
            "name-constraints.pem",
            "\"ipo1.example.com\" has a name that its authorities may not sign for: permitted subtree violation",
            "ask the certificate authority for a certificate whose names it may sign for"),
    ]

    private static let fitness = [
        ImportRefused(
            "tiny-key.pem", "\"ipo1.example.com\" has an RSA key of 512 bits, which is easily broken",
            "ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256"),
        ImportRefused(
            "sha1.pem", "\"ipo1.example.com\" is signed with ecdsa-with-SHA1, which clients no longer accept",
            "ask the certificate authority to sign with SHA-256"),
        ImportRefused(
            "client-only.pem", "\"ipo1.example.com\" is for Client Authentication only, not for a server",
            "ask the certificate authority for a certificate with Server Authentication"),
        ImportRefused(
            "unknown-critical.pem",
            "\"ipo1.example.com\" has the critical extension \"1.2.3.4.5\", which clients do not know",
            "ask the certificate authority for a certificate without it"),
        ImportRefused(
            "no-key-usage.pem", "\"ipo1.example.com\" does not say what its key may be used for",
            "ask the certificate authority for a certificate with Key Usage: Digital Signature"),
    ]

    private static let untrusted = "\"ipo1.example.com\" is not in the trusted certificate store"

    private static let levels = [
        ImportRefused(
            "wrong-host.pem", options: ["--level", "medium+remote"],
            "\"ipo1.example.com\" does not cover the host name \"ipo1.example.com\", the LAN1 address \"192.168.42.1\", "
                + "the LAN1 address \"2001:db8::1\" and 1 more",
            "ask for one that covers the missing names too "
                + "(\"keyturn request\" makes the request); this one covers DNS:ipo2.example.com"),
        ImportRefused(
            "no-lan2.pem", options: ["--level", "medium+remote"],
            "\"ipo1.example.com\" does not cover the LAN2 address \"10.1.1.1\"",
            "ask for one that covers the missing names too "
                + "(\"keyturn request\" makes the request); this one covers DNS:ipo1.example.com, IP:192.168.42.1 "
                + "and IP:2001:db8::1"),
        ImportRefused(
            "weak-key.pem", options: ["--level", "high"], also: [untrusted],
            "\"ipo1.example.com\" has an RSA key of 1024 bits, which many clients refuse",
            "ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256"),
        ImportRefused(
            "self-signed.pem", options: ["--level", "high"], also: [untrusted],
            "\"ipo1.example.com\" is self-signed, not issued by an authority",
            "give this certificate to every client to trust, or ask a certificate authority for one"),
        ImportRefused(
            "good.pem", options: ["--level", "high"], untrusted,
            "put its PEM file into the store's folder \"trusted\", or use the level \"medium\""),
        ImportRefused(
            "good.pem", options: ["--level", "strict"], "\"strict\" is not a check level",
            "use none, low, medium, high, medium+remote or high+remote"),
    ]

    private static let encryption = [
        ImportRefused(
            "good.p12", "\"@/good.p12\" is encrypted, and no passphrase was given",
            "use --passphrase-file FILE, or run it on a terminal to be asked"),
        ImportRefused(
            "identity-encrypted.key identity.pem",
            "\"@/identity-encrypted.key\" is encrypted, and no passphrase was given",
            "use --passphrase-file FILE, or run it on a terminal to be asked"),
        ImportRefused(
            "good.p12", options: ["--passphrase-file", "@/text.pem"],
            "\"@/good.p12\" cannot be opened with this passphrase",
            "type the passphrase that the file was made with; upper and lower case matter"),
        ImportRefused(
            "legacy.p12", options: ["--passphrase-file", "@/empty.pem"],
            "\"@/legacy.p12\" cannot be opened with this passphrase",
            "type the passphrase that the file was made with; upper and lower case matter"),
        ImportRefused(
            "damaged.p12", options: ["--passphrase-file", "@/text.pem"],
            "\"@/damaged.p12\" is damaged: it is not a whole PKCS #12 file",
            "fetch the file again, and compare its size with the original's"),
        ImportRefused(
            "good.pem", options: ["--passphrase-file", "@/nothing.txt"], "\"@/nothing.txt\" is not there",
            "check the path"),
        ImportRefused(
            "good.pem", options: ["--passphrase-file", "@/names-10000.pem"],
            "\"@/names-10000.pem\" is larger than 4 KiB, the limit for passphrases",
            "check that it is the file you mean"),
    ]

    private static let paths = [
        ImportRefused("empty.pem", "\"@/empty.pem\" is empty", "fetch the file again"),
        ImportRefused(
            "text.pem", "\"@/text.pem\" holds neither a certificate nor a private key",
            "give the files that the certificate authority sent (PEM, DER, PKCS #7 or PKCS #12), and the private key"),
        ImportRefused("nothing.pem", "\"@/nothing.pem\" is not there", "check the path"),
        ImportRefused(
            "good.pem text.pem", "\"@/text.pem\" holds neither a certificate nor a private key",
            "give the files that the certificate authority sent (PEM, DER, PKCS #7 or PKCS #12), and the private key"),
    ]
}
