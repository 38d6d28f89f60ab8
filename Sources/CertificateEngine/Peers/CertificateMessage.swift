import COpenSSL

/// The message in which a server shows its certificates, caught as it arrives: that way nothing that OpenSSL does not like
/// about a certificate, or about what comes after it, hides the chain.
final class CertificateMessage {
    /// The message with its header (RFC 8446 section 4); nil until it has come. OpenSSL holds it to the most octets that
    /// the context takes (SSL_CTX_set_max_cert_list(3)).
    private var octets: [UInt8]?
    /// Whether it is written as TLS 1.3 has it.
    private var isModern = false

    /// The most certificates that are taken: what has more is no chain.
    static let most = 1000

    /// Has OpenSSL hand over every message of a connection (SSL_set_msg_callback(3)); this object has to outlive it.
    func listen(to connection: OpaquePointer) {
        COpenSSL_message_argument(connection, Unmanaged.passUnretained(self).toOpaque())
        SSL_set_msg_callback(connection) { isWritten, version, kind, octets, count, _, argument in
            guard isWritten == 0, kind == SSL3_RT_HANDSHAKE, let octets, let argument else { return }
            let message = UnsafeRawBufferPointer(start: octets, count: count)
            guard message.first == UInt8(SSL3_MT_CERTIFICATE) else { return }
            Unmanaged<CertificateMessage>.fromOpaque(argument).takeUnretainedValue().take(message, version)
        }
    }

    private func take(_ message: UnsafeRawBufferPointer, _ version: Int32) {
        guard octets == nil else { return }
        octets = Array(message)
        isModern = version == TLS1_3_VERSION
    }

    /// The certificates in it; nil where it has not come, or is not built as RFC 8446 section 4.4.2 and RFC 5246
    /// section 7.4.2 say.
    func chain() throws(PeerError.Cause) -> [[UInt8]]? {
        guard let octets else { return nil }
        var rest = octets.dropFirst(4)
        if isModern {
            guard Self.vector(lengthOctets: 1, from: &rest) != nil else { return nil }
        }
        guard var list = Self.vector(lengthOctets: 3, from: &rest) else { return nil }
        var chain: [[UInt8]] = []
        while !list.isEmpty {
            guard let certificate = Self.vector(lengthOctets: 3, from: &list) else { return nil }
            if isModern {
                guard Self.vector(lengthOctets: 2, from: &list) != nil else { return nil }
            }
            guard chain.count < Self.most else { throw .tooManyCertificates }
            chain.append(Array(certificate))
        }
        guard !chain.isEmpty else { throw .noCertificate }
        return chain
    }

    /// A length and as many octets (RFC 8446 section 3.4), taken off the front; nil where they are cut short.
    private static func vector(lengthOctets: Int, from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.count >= lengthOctets else { return nil }
        // At most three octets: it cannot overflow.
        let length = rest.prefix(lengthOctets).reduce(0) { $0 << 8 | Int($1) }
        guard rest.count - lengthOctets >= length else { return nil }
        let contents = rest.dropFirst(lengthOctets).prefix(length)
        rest = rest.dropFirst(lengthOctets + length)
        return contents
    }
}
