/// Holds certificates to a level: every check of the specification, each with one sentence.
struct Judge {
    let level: CheckLevel
    let clock: IgnitionClock
    var now: Timestamp { clock.reading }

    /// The checks of every certificate of a set.
    func common(_ member: DecodedCertificate, isRoot: Bool) -> [CheckResult] {
        var results = [inDate(member), keySize(member)]
        // Clients do not verify a root's own signature.
        if !isRoot { results.append(signature(member)) }
        results.append(criticalExtensions(member))
        results += encoding(member)
        if let wrong = serialNumber(member) { results.append(wrong) }
        return results
    }

    /// The further checks of the identity; `withChain` says whether its chain was looked for.
    func identity(
        of set: ThirdPartySet, _ coverage: [Coverage], withChain: Bool = true, judgesAuthorities: Bool = false
    ) -> [CheckResult] {
        let identity = set.identity
        var results = withChain ? [chain(set, judgesAuthorities: judgesAuthorities)] : []
        results += [endEntity(identity), keyUsage(identity), extendedKeyUsage(identity), selfSigned(set)]
        if withChain, let wrong = clientRefusal(of: set, results) { results.append(wrong) }
        if !coverage.isEmpty {
            results += names(identity, coverage)
        } else if level.isRemote {
            results.append(
                .wrong(
                    .names, isAsked: false, "the names of \(quoted(identity)) were not checked",
                    hint: "review the server that uses it (HOST:PORT) to check the name in use"))
        }
        if level.base == .high { results += [reflected(set), trusted(set)] }
        return results
    }

    func asks(_ base: CheckLevel.Base) -> Bool { level.base >= base }

    func quoted(_ member: DecodedCertificate) -> String { VisibleText.quoted(member.name) }

    func inDate(_ member: DecodedCertificate) -> CheckResult {
        let contents = member.contents
        guard contents.hasDecodableDates else {
            return .wrong(
                .inDate, isAsked: true, in: Check.inDate.fields.filter { contents.undecodable[$0] != nil },
                "\(quoted(member)) has a date that cannot be decoded",
                hint: "ask the certificate authority for a certificate with dates that can be decoded")
        }
        if now < contents.notBefore {
            return .wrong(
                .inDate, isAsked: true, in: [.validFrom],
                "\(quoted(member)) is not valid yet: it is valid from \(contents.notBefore)",
                hint: clock.orIsSet("wait until then"))
        }
        if now > contents.notAfter {
            return .wrong(
                .inDate, isAsked: true, in: [.validTo], "\(quoted(member)) expired at \(contents.notAfter)",
                hint: clock.orIsSet("ask the certificate authority for a new one"))
        }
        let days = now.days(until: contents.notAfter)
        if days < ServerStatus.warningDays {
            let left = days == 0 ? "less than a day" : days == 1 ? "1 day" : "\(days) days"
            return .wrong(
                .inDate, isAsked: false, in: [.validTo],
                "\(quoted(member)) expires in \(left), at \(contents.notAfter)",
                hint: "ask the certificate authority for a new one soon")
        }
        return .pass(.inDate, "valid until \(contents.notAfter)")
    }

    private func keySize(_ member: DecodedCertificate) -> CheckResult {
        if let wrong = undecodable(.keySize, member) { return wrong }
        let key = member.contents.publicKey
        let found = "\(VisibleText.cleaned(key.algorithm)) key of \(key.bits) bits"
        guard let strength = key.strength else {
            return .wrong(
                .keySize, isAsked: asks(.low), "\(quoted(member)) has a key that this program cannot judge: \(found)",
                hint: "use an RSA, elliptic curve or Ed25519 key")
        }
        let article = key.algorithm.hasPrefix("RSA") || key.algorithm.hasPrefix("E") ? "an" : "a"
        if strength < 1024 {
            return .wrong(
                .keySize, isAsked: asks(.low), "\(quoted(member)) has \(article) \(found), which is easily broken",
                hint: "ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256")
        }
        if strength < 2048 {
            return .wrong(
                .keySize, isAsked: asks(.high), "\(quoted(member)) has \(article) \(found), which many clients refuse",
                hint: "ask for a certificate with a key of at least 2048 bits RSA, or of a curve such as P-256")
        }
        return .pass(.keySize, found)
    }

    private func signature(_ member: DecodedCertificate) -> CheckResult {
        if let wrong = undecodable(.signatureAlgorithm, member) { return wrong }
        let algorithm = VisibleText.cleaned(member.contents.signatureAlgorithm)
        let isWeak = ["sha1", "sha-1", "md5", "md4", "md2", "dsawithsha"].contains {
            algorithm.lowercased().contains($0)
        }
        guard isWeak else { return .pass(.signatureAlgorithm, "signed with \(algorithm)") }
        return .wrong(
            .signatureAlgorithm, isAsked: asks(.medium),
            "\(quoted(member)) is signed with \(algorithm), which clients no longer accept",
            hint: "ask the certificate authority to sign with SHA-256")
    }

