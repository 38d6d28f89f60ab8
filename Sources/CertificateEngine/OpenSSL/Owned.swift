/// The one owner of an OpenSSL object. Its deinitialiser frees the object.
struct Owned<Pointer>: ~Copyable {
    /// The object, borrowed from its owner.
    let pointer: Pointer
    private let free: (Pointer) -> Void
    private var isOwner = true

    /// Takes ownership of what a C function returned. Throws the error queue for a null pointer.
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

/// Throws if a return value is zero or negative, which is OpenSSL's convention for failure.
func check(_ answer: Int32, _ operation: @autoclosure () -> String) throws(OpenSSLError) {
    guard answer > 0 else { throw OpenSSLError(operation()) }
}
