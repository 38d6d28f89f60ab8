/// What a signing request says (RFC 2986): computed for a server before it is signed, or decoded from DER after.
public struct RequestContents: Hashable, Sendable {
    /// PKCS #10's version, which is always 1.
    public var version = 1
    /// Whom it names.
    public var subject: DistinguishedName
    /// The names that are asked for.
    public var subjectAlternativeNames: CertificateExtension<[GeneralName]>?
    /// The uses of the key that are asked for, by operation.
    public var keyUsage: CertificateExtension<KeyUsage>?
    /// That the request is for an end entity.
    public var basicConstraints: CertificateExtension<BasicConstraints>?
    /// The uses of the key that are asked for, by purpose.
    public var extendedKeyUsage: CertificateExtension<[ExtendedKeyUsage]>?
    /// How it is signed, by its own key.
    public var signatureAlgorithm = "sha256RSA"
    /// The signature.
    public var signature: RandomValue<[UInt8]> = .pending
    /// The public key.
    public var publicKey = PublicKeyContents(algorithm: "RSA", bits: 2048, exponent: 65_537)

    /// A request that names this subject and asks for nothing yet.
    public init(subject: DistinguishedName) { self.subject = subject }

    /// The request of a server: what its identity certificate would say, if this server issued it.
    public init(for server: ServerIdentity) {
        let name = server.hostName.value
        // X.520 bounds a common name; the whole name is among the alternative ones.
        let commonName = name.text.utf8.count <= CommonNames.bound ? name : name.firstLabel
        self.init(subject: server.distinguishedName(commonName: commonName.text))
        subjectAlternativeNames = .init(server.subjectAlternativeNames, critical: false)
        keyUsage = .init([.digitalSignature, .keyEncipherment], critical: false)
        basicConstraints = .init(.endEntity, critical: true)
        extendedKeyUsage = .init([.serverAuthentication, .clientAuthentication], critical: false)
    }

    /// The names that are asked for.
    public var names: [GeneralName] { subjectAlternativeNames?.value ?? [] }
}

extension FieldTable {
    /// The 17 rows of a signing request: those of the certificate that it asks for. What the certificate authority
    /// decides says so.
    public init(_ request: RequestContents) {
        let epoch = Timestamp(secondsSinceEpoch: 0)
        var contents = CertificateContents(
            serial: .pending, issuer: DistinguishedName([]), subject: request.subject, notBefore: epoch,
            notAfter: epoch, signature: request.signature, publicKey: request.publicKey)
        contents.signatureAlgorithm = request.signatureAlgorithm
        contents.subjectAlternativeNames = request.subjectAlternativeNames
        contents.extendedKeyUsage = request.extendedKeyUsage
        contents.basicConstraints = request.basicConstraints
        contents.keyUsage = request.keyUsage
        self.init(.identity, contents) { field in
            switch field {
            case .version, .serialNumber, .issuer, .issuedBy, .validFrom, .validTo, .subjectKeyIdentifier:
                ("(the authority decides)", "the certificate authority puts it into the certificate")
            case .signatureAlgorithm:
                (nil, "how the request is signed; the authority signs the certificate its own way")
            case .signature:
                (nil, "the bytes of the request's own signature, which proves that the server has the key")
            case .publicKeyAlgorithm, .publicKey:
                (nil, "the key stays in the store; only its public half is in the request")
            case .subject, .issuedTo, .subjectAlternativeNames, .extendedKeyUsage, .basicConstraints, .keyUsage:
                (nil, "asked for; the authority may change it")
            }
        }
    }

    private init(
        _ kind: CertificateKind, _ contents: CertificateContents,
        _ row: (CertificateField) -> (contents: String?, note: String)
    ) {
        self.kind = kind
        rows = CertificateField.rows(of: kind).map { field in
            let own = row(field)
            return FieldRow(
                field, own.contents.map(FieldText.pending) ?? FieldText.of(field, contents, kind: kind), note: own.note)
        }
    }
}
