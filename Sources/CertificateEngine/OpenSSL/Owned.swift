/// The one owner of an OpenSSL object, which is freed when the owner ends.
struct Owned<Pointer>: ~Copyable {
    /// The object, lent for as long as the owner lives.
    let pointer: Pointer
    private let free: (Pointer) -> Void
    private var isOwner = true

    /// Takes over what a C function made; throws what the error queue says where it made nothing.
    init(_ made: Pointer?, _ operation: @autoclosure () -> String, free: @escaping (Pointer) -> Void)
        throws(OpenSSLError)
    {
        guard let made else { throw OpenSSLError(operation()) }
        pointer = made
        self.free = free
    }

    /// Transfers ownership to the caller, who must free the object.
    consuming func release() -> Pointer {
        isOwner = false
        return pointer
    }

    deinit {
        if isOwner { free(pointer) }
    }
}

/// Translates OpenSSL's convention that an answer of zero or less is a failure.
func check(_ answer: Int32, _ operation: @autoclosure () -> String) throws(OpenSSLError) {
    guard answer > 0 else { throw OpenSSLError(operation()) }
}
