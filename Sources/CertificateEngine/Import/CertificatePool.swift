import COpenSSL
import CertificateModel

/// Certificates to make a chain of, each once, found by their subjects: there may be thousands.
struct CertificatePool {
    /// One certificate.
    struct Member {
        let der: [UInt8]
        let object: CertificateObject
        /// The file that it came in.
        let file: String
        /// Whether it was given; the others are those of the trusted store.
        let isGiven: Bool
    }

    /// The trusted store, where a sentence names a file.
    static let trustedStore = "trusted certificate store"

    /// The given ones in their order, then the trusted ones.
    private(set) var members: [Member] = []
    /// How many were given.
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
            // The hash is of the canonical form, which X509_NAME_cmp(3) compares.
            bySubject[X509_subject_name_hash(member.object.pointer), default: []].append(index)
        }
        ERR_clear_error()
    }

    /// Those that were given.
    var given: ArraySlice<Member> { members.prefix(givenCount) }

    /// The certificates whose subject may be the issuer of this one.
    func namesakesOfIssuer(of index: Int) -> [Int] {
        bySubject[X509_issuer_name_hash(members[index].object.pointer)] ?? []
    }

    /// What a sentence calls a certificate: its common name, else its first name, else its serial number.
    func name(_ index: Int) -> String {
        let member = members[index]
        if let name = NameDecoder.decode(X509_get_subject_name(member.object.pointer)).commonName { return name }
        guard let contents = try? CertificateReader.contents(der: member.der) else { return "unnamed certificate" }
        return DecodedCertificate(contents: contents, sha256: [], file: member.file).name
    }

    /// What a sentence calls the issuer of a certificate.
    func issuerName(of index: Int) -> String {
        let name = NameDecoder.decode(X509_get_issuer_name(members[index].object.pointer))
        return name.commonName ?? name.description
    }
}
