import CertificateEngine
import CertificateModel

/// Builds the path of a certificate under review, from all certificates that are reviewed and from those that are trusted.
struct ReviewPath {
    let library: ReviewLibrary
    let trust: ReviewTrust
    let now: Timestamp

    /// The best path of an entry. The system's roots are asked only if no path without them is one that clients take.
    func path(of entry: Int, _ certificate: Certificate) -> CertificatePath? {
        guard let shelf = library.shelf(of: entry) else { return nil }
        let start = member(entry, certificate, shelf, near: shelf)
        var path = path(from: start, shelf, withSystem: false)
        if !path.isTaken { path = self.path(from: start, shelf, withSystem: true) }
        return path
    }

    private func path(from start: PathMember, _ shelf: ReviewLibrary.Shelf, withSystem: Bool) -> CertificatePath {
        PathBuilder(from: start, now: now) { hash in
            let here = library.certificates(subjectHash: hash).map {
                member($0.number, $0.certificate, $0.shelf, near: shelf)
            }
            return here + trust.members(subjectHash: hash, withSystem: withSystem).map { $0.sent(!shelf.isSent) }
        }.path()
    }

    /// An entry. What a server sends is not trusted for that; what the operator names or the store has is.
    private func member(
        _ entry: Int, _ certificate: Certificate, _ shelf: ReviewLibrary.Shelf, near own: ReviewLibrary.Shelf
    ) -> PathMember {
        let isNear = shelf.entries == own.entries
        let trust: RootTrust? =
            shelf.isStored ? .store : shelf.isSent ? nil : isNear ? .set : .file(shelf.bundle.name)
        return PathMember(
            certificate, number: entry, file: shelf.bundle.name, trust: trust, isSent: isNear || !own.isSent,
            isNear: isNear)
    }
}
