/// What of the live certificates is exported, and in which form; only what makes sense together.
public struct ExportChoice: Hashable, Sendable {
    /// A part of the live certificates.
    public enum Part: String, CaseIterable, Sendable {
        /// The server's own certificate: `identity.pem`.
        case identity
        /// The root that clients trust: `root.pem`, which is `WebRootCA.pem` as well. Its private key is never exported.
        case root
        /// The certificates that signed the identity, its issuer first and the root last: `chain.pem`.
        case chain
        /// The identity, then its chain: `fullchain.pem`.
        case bundle
    }

    /// The form of an exported file.
    public enum Form: String, CaseIterable, Sendable {
        /// Certificates as text (RFC 7468).
        case pem
        /// One certificate in binary (X.690).
        case der
        /// PKCS #12 (RFC 7292) in AES-256 and SHA-256: the private key with its certificates.
        case p12
        /// The same in 3DES and SHA-1, for programs that know nothing newer.
        case legacyP12 = "p12-legacy"
        /// The private key and its certificates as text. The key is not encrypted.
        case combined
    }

    /// What is exported.
    public let part: Part
    /// In which form.
    public let form: Form

    /// Refuses a form in which the part cannot be, or makes no sense.
    public init(_ part: Part, as form: Form) throws(Refusal) {
        (self.part, self.form) = (part, form)
        switch (part, form) {
        case (_, .pem), (.identity, _), (.root, .der): return
        case (.chain, .der), (.bundle, .der):
            throw Refusal(
                "\"der\" holds one certificate, and \"\(part.rawValue)\" may have several",
                hint: "export the \(part.rawValue) as pem, or the identity and the root each as der")
        case (.root, _):
            throw Refusal(
                "\"\(form.rawValue)\" holds a private key, and that of the root is never exported",
                hint: "export the root as pem or der")
        case (.chain, _), (.bundle, _):
            throw Refusal(
                "\"\(form.rawValue)\" holds a private key, and \"\(part.rawValue)\" has none",
                hint: "export the identity as \(form.rawValue), which has its chain too, or the \(part.rawValue) as pem"
            )
        }
    }

    /// Every choice there is.
    public static let all: [ExportChoice] = Part.allCases.flatMap { part in
        Form.allCases.compactMap { try? ExportChoice(part, as: $0) }
    }

    /// Whether a passphrase encrypts it.
    public var isEncrypted: Bool { form == .p12 || form == .legacyP12 }

    /// Whether it holds the identity's private key.
    public var holdsKey: Bool { isEncrypted || form == .combined }

    /// Whether it can be printed on a terminal: it is text, and not secret.
    public var isPrintable: Bool { form == .pem }

    /// The file of a generation that has its certificates.
    public var file: String {
        switch part {
        case .identity: holdsKey ? "fullchain.pem" : "identity.pem"
        case .root: "root.pem"
        case .chain: "chain.pem"
        case .bundle: "fullchain.pem"
        }
    }

    /// It in two or three words: `identity as p12`.
    public var words: String { "\(part.rawValue) as \(form.rawValue)" }

    /// What is in the file, for somebody who chooses.
    public var contents: String {
        switch (part, form) {
        case (_, .p12): "key, certificate and chain, encrypted (AES-256)"
        case (_, .legacyP12): "the same for old appliances (3DES, SHA-1)"
        case (_, .combined): "key, certificate and chain, NOT encrypted"
        case (.identity, .der): "the server's certificate alone, in binary"
        case (.identity, _): "the server's certificate alone"
        case (.root, .der): "what clients have to trust, in binary"
        case (.root, _): "what clients have to trust"
        case (.chain, _): "what signed the identity, the root last"
        case (.bundle, _): "the identity, then its chain"
        }
    }

    /// What is said once it is in a file.
    public func written(to path: String) -> String {
        let key =
            isEncrypted
            ? " It holds the private key, encrypted with the passphrase."
            : holdsKey ? " It holds the private key, NOT encrypted: keep it secret." : ""
        return "Written to \(VisibleText.quoted(path)): \(words).\(key)"
    }

    /// A name for the file, for a server of this name.
    public func fileName(for server: HostName) -> String {
        let name = server.firstLabel.text
        return switch (part, form) {
        case (.root, .der): "WebRootCA.der"
        case (.root, _): "WebRootCA.pem"
        case (.chain, _): "\(name)-chain.pem"
        case (.bundle, _): "\(name)-fullchain.pem"
        case (.identity, .p12), (.identity, .legacyP12): "\(name).p12"
        case (.identity, .der): "\(name).der"
        case (.identity, .combined): "\(name)-combined.pem"
        case (.identity, .pem): "\(name).pem"
        }
    }
}
