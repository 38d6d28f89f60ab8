import Synchronization

/// A cache of the certificates that were decoded last. Judging a chain asks for each certificate many times, and decoding
/// one, mostly its public key, costs more than the checks.
enum RecentCertificates {
    /// As many as a long chain has, and few enough to cost no memory in a review of thousands.
    private static let limit = 16
    private static let recent = Mutex<[[UInt8]: CertificateObject]>([:])

    /// The certificate of these octets, all of which must belong to it.
    static func certificate(der: [UInt8]) throws(OpenSSLError) -> CertificateObject {
        if let known = recent.withLock({ $0[der] }) { return known }
        let made = try CertificateObject(der: der)
        add(made, der: der)
        return made
    }

    /// Takes note of a certificate that was decoded from these octets.
    static func add(_ certificate: CertificateObject, der: [UInt8]) {
        recent.withLock { recent in
            if recent.count >= limit { recent.removeAll(keepingCapacity: true) }
            recent[der] = certificate
        }
    }
}
