import COpenSSL

/// The message in which a server shows its certificates, caught as it arrives: that way nothing that OpenSSL does not like
/// about a certificate, or about what comes after it, hides the chain.
final class CertificateMessage {
    /// The certificates in the message, or what is wrong with them; nil until it has come.
    private var outcome: Result<[[UInt8]], PeerError.Cause>?

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

    /// The certificates; nil where they have not come, or not in a message that is built as it should be.
    func chain() throws(PeerError.Cause) -> [[UInt8]]? { try outcome?.get() }

    /// Takes the first such message (RFC 8446 section 4.4.2, RFC 5246 section 7.4.2), header and all. OpenSSL holds it to
    /// the most octets that the context takes (SSL_CTX_set_max_cert_list(3)).
    private func take(_ message: UnsafeRawBufferPointer, _ version: Int32) {
        guard outcome == nil else { return }
        do throws(PeerError.Cause) {
            guard let chain = try Self.chain(in: Array(message), isModern: version == TLS1_3_VERSION) else { return }
            outcome = chain.isEmpty ? .failure(.noCertificate) : .success(chain)
        } catch {
            outcome = .failure(error)
        }
    }

    private static func chain(in message: [UInt8], isModern: Bool) throws(PeerError.Cause) -> [[UInt8]]? {
        var rest = message.dropFirst(4)
        if isModern {
            guard vector(lengthOctets: 1, from: &rest) != nil else { return nil }
        }
        guard var list = vector(lengthOctets: 3, from: &rest) else { return nil }
        var chain: [[UInt8]] = []
        while !list.isEmpty {
            guard let certificate = vector(lengthOctets: 3, from: &list) else { return nil }
            if isModern {
                guard vector(lengthOctets: 2, from: &list) != nil else { return nil }
            }
            guard chain.count < most else { throw .tooManyCertificates }
            chain.append(Array(certificate))
        }
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
