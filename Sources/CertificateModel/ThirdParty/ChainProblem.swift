extension ThirdPartySet {
    /// Why the chain does not hold.
    public enum ChainProblem: Hashable, Sendable {
        /// A name is not one that an authority of the chain may sign for.
        case nameConstraints(String)
        /// A wildcard covers a name that this authority may not sign for (RFC 5280 section 4.2.1.10).
        case wildcard(name: String, excluded: String, authority: String)
        /// OpenSSL does not know the name constraints of this authority; nil where several have some.
        case unknownConstraints(authority: String?, reason: String)
        /// A certificate of the chain may not sign certificates.
        case unfitAuthority(String, Unfitness)
        /// This authority allows fewer authorities below it than there are (RFC 5280 section 4.2.1.9).
        case pathLength(authority: String, limit: Int, count: Int)
        /// A part of this authority's certificate cannot be decoded.
        case broken(authority: String, field: String, reason: String)
        /// The Authority Key Identifier of this subject names another certificate of this issuer than the one in this file:
        /// `the one with the serial number "1f"`.
        case namesAnother(subject: String, issuer: String, named: String, file: String)
        /// The certificate of this issuer of the subject is missing, so that the chain leads to no root. A file may hold
        /// one of that name with another key.
        case missing(issuer: String, subject: String, namesake: String?)
        /// The server that is asked does not send the certificate of this issuer, and its clients do not have it.
        case notSent(issuer: String)
        /// It leads to this root, which nobody trusts here.
        case untrusted(root: String)
        /// The authorities signed one another, and none of them is a root.
        case circle
        /// The chain has this many certificates.
        case tooLong(Int)
        /// Too many certificates have the names of the authorities to compare them all.
        case tooMany
        /// It names itself as its issuer, and the signature is not its own.
        case notItsOwnSignature
        /// Anything else, in OpenSSL's words.
        case other(String)
    }

    /// The most certificates of a chain. Real chains have three or four.
    public static let longestChain = 20
}

extension ThirdPartySet.ChainProblem {
    /// What is said of the chain of an identity, whose name is in quotes, and what to do; nil where that depends on who asks.
    package func refusal(of identity: String) -> Refusal? {
        switch self {
        case .tooLong(let count):
            Refusal(
                "the chain of \(identity) has \(count) certificates, and at most \(ThirdPartySet.longestChain) make sense",
                hint: "ask the certificate authority for a shorter chain")
        case .notItsOwnSignature:
            Refusal(
                "\(identity) names itself as its issuer, and its signature does not verify with its own key",
                hint: "get the file again from its source: it was changed, or put together from two certificates")
        default: nil
        }
    }

    /// Why a certificate may not sign others.
    public enum Unfitness: Hashable, Sendable {
        /// It is of X.509 version 1 or 2, which cannot say that it is an authority's, and is no root.
        case version(Int)
        /// It is of version 3, and has no Basic Constraints.
        case noBasicConstraints
        /// Its Basic Constraints say that it is not an authority.
        case endEntity
        /// Its Key Usage does not have Certificate Signing.
        case keyUsage
        /// Its Enhanced Key Usage does not have Server Authentication, but these.
        case purposes(String)
    }
}

extension ThirdPartySet.ChainProblem.Unfitness {
    /// Whether nothing may be done with such a chain, at no level: no client takes it.
    var isRefusedByAll: Bool { self != .noBasicConstraints }

    /// The end of a sentence that begins with the certificate's name.
    var words: String {
        switch self {
        case .version(let version):
            "may not sign certificates: it is of X.509 version \(version), which only a root may be"
        case .noBasicConstraints:
            "does not say that it may sign certificates: it has no Basic Constraints, and Firefox, Go and Python refuse it"
        case .endEntity: "may not sign certificates: its Basic Constraints say that it is not a CA"
        case .keyUsage: "may not sign certificates: its Key Usage does not have Certificate Signing"
        case .purposes(let purposes):
            "may not sign certificates of servers: it is for \(VisibleText.cleaned(purposes)) only"
        }
    }
}
