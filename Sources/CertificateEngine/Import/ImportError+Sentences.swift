import CertificateModel

extension ImportError: CustomStringConvertible {
    /// What went wrong: one sentence without a final full stop, the file in double quotes.
    public var problem: String {
        switch self {
        case .passphraseNeeded(let file):
            "\(quoted(file)) is encrypted, and no passphrase was given"
        case .wrongPassphrase(let file):
            "\(quoted(file)) cannot be opened with this passphrase"
        case .oldEncryption(let file, let algorithm):
            "\(quoted(file)) is encrypted in an old way that this system no longer reads (\(cleaned(algorithm)))"
        case .unknownEncryption(let file, let algorithm):
            "\(quoted(file)) is encrypted in a way that this system does not know (\(cleaned(algorithm)))"
        case .unusableKey(let file, let algorithm):
            "\(quoted(file)) holds a private key of a kind that cannot be used here (\(cleaned(algorithm)))"
        case .foreignKey(let file, .openSSH(let algorithm)):
            "\(quoted(file)) holds a private key in OpenSSH's own format (\(cleaned(algorithm)))"
        case .foreignKey(let file, .puTTY(let algorithm)):
            "\(quoted(file)) holds a private key in PuTTY's own format (\(cleaned(algorithm)))"
        case .damaged(let file, let reason):
            "\(quoted(file)) is damaged: \(cleaned(reason))"
        case .empty(let file):
            "\(quoted(file)) is empty"
        case .nothing(let file):
            "\(quoted(file)) holds neither a certificate nor a private key"
        case .javaKeystore(let file, let type):
            "\(quoted(file)) is a Java keystore of the type \(type), which only Java reads"
        case .requestOnly(let file):
            "\(quoted(file)) holds a signing request, and not a certificate"
        }
    }

    /// What to do: one sentence without a final full stop.
    public var hint: String {
        switch self {
        case .passphraseNeeded:
            "give the passphrase that the file was made with"
        case .wrongPassphrase:
            "type the passphrase that the file was made with; upper and lower case matter"
        case .oldEncryption:
            "install OpenSSL's legacy provider, or ask for a file that is encrypted with AES-256"
        case .unknownEncryption:
            "ask for a file that is encrypted with AES-256"
        case .unusableKey:
            "use an RSA, ECDSA (P-256, P-384 or P-521) or Ed25519 key, as PKCS #12 or PEM, and have it certified"
        case .foreignKey(_, let container) where !container.hasPEM:
            "make a key with \"keyturn request\", and have that one certified: keys of this kind cannot be written as PEM"
        case .foreignKey(let file, .openSSH):
            "copy it, and write the copy as PEM: cp \(quoted(file)) new.key && ssh-keygen -p -m PKCS8 -f new.key"
        case .foreignKey(let file, .puTTY):
            "write it as PEM: puttygen \(quoted(file)) -O private-openssh -o new.key"
        case .damaged:
            "fetch the file again, and compare its size with the original's"
        case .empty:
            "fetch the file again"
        case .nothing:
            "give the files that the certificate authority sent (PEM, DER, PKCS #7 or PKCS #12), and the private key"
        case .javaKeystore(let file, _):
            "export it as PKCS #12: keytool -importkeystore -srckeystore \(quoted(file)) -destkeystore new.p12 "
                + "-deststoretype pkcs12"
        case .requestOnly:
            "give the certificate that the authority sent in answer to this request"
        }
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }

    private func quoted(_ text: String) -> String { VisibleText.quoted(text) }

    private func cleaned(_ text: String) -> String { VisibleText.cleaned(text, limit: 200) }
}
