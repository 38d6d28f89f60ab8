public import CertificateModel

/// The private keys of several certificates are there, and nothing says which certificate the server is to serve.
public struct SeveralIdentities: Error, Hashable {
    /// These certificates, in the order in which they were given.
    public let candidates: [DecodedCertificate]

    /// There are these candidates.
    public init(_ candidates: [DecodedCertificate]) { self.candidates = candidates }

    /// The most certificates that a sentence has room for.
    private static let most = 3

    /// What is so.
    public var problem: String {
        let texts = candidates.prefix(Self.most).map { one in
            let serial = one.contents.serial.value?.description ?? "unknown"
            return "\(VisibleText.quoted(one.name)) (serial \(serial), file \(VisibleText.quoted(one.file)))"
        }
        let more = candidates.count > Self.most ? ["\(candidates.count - Self.most) more"] : []
        return "\(candidates.count) certificates with their private keys were given: \((texts + more).listed)"
    }

    /// What to do.
    public var hint: String { "give only the one that the server is to serve" }
}
