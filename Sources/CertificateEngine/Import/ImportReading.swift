import COpenSSL

/// The reading of one file: what was found so far, and what every part of it needs.
final class ImportReading {
    /// The name of the file.
    let file: String
    /// What the operator gave to open it with.
    let passphrase: SecretBytes?
    /// The name of the provider that knows old algorithms.
    let oldProvider: String
    /// What was found.
    var objects = ImportedObjects()
    /// Whether a signing request was among it.
    var sawRequest = false

    // Derivations that the file asked for so far, so that it cannot ask for many costly ones.
    private var rounds: UInt64 = 0

    /// How often a key derivation may hash: OpenSSL's own default is 2,048, and careful programs take up to a million.
    static let mostRounds: UInt64 = 10_000_000

    init(file: String, passphrase: SecretBytes?, oldProvider: String) {
        self.file = file
        self.passphrase = passphrase
        self.oldProvider = oldProvider
    }

    /// The error of a file whose octets are not what they begin as.
    func damaged(_ reason: String) -> ImportError { .damaged(file: file, reason: reason) }

    /// The error of a file that no passphrase opened.
    var unopened: ImportError { passphrase == nil ? .passphraseNeeded(file: file) : .wrongPassphrase(file: file) }

    /// Takes note of a derivation that is going to be made; refuses one that would keep the operator waiting, nil being
    /// a count that does not fit 64 bits.
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
