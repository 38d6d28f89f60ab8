import COpenSSL
import CertificateModel

/// A set of distinct certificates, indexed by subject, because there may be thousands. Chains are built from it.
struct CertificatePool {
    struct Member {
        let der: [UInt8]
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
    private var bySubject: [UInt: [Int]] = [:]

    init(given: [ImportedCertificate], trusted: [[UInt8]]) throws(Refusal) {
        var known: Set<[UInt8]> = []
        for one in given where known.insert(one.der).inserted {
            do throws(OpenSSLError) {
                let object = try RecentCertificates.certificate(der: one.der)
                members.append(Member(der: one.der, object: object, file: one.file, isGiven: true))
            } catch {
                throw Refusal(
                    "\(VisibleText.quoted(one.file)) holds a certificate that cannot be decoded: "
                        + error.queue.joined(separator: "; "),
                    hint: "ask the certificate authority for the file again")
            }
        }
        givenCount = members.count
        for der in trusted where known.insert(der).inserted {
            guard let object = try? RecentCertificates.certificate(der: der) else { continue }
            members.append(Member(der: der, object: object, file: Self.trustedStore, isGiven: false))
        }
        for (index, member) in members.enumerated() {
            // This hash is of the canonical form of the name, which X509_NAME_cmp(3) compares too.
            bySubject[X509_subject_name_hash(member.object.pointer), default: []].append(index)
        }
        ERR_clear_error()
    }

    /// The given certificates.
    var given: ArraySlice<Member> { members.prefix(givenCount) }

    /// The certificates whose subject has the same hash as the issuer of this one.
    func namesakesOfIssuer(of index: Int) -> [Int] {
        bySubject[X509_issuer_name_hash(members[index].object.pointer)] ?? []
    }

    /// The name of a certificate in sentences: its common name, else its first name, else its serial number.
    func name(_ index: Int) -> String {
        let member = members[index]
        if let name = NameDecoder.decode(X509_get_subject_name(member.object.pointer)).commonName { return name }
        guard let contents = try? CertificateReader.contents(der: member.der) else { return "unnamed certificate" }
        return DecodedCertificate(contents: contents, sha256: [], file: member.file).name
    }

    /// The name of the issuer of a certificate in sentences.
    func issuerName(of index: Int) -> String {
        let name = NameDecoder.decode(X509_get_issuer_name(members[index].object.pointer))
        return name.commonName ?? name.description
    }
}
