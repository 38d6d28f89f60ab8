/// What an ignition will issue: everything that the two certificates say except what is drawn at random.
///
/// The wizard and the answers file make a plan, the preview shows it, and the engine signs it.
public struct Plan: Hashable, Sendable {
    /// Who the server is.
    public let server: ServerIdentity
    /// Which reading of the specification it follows.
    public let profile: Profile
    /// The clock at ignition.
    public let clock: IgnitionClock
    /// The common names.
    public let commonNames: CommonNames

    /// The plan for a server; refused where LAN1 has no address, or the host name fits no common name.
    public init(server: ServerIdentity, profile: Profile, clock: IgnitionClock) throws(Refusal) {
        guard !server.lan1.isEmpty else { throw LANPort.lan1Missing }
        commonNames = try CommonNames(hostName: server.hostName.value, naming: server.naming)
        self.server = server
        self.profile = profile
        self.clock = clock
    }

    /// The same plan under the other profile.
    public func with(_ profile: Profile) -> Plan { Plan(server, profile, clock, commonNames) }

    private init(_ server: ServerIdentity, _ profile: Profile, _ clock: IgnitionClock, _ commonNames: CommonNames) {
        self.server = server
        self.profile = profile
        self.clock = clock
        self.commonNames = commonNames
    }

    /// The root certificate, as far as the plan determines it.
    public var root: CertificateContents {
        let name = server.distinguishedName(commonName: commonNames.root)
        var contents = CertificateContents(
            serial: .pending, issuer: name, subject: name, notBefore: clock.rootValidFrom,
            notAfter: clock.rootValidFrom.adding(years: 10))
        let uri = profile == .documented ? commonNames.root : "https://\(commonNames.root)"
        contents.subjectAlternativeNames = .init([.uri(uri)], critical: false)
        contents.extendedKeyUsage = .init([.serverAuthentication, .clientAuthentication], critical: false)
        contents.basicConstraints = .init(.authority(pathLength: nil), critical: true)
        contents.keyUsage = .init([.digitalSignature, .certificateSigning, .crlSigning], critical: false)
        contents.subjectKeyIdentifier = .pending
        return contents
    }

    /// The identity certificate, as far as the plan determines it.
    public var identity: CertificateContents {
        identity(under: root, notBefore: clock.rootValidFrom.adding(seconds: 120))
    }

    /// The identity certificate under a root that is there already: a day before the clock, and never before the root.
    public func identity(under root: CertificateContents) -> CertificateContents {
        identity(under: root, notBefore: max(clock.rootValidFrom, root.notBefore))
    }

    /// The renewed root certificate. Where it keeps its key, it keeps its name as well, so that certificates under it
    /// stay valid.
    public func root(renewing old: CertificateContents, keepsKey: Bool) -> CertificateContents {
        var contents = root
        guard keepsKey else { return contents }
        contents.subject = old.subject
        contents.issuer = old.subject
        contents.subjectAlternativeNames = old.subjectAlternativeNames
        return contents
    }

    private func identity(under root: CertificateContents, notBefore: Timestamp) -> CertificateContents {
        let isDocumented = profile == .documented
        var contents = CertificateContents(
            serial: .pending, issuer: root.subject,
            subject: isDocumented ? root.subject : root.subject.replacing(commonName: commonNames.identity),
            notBefore: notBefore, notAfter: min(notBefore.adding(years: 2), root.notAfter))
        contents.subjectAlternativeNames = .init(server.subjectAlternativeNames, critical: false)
        contents.keyUsage = .init(
            isDocumented
                ? [.digitalSignature, .keyEncipherment, .certificateSigning] : [.digitalSignature, .keyEncipherment],
            critical: false)
        contents.basicConstraints = .init(isDocumented ? .authority(pathLength: nil) : .endEntity, critical: true)
        contents.extendedKeyUsage = .init([.serverAuthentication, .clientAuthentication], critical: false)
        contents.subjectKeyIdentifier = .pending
        contents.authorityKeyIdentifier = .pending
        return contents
    }
}
