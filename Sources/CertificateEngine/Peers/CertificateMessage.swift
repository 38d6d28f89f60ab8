import COpenSSL

/// The Certificate message of a TLS server, captured when it arrives. The chain is thus known even if OpenSSL rejects a
/// certificate or a later message.
final class CertificateMessage {
    /// The certificates, or why there are none; nil before the message has come.
    private var outcome: Result<[[UInt8]], PeerError.Cause>?

    /// The most certificates of a chain.
    static let most = 1000

    /// Registers this object for every message of a connection (SSL_set_msg_callback(3)). It must outlive the
    /// connection.
    func listen(to connection: OpaquePointer) {
        COpenSSL_message_argument(connection, Unmanaged.passUnretained(self).toOpaque())
        SSL_set_msg_callback(connection) { isWritten, version, kind, octets, count, _, argument in
            guard isWritten == 0, kind == SSL3_RT_HANDSHAKE, let octets, let argument else { return }
            let message = UnsafeRawBufferPointer(start: octets, count: count)
            guard message.first == UInt8(SSL3_MT_CERTIFICATE) else { return }
            Unmanaged<CertificateMessage>.fromOpaque(argument).takeUnretainedValue().take(message, version)
        }
    }

    /// The certificates; nil if they have not come, or if the message is malformed.
    func chain() throws(PeerError.Cause) -> [[UInt8]]? { try outcome?.get() }

    /// Takes the first Certificate message with its header (RFC 8446 section 4.4.2, RFC 5246 section 7.4.2). OpenSSL
    /// limits its size (SSL_CTX_set_max_cert_list(3)).
    private func take(_ message: UnsafeRawBufferPointer, _ version: Int32) {
        guard outcome == nil else { return }
        do throws(PeerError.Cause) {
            guard let chain = try Self.chain(in: Array(message), isModern: version == TLS1_3_VERSION) else { return }
            outcome = chain.isEmpty ? .failure(.noCertificate) : .success(chain)
        } catch {
            outcome = .failure(error)
        }
    }

    /// The certificates in a whole message; nil if it is cut off.
    static func chain(in message: [UInt8], isModern: Bool) throws(PeerError.Cause) -> [[UInt8]]? {
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

    /// Takes a vector (RFC 8446 section 3.4) off the front; nil if it is cut off.
    private static func vector(lengthOctets: Int, from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.count >= lengthOctets else { return nil }
        // This cannot overflow: there are at most three octets.
        let length = rest.prefix(lengthOctets).reduce(0) { $0 << 8 | Int($1) }
        guard rest.count - lengthOctets >= length else { return nil }
        let contents = rest.dropFirst(lengthOctets).prefix(length)
        rest = rest.dropFirst(lengthOctets + length)
        return contents
    }
}