    /// RFC 5280 section 4.1.2.2 wants a positive number. What else it breaks is a remark on its row.
    private func serialNumber(_ member: DecodedCertificate) -> CheckResult? {
        guard member.contents.undecodable[.serialNumber] == nil, let serial = member.contents.serial.value,
            serial.isNegative
        else { return nil }
        return .wrong(
            .serialNumber, isAsked: false,
            "\(quoted(member)) has a negative serial number, which some clients (Go, Python's cryptography) refuse",
            hint: "ask the certificate authority for a certificate with a positive serial number")
    }

    private func encoding(_ member: DecodedCertificate) -> [CheckResult] {
        member.contents.encodingFaults.map { fault in
            .wrong(
                .encoding, isAsked: fault.isRefused && asks(.medium), in: fault.field.map { [$0] } ?? [],
                "\(quoted(member)) \(fault.words)",
                hint: "ask the certificate authority for a certificate that keeps to RFC 5280")
        }
    }

    private func criticalExtensions(_ member: DecodedCertificate) -> CheckResult {
        guard let unknown = member.contents.unknownCriticalExtensions.first else {
            return .pass(.criticalExtensions, "every critical extension is known")
        }
        return .wrong(
            .criticalExtensions, isAsked: asks(.medium),
            "\(quoted(member)) has the critical extension \"\(VisibleText.cleaned(unknown))\", which clients do not know",
            hint: "ask the certificate authority for a certificate without it")
    }

    private func endEntity(_ member: DecodedCertificate) -> CheckResult {
        if let wrong = undecodable(.endEntity, member) { return wrong }
        guard member.contents.isAuthority else {
            return .pass(.endEntity, "it may sign no certificates")
        }
        return Self.authority(member, hint: "ask the certificate authority for a server certificate (CA: false)")
    }

    /// What is wrong with an identity of the documented profile, and with nothing else that this server issues.
    static func issuedAuthority(_ contents: CertificateContents, _ kind: CertificateKind) -> CheckResult? {
        guard kind == .identity, contents.isAuthority else { return nil }
        return authority(
            DecodedCertificate(contents: contents, sha256: [], file: ""),
            hint: "use the profile \"Recommended\", unless no browser connects")
    }

    /// That an identity is an authority itself: a warning at each level, for OpenSSL takes it.
    private static func authority(_ member: DecodedCertificate, hint: String) -> CheckResult {
        .wrong(
            .endEntity, isAsked: false,
            "\(VisibleText.quoted(member.name)) is a CA certificate, which some clients (NSS, Firefox) refuse as a server's",
            hint: hint)
    }

    private func keyUsage(_ member: DecodedCertificate) -> CheckResult {
        if let wrong = undecodable(.keyUsage, member) { return wrong }
        guard let usage = member.contents.keyUsage?.value else {
            return .wrong(
                .keyUsage, isAsked: asks(.medium), "\(quoted(member)) does not say what its key may be used for",
                hint: "ask the certificate authority for a certificate with Key Usage: Digital Signature")
        }
        guard !usage.isDisjoint(with: .ofServer) else {
            return .wrong(
                .keyUsage, isAsked: asks(.medium), "\(quoted(member)) does not allow its key to be used for TLS",
                hint: "ask the certificate authority for a certificate with Key Usage: Digital Signature")
        }
        guard usage.contains(.digitalSignature) else {
            return .wrong(
                .keyUsage, isAsked: false,
                "\(quoted(member)) does not allow its key to sign, which TLS 1.3 and ECDHE need: some clients (GnuTLS) "
                    + "refuse it",
                hint: "ask the certificate authority for a certificate with Key Usage: Digital Signature")
        }
        return .pass(.keyUsage, usage.description)
    }

