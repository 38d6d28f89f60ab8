/// The algorithms that one decryption needs, by their OpenSSL names.
struct AlgorithmNeeds {
    /// The name of the whole scheme in an error message.
    let name: String
    var ciphers: [String] = []
    var digests: [String] = []
    var derivations: [String] = []

    /// The library context that has all of them: the default one, or else a private one with the legacy provider.
    func context(_ reading: ImportReading) throws(ImportError) -> LibraryContext {
        let ordinary = LibraryContext.ordinary
        if isMet(by: ordinary) { return ordinary }
        guard let old = LibraryContext(oldProvider: reading.oldProvider), isMet(by: old) else {
            throw .oldEncryption(file: reading.file, algorithm: name)
        }
        return old
    }

    private func isMet(by context: LibraryContext) -> Bool {
        ciphers.allSatisfy(context.has(cipher:)) && digests.allSatisfy(context.has(digest:))
            && derivations.allSatisfy(context.has(derivation:))
    }
}
