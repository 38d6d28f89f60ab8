import COpenSSL
import CertificateModel

/// A set of distinct certificates, indexed by subject, because there may be thousands. Chains are built from it.
struct CertificatePool {
    struct Member {
        let certificate: Certificate
        /// OpenSSL's form of it.
        let object: CertificateObject
        /// The file that it came in.
        let file: String
        /// Whether the operator gave it; the others are in the trusted store.
        let isGiven: Bool
    }

    /// The name of the trusted store, in sentences that otherwise name a file.
    static let trustedStore = "trusted certificate store"

    /// The given certificates in their order, then the trusted ones.
    private(set) var members: [Member] = []
    /// How many certificates were given.
    let givenCount: Int
    private var bySubject: [UInt32: [Int]] = [:]

    init(given: [ImportedCertificate], trusted: [[UInt8]]) throws(Refusal) {
        var known: Set<[UInt8]> = []
        for one in given where known.insert(one.der).inserted {
            do throws(OpenSSLError) {
                let certificate = try Certificate(der: one.der, object: one.object)
                let object = try certificate.x509()
                members.append(Member(certificate: certificate, object: object, file: one.file, isGiven: true))
            } catch {
                throw Refusal(
                    "\(VisibleText.quoted(one.file)) holds a certificate that cannot be decoded: "
                        + Self.reason(of: one.der, error),
                    hint: "ask the certificate authority for the file again")
            }
        }
        givenCount = members.count
        for der in trusted where known.insert(der).inserted {
            guard let certificate = try? Certificate(der: der), let object = try? certificate.x509() else { continue }
            members.append(
                Member(certificate: certificate, object: object, file: Self.trustedStore, isGiven: false))
        }
        for (index, member) in members.enumerated() {
            if let hash = member.certificate.subjectHash { bySubject[hash, default: []].append(index) }
        }
        ERR_clear_error()
    }

    /// Which field cannot be decoded; OpenSSL's reasons if all can.
    private static func reason(of der: [UInt8], _ error: OpenSSLError) -> String {
        (try? Certificate(der: der))?.contents.firstUndecodable ?? error.queue.joined(separator: "; ")
    }

    /// The given certificates.
    var given: ArraySlice<Member> { members.prefix(givenCount) }

    /// The certificates whose subject has the same hash as the issuer of this one.
    func namesakesOfIssuer(of index: Int) -> [Int] {
        members[index].certificate.issuerHash.flatMap { bySubject[$0] } ?? []
    }

    /// One of them as paths are built from it, and those whose subject has a hash. A given certificate is trusted as a root
    /// because the operator gave it.
    func pathMember(_ index: Int) -> PathMember {
        let member = members[index]
        return PathMember(
            member.certificate, number: index, file: member.file, trust: member.isGiven ? .set : .store,
            isNear: member.isGiven)
    }

    func pathMembers(subjectHash hash: UInt32) -> [PathMember] { (bySubject[hash] ?? []).map(pathMember) }

    /// The name of a certificate in sentences: its common name, else its first name, else its serial number.
    func name(_ index: Int) -> String { members[index].certificate.decoded(from: members[index].file).name }
}