    private func extendedKeyUsage(_ member: DecodedCertificate) -> CheckResult {
        if let wrong = undecodable(.extendedKeyUsage, member) { return wrong }
        guard let purposes = member.contents.extendedKeyUsage?.value else {
            return .pass(.extendedKeyUsage, "any purpose")
        }
        let text = purposes.map(\.description).joined(separator: ", ")
        if !purposes.contains(.serverAuthentication), purposes.contains(where: \.isOfServer) {
            return .wrong(
                .extendedKeyUsage, isAsked: false,
                "\(quoted(member)) is for Server Gated Crypto, and not for a server by name: some clients (GnuTLS) refuse it",
                hint: "ask the certificate authority for a certificate with Server Authentication")
        }
        if purposes.contains(.any), !purposes.contains(.serverAuthentication) {
            return .wrong(
                .extendedKeyUsage, isAsked: asks(.medium),
                "\(quoted(member)) is for any purpose, and not for a server by name: OpenSSL, curl and Firefox refuse it",
                hint: "ask the certificate authority for a certificate with Server Authentication")
        }
        guard purposes.contains(.serverAuthentication) else {
            return .wrong(
                .extendedKeyUsage, isAsked: asks(.medium),
                text.isEmpty
                    ? "\(quoted(member)) is for no purpose at all"
                    : "\(quoted(member)) is for \(VisibleText.cleaned(text)) only, not for a server",
                hint: "ask the certificate authority for a certificate with Server Authentication")
        }
        return .pass(.extendedKeyUsage, VisibleText.cleaned(text))
    }

    private func selfSigned(_ set: ThirdPartySet) -> CheckResult {
        guard set.isSelfSigned, set.chainProblem != .notItsOwnSignature else {
            return .pass(.selfSigned, "issued by \(VisibleText.quoted(set.identity.contents.issuer.commonName ?? ""))")
        }
        return .wrong(
            .selfSigned, isAsked: asks(.high), "\(quoted(set.identity)) is self-signed, not issued by an authority",
            hint: "give this certificate to every client to trust, or ask a certificate authority for one"
        )
    }

    private func reflected(_ set: ThirdPartySet) -> CheckResult {
        guard set.isReflected else { return .pass(.reflected, "it is not the one that this server has already") }
        return .wrong(
            .reflected, isAsked: true, "\(quoted(set.identity)) is the certificate that this server has already",
            hint: "do not import it again")
    }

    private func trusted(_ set: ThirdPartySet) -> CheckResult {
        guard !set.isTrusted else { return .pass(.trusted, "it is in the trusted certificate store") }
        return .wrong(
            .trusted, isAsked: true, "\(quoted(set.identity)) is not in the trusted certificate store",
            hint: "put its PEM file into the store's folder \"trusted\", or use the level \"medium\"")
    }

    /// What a certificate covers, as far as a sentence has room for it.
    private func covered(_ member: DecodedCertificate) -> String {
        let names = member.contents.subjectAlternativeNames?.value ?? []
        guard !names.isEmpty else { return "this one covers no name at all" }
        let more = names.count > 3 ? ["\(names.count - 2) more"] : []
        return "this one covers \((names.prefix(more.isEmpty ? 3 : 2).map(\.tableText) + more).listed)"
    }

    private func names(_ member: DecodedCertificate, _ coverage: [Coverage]) -> [CheckResult] {
        if let wrong = undecodable(.names, member) { return [wrong] }
        let missing = coverage.filter { $0.coveredBy == nil }
        let results = missing.isEmpty ? [] : [uncovered(member, missing)]
        // A client that has just reached a server by a name has accepted the wildcard.
        let wild = coverage.filter { $0.isByWildcard && $0.role != Coverage.inUse }
        if !wild.isEmpty { return results + [wildcard(member, wild)] }
        guard missing.isEmpty else { return results }
        // Whether the server still has the names is another question.
        let role = [Coverage.inUse, Coverage.issuedFor, Coverage.importedFor].first { role in
            coverage.allSatisfy { $0.role == role }
        }
        return [.pass(.names, "covers every \(role ?? "name and address of this server")")]
    }

    private func uncovered(_ member: DecodedCertificate, _ missing: [Coverage]) -> CheckResult {
        .wrong(
            .names, isAsked: level.isRemote,
            "\(quoted(member)) does not cover \(Self.listed(missing))",
            hint: "ask for one that covers the missing names too (\"keyturn request\" makes the request); "
                + covered(member))
    }

    private func wildcard(_ member: DecodedCertificate, _ wild: [Coverage]) -> CheckResult {
        .wrong(
            .names, isAsked: false,
            "\(quoted(member)) covers \(Self.listed(wild)) by a wildcard alone, which covers no SIP domain",
            hint: "ask for one with the name itself if phones use it for SIP (RFC 5922 section 7.2)")
    }

    /// Names of the server, as far as a sentence has room for them.
    private static func listed(_ rows: [Coverage]) -> String {
        let texts = rows.prefix(3).map { "the \($0.role) \"\($0.name.bareText)\"" }
        return (texts + (rows.count > 3 ? ["\(rows.count - 3) more"] : [])).listed
    }
}

extension [String] {
    /// `a`, `a and b`, `a, b and c`.
    package var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return "\(dropLast().joined(separator: ", ")) and \(last)"
    }
}
