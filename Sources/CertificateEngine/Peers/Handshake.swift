import COpenSSL

/// A TLS handshake over two memory BIOs: OpenSSL never sees the socket, and so can neither block nor raise a signal.
///
/// Nothing is verified, and every protocol and algorithm that the library still has is taken: this is for looking, and
/// nothing secret goes over the connection.
struct Handshake: ~Copyable {
    /// The most octets of certificates that are taken: ten times what OpenSSL's clients take (SSL_CTX_set_max_cert_list(3)).
    /// OpenSSL decodes them all before anybody can stop it, and with ten times more it would do so for seconds.
    private static let mostOctets = 1 << 20

    private let connection: Owned<OpaquePointer>
    private let message: CertificateMessage
    /// Where OpenSSL reads what arrived, and where it leaves what is to be sent: lent, the connection owns them.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// Prepares a handshake that asks for a server by name, where there is one.
    init(serverName: String?) throws(OpenSSLError) {
        let context = try Owned(SSL_CTX_new(TLS_client_method()), "prepare TLS", free: SSL_CTX_free)
        try check(COpenSSL_accept_everything(context.pointer, Self.mostOctets), "take old TLS protocols")
        // Suites without a certificate or without encryption are nothing to offer, not even for looking.
        try check(
            SSL_CTX_set_cipher_list(context.pointer, "ALL:!aNULL:!eNULL:@SECLEVEL=0"), "take old TLS cipher suites")
        SSL_CTX_set_verify(context.pointer, SSL_VERIFY_NONE, nil)
        // OpenSSL searches for a path even where its result does not matter; a hostile set makes that long.
        SSL_CTX_set_cert_verify_callback(context.pointer, { _, _ in 1 }, nil)
        let connection = try Owned(SSL_new(context.pointer), "prepare a TLS connection", free: SSL_free)
        let incoming = try Owned(BIO_new(BIO_s_mem()), "allocate memory", free: BIO_free_all)
        let outgoing = try Owned(BIO_new(BIO_s_mem()), "allocate memory", free: BIO_free_all)
        let (readable, writable) = (incoming.pointer, outgoing.pointer)
        SSL_set_bio(connection.pointer, incoming.release(), outgoing.release())
        if let serverName {
            try check(COpenSSL_server_name(connection.pointer, serverName), "ask for a server by name")
        }
        let message = CertificateMessage()
        message.listen(to: connection.pointer)
        SSL_set_connect_state(connection.pointer)
        self.connection = connection
        self.message = message
        self.incoming = readable
        self.outgoing = writable
    }

    /// The certificates that the peer sent, if it did so by now.
    func chain() throws(PeerError.Cause) -> [[UInt8]]? { try message.chain() }

    /// The protocol that was agreed on.
    var protocolVersion: String { SSL_get_version(connection.pointer).map { String(cString: $0) } ?? "" }

    /// The IANA name of the cipher suite that was agreed on, or OpenSSL's where it has none.
    var cipher: String {
        let suite = SSL_get_current_cipher(connection.pointer) ?? SSL_get_pending_cipher(connection.pointer)
        return (SSL_CIPHER_standard_name(suite) ?? SSL_CIPHER_get_name(suite)).map { String(cString: $0) } ?? ""
    }

    /// Shakes hands; `first` is what the peer had already sent. Throws why it was not finished, and then the certificates
    /// may have come all the same.
    func run(over socket: borrowing PeerSocket, first: [UInt8]) throws(PeerError.Cause) {
        var isFirst = true
        if !first.isEmpty { try take(first, over: socket, isFirst: &isFirst) }
        while true {
            ERR_clear_error()
            let answer = SSL_do_handshake(connection.pointer)
            let kind = answer == 1 ? SSL_ERROR_NONE : SSL_get_error(connection.pointer, answer)
            guard kind == SSL_ERROR_NONE || kind == SSL_ERROR_WANT_READ else {
                let error = OpenSSLError("finish the TLS handshake")
                // The alert that tells the peer why.
                socket.sendLast(pending())
                throw Self.cause(error)
            }
            try socket.send(pending())
            guard kind == SSL_ERROR_WANT_READ else { return }
            // A list that is of no use is not worth waiting for what follows it.
            _ = try message.chain()
            try take(try socket.receive(), over: socket, isFirst: &isFirst)
        }
    }

    /// Tells the peer that nothing more comes (RFC 8446 section 6.1).
    func close(over socket: borrowing PeerSocket) {
        _ = SSL_shutdown(connection.pointer)
        ERR_clear_error()
        socket.sendLast(pending())
    }

    private func take(
        _ octets: [UInt8], over socket: borrowing PeerSocket, isFirst: inout Bool
    ) throws(PeerError.Cause) {
        guard let start = octets.first else { throw .hungUp(during: .handshake) }
        // Content types of records (RFC 8446 section 5.1): anything else is another protocol's.
        if isFirst, !(20...24).contains(start) { throw .plainText(FirstLine.read(from: octets, then: socket)) }
        isFirst = false
        let count = BIO_write(incoming, octets, Int32(truncatingIfNeeded: octets.count))
        guard count == octets.count else { throw .library(OpenSSLError("allocate memory")) }
    }

    /// What OpenSSL wants to be sent, taken out.
    private func pending() -> [UInt8] {
        let count = Int(BIO_ctrl_pending(outgoing))
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = Int(max(0, BIO_read(outgoing, buffer.baseAddress, Int32(truncatingIfNeeded: count))))
        }
    }

    private static func cause(_ error: OpenSSLError) -> PeerError.Cause {
        if error.queue.contains(where: { $0.hasPrefix("excessive message size") }) { return .tooManyCertificates }
        return .handshakeFailed(error.queue.isEmpty ? "the peer gave no reason" : error.queue.joined(separator: "; "))
    }
}
