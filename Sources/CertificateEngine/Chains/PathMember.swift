public import CertificateModel

/// A certificate from which paths are built, with what is known of it besides what it says.
public struct PathMember: Sendable {
    /// The certificate.
    public let certificate: Certificate
    /// The number that it has where it comes from; nil if it has none.
    public let number: Int?
    /// The name of its file, in sentences.
    public let file: String
    /// By whom it is trusted as a root; nil if nobody does.
    public let trust: RootTrust?
    /// Whether TLS clients get it with the certificate that they check. They have their roots themselves.
    public let isSent: Bool
    /// Whether it is the first choice of several: it came together with the certificate.
    public let isNear: Bool

    /// A certificate with these facts.
    public init(
        _ certificate: Certificate, number: Int? = nil, file: String, trust: RootTrust? = nil, isSent: Bool = true,
        isNear: Bool = true
    ) {
        self.certificate = certificate
        self.number = number
        self.file = file
        self.trust = trust
        self.isSent = isSent
        self.isNear = isNear
    }

    /// The same, as clients get it or not.
    public func sent(_ isSent: Bool) -> PathMember {
        PathMember(certificate, number: number, file: file, trust: trust, isSent: isSent, isNear: isNear)
    }

    /// Its name in sentences.
    public var name: String { certificate.decoded(from: file).name }

    /// What its issuer is called in sentences; empty if it has no name.
    var issuerName: String {
        let issuer = certificate.contents.issuer
        return issuer.commonName ?? issuer.description
    }
}
