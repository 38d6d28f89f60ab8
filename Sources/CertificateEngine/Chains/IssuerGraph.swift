import COpenSSL
import CertificateModel

/// The certificates above one certificate, and which of them issued which. A signature is verified only between
/// certificates whose names and key identifiers match.
///
/// Each certificate is visited once, so hostile sets can cause only a bounded amount of work.
struct IssuerGraph {
    /// Why a certificate with the name of an issuer is not the issuer.
    enum Obstacle {
        /// The AKI names another certificate, although this one's key signed.
        case namesAnother(PathMember, named: String)
        /// It has another key.
        case otherKey(PathMember)
    }

    /// The certificate itself, then those above it in the order in which they were found.
    private(set) var members: [PathMember]
    /// The issuers of each, the preferred one first. A root has none.
    private(set) var issuers: [[Int]] = []
    /// Which of them are signed by their own key.
    private(set) var isRoot: [Bool] = []
    /// What was found instead of an issuer.
    private(set) var obstacles: [Int: Obstacle] = [:]
    /// Whether candidates were left out because there are too many.
    private(set) var isCut = false

    private var known: [[UInt8]: Int]
    private var pairsLeft = 200_000
    private var signaturesLeft = 2000
    private static let most = 2000

    /// `candidates` returns the certificates whose subject has this hash.
    init(from start: PathMember, _ candidates: (UInt32) -> [PathMember]) {
        members = [start]
        known = [start.certificate.der: 0]
        // It may be trusted itself.
        for same in (start.trust == nil ? start.certificate.subjectHash : nil).map(candidates) ?? []
        where same.certificate.der == start.certificate.der { _ = add(same) }
        var next = 0
        while next < members.count {
            let one = members[next].certificate
            isRoot.append(one.isSelfSigned)
            issuers.append([])
            if !isRoot[next], let hash = one.issuerHash { visit(next, candidates(hash)) }
            next += 1
        }
        ERR_clear_error()
    }

    private mutating func visit(_ index: Int, _ candidates: [PathMember]) {
        guard let subject = try? members[index].certificate.x509() else { return }
        for candidate in candidates where candidate.certificate.der != members[index].certificate.der {
            guard pairsLeft > 0, signaturesLeft > 0, members.count < Self.most else {
                isCut = true
                return
            }
            pairsLeft -= 1
            guard let issuer = try? candidate.certificate.x509() else { continue }
            let answer = X509_check_issued(issuer.pointer, subject.pointer)
            guard answer != X509_V_ERR_SUBJECT_ISSUER_MISMATCH else { continue }
            signaturesLeft -= 1
            let isSigned = X509_get0_pubkey(issuer.pointer).map { X509_verify(subject.pointer, $0) == 1 } ?? false
            let isNamed = answer != X509_V_ERR_AKID_SKID_MISMATCH && answer != X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH
            if isSigned, isNamed {
                // What else OpenSSL has against it is told of the whole path.
                let number = add(candidate)
                if !issuers[index].contains(number) { issuers[index].append(number) }
            } else if isSigned, let mismatch = IssuerMismatch(of: subject, to: issuer) {
                obstacles[index] = .namesAnother(candidate, named: mismatch.named)
            } else if obstacles[index] == nil {
                obstacles[index] = .otherKey(candidate)
            }
        }
        issuers[index] = issuers[index].sorted { isPreferred(members[$0].certificate, to: members[$1].certificate) }
    }

    private mutating func add(_ member: PathMember) -> Int {
        if let number = known[member.certificate.der] {
            // The same certificate may be sent and trusted.
            let old = members[number]
            members[number] = PathMember(
                old.certificate, number: old.number ?? member.number, file: old.file, trust: old.trust ?? member.trust,
                isSent: old.isSent || member.isSent, isNear: old.isNear || member.isNear)
            return number
        }
        known[member.certificate.der] = members.count
        members.append(member)
        return members.count - 1
    }

    /// Prefers the certificate that expires later, so that the order of the files does not matter.
    private func isPreferred(_ one: Certificate, to other: Certificate) -> Bool {
        let (end, otherEnd) = (one.contents.notAfter, other.contents.notAfter)
        return end == otherEnd ? one.der.lexicographicallyPrecedes(other.der) : end > otherEnd
    }
}
