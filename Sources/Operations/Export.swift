public import CertificateEngine
public import CertificateModel
import CertificateStore
import Host

/// Writes what the live generation has to a new file, or hands it to another program: certificates, and the identity's
/// private key. That of the root stays in the store.
public struct Export: Sendable {
    /// What is there to be exported.
    public struct Found: Sendable {
        /// What is to be exported, and in which form.
        public let choice: ExportChoice
        /// The certificates, in the order of the file.
        public let certificates: [DecodedCertificate]
        let live: Generation

        /// The generation that they are of.
        public var generation: Int { live.number }
    }

    private let installation: Installation

    /// The exports of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Finds what is to be exported. Refuses a path at which something is already, before anybody types a passphrase for it.
    public func find(_ choice: ExportChoice, for path: String? = nil) throws(OperationError) -> Found {
        try OperationError.facts {
            let live = try installation.store.requiredGeneration()
            if let path { try NewFile.check(path) }
            return Found(
                choice: choice,
                certificates: try live.certificates(choice.file).map { der in
                    try DecodedCertificate(der: der, file: choice.file)
                }, live: live)
        }
    }

    /// Writes it to a new file, which is its owner's alone if it holds a private key. Such a key is noted in the journal before
    /// anybody can see the file, and once all of it is on the disk where `NewFile` can do so: where it cannot be noted,
    /// nothing is exported.
    public func write(_ found: Found, _ passphrase: NewPassphrase?, to path: String) throws(OperationError) {
        try OperationError.facts {
            let contents = try contents(of: found, passphrase)
            let write = { (isSecret: Bool, isUnwanted: () -> Bool) in
                try contents.withUnsafeBytes { (bytes) throws(WriteFailure) in
                    try NewFile.write(
                        bytes, to: path, isSecret: isSecret, within: installation.world.reach, unless: isUnwanted)
                }
            }
            guard found.choice.holdsKey else { return try write(false) { false } }
            try installation.store.withLock { writer in
                var notNoted: (any Error)?
                try write(true) {
                    do { try writer.journal(entry(found, "to \(VisibleText.quoted(path))")) } catch { notNoted = error }
                    return notNoted != nil
                }
                if let notNoted { throw notNoted }
            }
        }
    }

    /// Makes it for a program that reads it. A private key is noted in the journal before it is handed out.
    public func make(_ found: Found, _ passphrase: NewPassphrase?) throws(OperationError) -> SecretBytes {
        try OperationError.facts {
            let contents = try contents(of: found, passphrase)
            if found.choice.holdsKey {
                try installation.store.withLock { try $0.journal(entry(found, "to standard output")) }
            }
            return contents
        }
    }

    private func contents(of found: Found, _ passphrase: NewPassphrase?) throws -> SecretBytes {
        let (choice, live) = (found.choice, found.live)
        switch choice.form {
        case .pem: return .copy(of: try live.contents(of: choice.file))
        case .der: return .copy(of: try live.certificate(choice.file))
        case .combined:
            let certificates = try live.contents(of: choice.file)
            return try live.withContents(of: Self.key) { SecretBytes(joining: $0, certificates) }
        case .p12, .legacyP12:
            guard let passphrase else { throw OperationError.passphraseNotGiven(form: choice.form.rawValue) }
            return try PFXWriter(choice.form == .p12 ? .modern : .legacy).write(
                try live.key(Self.key), certificates: try live.certificates(choice.file),
                name: live.manifest.body.hostName.value, passphrase: passphrase)
        }
    }

    private static let key = "identity.key"

    private func entry(_ found: Found, _ place: String) -> JournalEntry {
        installation.journalEntry(
            generation: found.generation, command: "export", reason: "\(found.choice.words), \(place)",
            result: JournalEntry.exported)
    }
}

extension SecretBytes {
    /// A copy of bytes that need not be secret.
    fileprivate static func copy(of bytes: [UInt8]) -> SecretBytes { bytes.withUnsafeBytes(SecretBytes.init(copying:)) }

    /// A secret, and what is not secret behind it.
    fileprivate convenience init(joining secret: UnsafeRawBufferPointer, _ rest: [UInt8]) {
        self.init(count: secret.count + rest.count) { memory in
            memory.copyMemory(from: secret)
            UnsafeMutableRawBufferPointer(rebasing: memory[secret.count...]).copyBytes(from: rest)
        }
    }
}
