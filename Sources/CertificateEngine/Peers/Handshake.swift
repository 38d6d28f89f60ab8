import COpenSSL

/// A TLS handshake over two memory BIOs. OpenSSL does not use the socket, so it can neither block nor raise SIGPIPE.
///
/// It verifies nothing, and offers every protocol and algorithm that the library has: its purpose is to look, and it
/// sends nothing secret.
struct Handshake: ~Copyable {
    /// The largest certificate list: ten times the default of OpenSSL's clients (SSL_CTX_set_max_cert_list(3)). OpenSSL
    /// decodes the whole list at once, and a list ten times larger would take seconds.
    private static let mostOctets = 1 << 20

    private let connection: Owned<OpaquePointer>
    private let message: CertificateMessage
    /// Where OpenSSL reads from and writes to. They are borrowed: the connection owns them.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    /// Prepares a handshake, with SNI if there is a server name.
    init(serverName: String?) throws(OpenSSLError) {
        let context = try Owned(SSL_CTX_new(TLS_client_method()), "prepare TLS", free: SSL_CTX_free)
        try check(COpenSSL_accept_everything(context.pointer, Self.mostOctets), "take old TLS protocols")
        // Anonymous suites have no certificate and null suites no encryption. Neither is offered.
        try check(
            SSL_CTX_set_cipher_list(context.pointer, "ALL:!aNULL:!eNULL:@SECLEVEL=0"), "take old TLS cipher suites")
        SSL_CTX_set_verify(context.pointer, SSL_VERIFY_NONE, nil)
        // OpenSSL builds a path even if its result is ignored; a hostile set makes that slow.
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

    /// The certificates that the peer has sent; nil if they have not come.
    func chain() throws(PeerError.Cause) -> [[UInt8]]? { try message.chain() }

    /// The negotiated protocol version.
    var protocolVersion: String { SSL_get_version(connection.pointer).map { String(cString: $0) } ?? "" }

    /// The IANA name of the negotiated cipher suite, or OpenSSL's name if it has none.
    var cipher: String {
        let suite = SSL_get_current_cipher(connection.pointer) ?? SSL_get_pending_cipher(connection.pointer)
        return (SSL_CIPHER_standard_name(suite) ?? SSL_CIPHER_get_name(suite)).map { String(cString: $0) } ?? ""
    }

    /// Performs the handshake; `first` has octets that were received before. Throws why it was not completed; the
    /// certificates may have come all the same.
    func run(over socket: borrowing PeerSocket, first: [UInt8]) throws(PeerError.Cause) {
        var isFirst = true
        if !first.isEmpty { try take(first, over: socket, isFirst: &isFirst) }
        while true {
            ERR_clear_error()
            let answer = SSL_do_handshake(connection.pointer)
            let kind = answer == 1 ? SSL_ERROR_NONE : SSL_get_error(connection.pointer, answer)
            guard kind == SSL_ERROR_NONE || kind == SSL_ERROR_WANT_READ else {
                let error = OpenSSLError("finish the TLS handshake")
                // Sends the alert, which tells the peer the reason.
                socket.sendLast(pending())
                throw Self.cause(error)
            }
            try socket.send(pending())
            guard kind == SSL_ERROR_WANT_READ else { return }
            // Stop if the certificate list is of no use.
            _ = try message.chain()
            try take(try socket.receive(), over: socket, isFirst: &isFirst)
        }
    }

    /// Sends close_notify (RFC 8446 section 6.1).
    func close(over socket: borrowing PeerSocket) {
        _ = SSL_shutdown(connection.pointer)
        ERR_clear_error()
        socket.sendLast(pending())
    }

    private func take(
        _ octets: [UInt8], over socket: borrowing PeerSocket, isFirst: inout Bool
    ) throws(PeerError.Cause) {
        guard let start = octets.first else { throw .hungUp(during: .handshake) }
        // The content types of TLS records (RFC 8446 section 5.1). Any other octet is another protocol.
        if isFirst, !(20...24).contains(start) { throw .plainText(FirstLine.read(from: octets, then: socket)) }
        isFirst = false
        let count = BIO_write(incoming, octets, Int32(truncatingIfNeeded: octets.count))
        guard count == octets.count else { throw .library(OpenSSLError("allocate memory")) }
    }

    /// Takes out what OpenSSL wants to send.
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
