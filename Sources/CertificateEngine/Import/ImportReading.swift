import COpenSSL

/// The state of reading one file: its name and passphrase, and what was found so far.
final class ImportReading {
    let file: String
    /// The passphrase that the operator gave.
    let passphrase: SecretBytes?
    /// The name of the legacy provider.
    let oldProvider: String
    var objects = ImportedObjects()
    /// Whether a CSR was found.
    var sawRequest = false

    // The KDF iterations so far, so that a file cannot ask for many slow derivations.
    private var rounds: UInt64 = 0

    /// The most KDF iterations. OpenSSL's default is 2,048; careful programs use up to a million.
    static let mostRounds: UInt64 = 10_000_000

    init(file: String, passphrase: SecretBytes?, oldProvider: String) {
        self.file = file
        self.passphrase = passphrase
        self.oldProvider = oldProvider
    }

    /// The error for a file that begins like a known format but is invalid.
    func damaged(_ reason: String) -> ImportError { .damaged(file: file, reason: reason) }

    /// The error for a file that no passphrase opened.
    var unopened: ImportError { passphrase == nil ? .passphraseNeeded(file: file) : .wrongPassphrase(file: file) }

    /// Counts the iterations of a KDF before it runs. Throws if they would take too long. `more` is nil for a count
    /// that does not fit into 64 bits.
    func spend(rounds more: UInt64?) throws(ImportError) {
        guard let more, (1...Self.mostRounds).contains(more) else {
            let count = more.map { " of \($0)" } ?? ""
            throw damaged("its iteration count\(count) is not sensible")
        }
        rounds += more
        guard rounds <= 2 * Self.mostRounds else {
            throw damaged("its iteration counts, \(rounds) together, are not sensible")
        }
    }

    /// Adds a certificate in DER.
    func add(certificate der: [UInt8]) {
        objects.certificates.append(ImportedCertificate(der: der, file: file))
    }

    /// Adds a private key.
    func add(_ key: PrivateKey) {
        objects.keys.append(ImportedKey(key: key, file: file))
    }
}
