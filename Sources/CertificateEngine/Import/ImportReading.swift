import CertificateModel

/// The state of reading one file: its name and passphrase, and what was found so far.
final class ImportReading {
    let file: String
    /// The passphrase that the operator gave.
    let passphrase: SecretBytes?
    /// Whether the private keys of a PKCS #12 file are decrypted: who looks at its certificates needs none.
    let wantsKeys: Bool
    /// The name of the legacy provider.
    let oldProvider: String
    var objects = ImportedObjects()
    /// Whether a CSR was found.
    var sawRequest = false

    // What was left out so far: the sentences, and how many more there are.
    private var leftOut: [String] = []
    private var more = 0

    // The KDF iterations so far, so that a file cannot ask for many slow derivations.
    private var rounds: UInt64 = 0
    private let mostRounds: UInt64

    /// The most KDF iterations. OpenSSL's default is 2,048; careful programs use up to a million.
    static let mostRounds: UInt64 = 10_000_000

    init(file: String, passphrase: SecretBytes?, wantsKeys: Bool, oldProvider: String, mostRounds: UInt64) {
        self.file = file
        self.passphrase = passphrase
        self.wantsKeys = wantsKeys
        self.oldProvider = oldProvider
        self.mostRounds = mostRounds
    }

    /// The error for a file that begins like a known format but is invalid.
    func damaged(_ reason: String) -> ImportError { .damaged(file: file, reason: reason) }

    /// The error for a file that no passphrase opened.
    var unopened: ImportError { passphrase == nil ? .passphraseNeeded(file: file) : .wrongPassphrase(file: file) }

    /// Counts the iterations of a KDF before it runs. Throws if they would take too long. `more` is nil for a count
    /// that does not fit into 64 bits.
    func spend(rounds more: UInt64?) throws(ImportError) {
        guard let more, (1...mostRounds).contains(more) else {
            let count = more.map { " of \($0)" } ?? ""
            throw damaged("its iteration count\(count) is not sensible")
        }
        rounds += more
        guard rounds <= 2 * mostRounds else {
            throw damaged("its iteration counts, \(rounds) together, are not sensible")
        }
    }

    /// The most sentences about what is left out of one file.
    private static let mostLeftOut = 5

    /// Says what is left out, and why. A sentence is said once.
    func leaveOut(_ what: String, because reason: String) {
        let sentence = "left out \(what) in \(VisibleText.quoted(file)): \(reason)"
        guard !leftOut.contains(sentence) else { return }
        if leftOut.count < Self.mostLeftOut { leftOut.append(sentence) } else { more += 1 }
    }

    /// Says how many octets follow the end of what was read, if there are any. `place` is `it` or a part of the file:
    /// `its block "CMS"`.
    func leaveOut(_ count: Int, behind place: String) {
        guard count > 0 else { return }
        let part = place.hasPrefix("its ") ? " of the \(place.dropFirst(4))" : ""
        leaveOut(
            count == 1 ? "the last byte\(part)" : "the last \(count) bytes\(part)",
            because: count == 1 ? "it follows the end of the DER" : "they follow the end of the DER")
    }

    /// What was found, with what was left out.
    var whole: ImportedObjects {
        var objects = objects
        objects.remarks += leftOut
        if more > 0 { objects.remarks.append("left out \(more) more in \(VisibleText.quoted(file))") }
        if sawRequest {
            objects.remarks.append(
                "left out the signing request in \(VisibleText.quoted(file)): it is not a certificate")
        }
        return objects
    }

    /// Adds a certificate in DER, with OpenSSL's form of it if there is one.
    func add(certificate der: [UInt8], _ object: CertificateObject? = nil) {
        objects.certificates.append(ImportedCertificate(der: der, file: file, object: object))
    }

    /// Adds a private key.
    func add(_ key: PrivateKey) {
        objects.keys.append(ImportedKey(key: key, file: file))
    }
}
