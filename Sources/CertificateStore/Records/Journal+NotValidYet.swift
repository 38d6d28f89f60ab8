public import CertificateModel

extension Journal {
    /// When a run first found that a certificate of a generation is not valid yet; nil where none did.
    ///
    /// What the journal has from the future of `now` does not count: the clock was ahead when it was written.
    public func notValidYetFound(in generation: Int, at now: Timestamp) -> Timestamp? {
        entries.lazy.filter { $0.generation == generation && $0.result == JournalEntry.notValidYet }
            .compactMap { Timestamp($0.time) }.first { $0 <= now }
    }
}
