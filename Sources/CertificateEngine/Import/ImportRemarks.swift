import CertificateModel

/// What the operator should know about an imported set: what was reordered, taken from the trusted store, or left out.
struct ImportRemarks {
    let pool: CertificatePool
    /// The identity first, the root last.
    let chain: [Int]
    /// The ancestors of the identity, whether they are in the chain or not.
    let ancestors: Set<Int>
    /// Why certificates are left out that could be served as well.
    let passedOver: [Int: String]
    /// The files of the private keys that belong to no certificate.
    let unusedKeys: [String]

    /// The most certificates that are listed one by one.
    private static let most = 5

    var sentences: [String] { unordered + taken + leftOut + leftOutKeys }

    private var identity: String { VisibleText.quoted(pool.name(chain[0])) }

    /// Given certificates are in the pool in the order of the files.
    private var unordered: [String] {
        var last: [String: Int] = [:]
        var files: [String] = []
        for index in chain where pool.members[index].isGiven {
            let file = pool.members[index].file
            if let before = last[file], before > index, !files.contains(file) { files.append(file) }
            last[file] = index
        }
        return files.map {
            "the certificates in \(VisibleText.quoted($0)) were not in order, and are in order now"
        }
    }

    private var taken: [String] {
        chain.filter { !pool.members[$0].isGiven }.map { index in
            let what = index == chain.last ? "the root" : "the certificate of"
            return "\(what) \(VisibleText.quoted(pool.name(index))) was taken from the trusted certificate store"
        }
    }

    private var leftOut: [String] {
        let used = Set(chain)
        let rest = pool.given.indices.filter { !used.contains($0) }
        var sentences = rest.prefix(Self.most).map { index in
            let why =
                passedOver[index]
                ?? (ancestors.contains(index)
                    ? "the chain does not need it" : mismatch(index) ?? "it did not sign \(identity)")
            let file = VisibleText.quoted(pool.members[index].file)
            return "left out \(VisibleText.quoted(pool.name(index))) (file \(file)): \(why)"
        }
        if rest.count > Self.most { sentences.append("and \(rest.count - Self.most) more") }
        return sentences
    }

    private var leftOutKeys: [String] {
        unusedKeys.prefix(Self.most).map { file in
            "left out a private key in \(VisibleText.quoted(file)): it belongs to none of the certificates"
        } + (unusedKeys.count > Self.most ? ["and \(unusedKeys.count - Self.most) more private keys"] : [])
    }

    /// Why a certificate is not in the chain although its key signed a certificate of the chain.
    private func mismatch(_ index: Int) -> String? {
        let candidate = pool.members[index].object
        for link in chain where pool.namesakesOfIssuer(of: link).contains(index) {
            guard let mismatch = IssuerMismatch(of: pool.members[link].object, to: candidate) else { continue }
            return "\(VisibleText.quoted(pool.name(link))) names another certificate as its issuer, \(mismatch.named)"
        }
        return nil
    }
}
