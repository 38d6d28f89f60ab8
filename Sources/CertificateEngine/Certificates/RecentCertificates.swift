import Synchronization

/// A cache of the certificates that were decoded last. A chain check asks for each certificate many times, and decoding
/// its public key costs more than the checks.
enum RecentCertificates {
    /// Enough for a long chain. More would cost memory in a review of thousands of certificates.
    private static let limit = 16
    private static let recent = Mutex<[[UInt8]: CertificateObject]>([:])

    /// The certificate in this DER; throws if bytes follow it.
    static func certificate(der: [UInt8]) throws(OpenSSLError) -> CertificateObject {
        if let known = recent.withLock({ $0[der] }) { return known }
        let made = try CertificateObject(der: der)
        add(made, der: der)
        return made
    }

    /// Adds a certificate that was decoded from this DER.
    static func add(_ certificate: CertificateObject, der: [UInt8]) {
        recent.withLock { recent in
            if recent.count >= limit { recent.removeAll(keepingCapacity: true) }
            recent[der] = certificate
        }
    }
}
