/// The algorithms that one decryption needs, by OpenSSL's names.
struct AlgorithmNeeds {
    /// How the sentence of a refusal calls them together.
    let name: String
    var ciphers: [String] = []
    var digests: [String] = []
    var derivations: [String] = []

    /// The context that has them all: the process's own if it can be, or a private one with the old algorithms.
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
