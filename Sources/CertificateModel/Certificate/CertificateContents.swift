/// A value that is drawn when a certificate is made: keys, serials, and what is computed from them.
public enum RandomValue<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Not drawn yet: the plan alone does not determine it.
    case pending
    /// The value.
    case known(Value)

    /// The value, once it is drawn.
    public var value: Value? {
        if case .known(let value) = self { value } else { nil }
    }
}

/// An extension's value, and whether a reader who does not know the extension must refuse the certificate.
public struct CertificateExtension<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Whether it is marked critical.
    public let isCritical: Bool
    /// Its value.
    public let value: Value

    /// An extension of this value.
    public init(_ value: Value, critical: Bool) {
        self.value = value
        isCritical = critical
    }
}

/// What a Basic Constraints extension says (RFC 5280 section 4.2.1.9).
public enum BasicConstraints: Hashable, Sendable {
    /// It may sign no certificates.
    case endEntity
    /// It may sign certificates; `pathLength` bounds how many further authorities may follow.
    case authority(pathLength: Int?)

    /// What is shown of it.
    package var text: String {
        switch self {
        case .endEntity: "End entity"
        case .authority(nil): "CA, no path length limit"
        case .authority(let length?): "CA, path length limit \(length)"
        }
    }
}

/// What the preview table says of a public key.
public struct PublicKeyContents: Hashable, Sendable {
    /// For example `RSA`.
    public let algorithm: String
    /// The size: of an RSA modulus, or of the order of an elliptic curve's group.
    public let bits: Int
    /// An RSA key's public exponent.
    public let exponent: UInt64?
    /// An elliptic curve's name, `P-256` for example or its object identifier, or `explicit parameters`; nil where there
    /// is none, and for Edwards curves, whose algorithm says it.
    public var curve: String?

    /// A key of this algorithm and size.
    public init(algorithm: String, bits: Int, exponent: UInt64?) {
        self.algorithm = algorithm
        self.bits = bits
        self.exponent = exponent
    }

    /// The size of an RSA key that is as hard to break, in bits (NIST SP 800-57 part 1, table 2, between its lines
    /// rounded down); nil for an algorithm that is not known.
    public var strength: Int? {
        switch algorithm {
        case "RSA", "RSA-PSS", "DSA": bits
        case "EC", "ED25519", "ED448", "SM2":
            switch bits {
            case ..<160: 512
            case ..<224: 1024
            case ..<253: 2048
            case ..<384: 3072
            default: 7680
            }
        default: nil
        }
    }
}

/// What a certificate says, field by field: computed from a plan before it is signed, or decoded from DER after.
///
/// Both come as this one type, and one function makes the table of it, so the preview cannot say what the certificate
/// does not.
public struct CertificateContents: Hashable, Sendable {
    /// X.509's version, 3 for everything that the program writes.
    public var version = 3
    /// The serial number.
    public var serial: RandomValue<SerialNumber>
    /// For example `sha256RSA`.
    public var signatureAlgorithm = "sha256RSA"
    /// Who issued it.
    public var issuer: DistinguishedName
    /// Whom it names.
    public var subject: DistinguishedName
    /// The first moment of its validity.
    public var notBefore: Timestamp
    /// The last moment of its validity.
    public var notAfter: Timestamp
    /// The names, in their order.
    public var subjectAlternativeNames: CertificateExtension<[GeneralName]>?
    /// What the key may be used for, by purpose.
    public var extendedKeyUsage: CertificateExtension<[ExtendedKeyUsage]>?
    /// Whether it may sign certificates.
    public var basicConstraints: CertificateExtension<BasicConstraints>?
    /// What the key may be used for, by operation.
    public var keyUsage: CertificateExtension<KeyUsage>?
    /// The key's identifier.
    public var subjectKeyIdentifier: RandomValue<[UInt8]>?
    /// The identifier of the key that signed it.
    public var authorityKeyIdentifier: RandomValue<[UInt8]>?
    /// The unknown critical extensions, by object identifier in dotted form (RFC 5280 section 4.2).
    public var unknownCriticalExtensions: [String] = []
    /// How its encoding breaks RFC 5280 in ways that clients refuse.
    public var encodingFaults: [EncodingFault] = []
    /// The DNS names that its Name Constraints exclude (RFC 5280 section 4.2.1.10).
    public var excludedDNSNames: [String] = []
    /// The rows that could not be decoded, with their octets; only a lenient reader has any. The properties of these
    /// rows hold placeholders.
    public var undecodable: [CertificateField: Undecodable] = [:]
    /// What a reader of a row must know besides its value, a sentence each: how it breaks RFC 5280, or how it was read.
    public var remarks: [CertificateField: [String]] = [:]
    /// The signature.
    public var signature: RandomValue<[UInt8]>
    /// The public key.
    public var publicKey: PublicKeyContents

    /// Whether it is self-signed, as far as names and key identifiers tell. A self-issued certificate names another key as
    /// its issuer's (RFC 5280 section 3.2).
    public var isSelfSignedByNames: Bool {
        guard issuer == subject, undecodable[.issuer] == nil, undecodable[.subject] == nil else { return false }
        guard let issuing = authorityKeyIdentifier?.value, let own = subjectKeyIdentifier?.value else { return true }
        return issuing == own
    }

    /// Whether both are known to have the same key. One that does not say its identifier may have any.
    func hasSameKey(as other: CertificateContents) -> Bool {
        if self == other { return true }
        guard let own = subjectKeyIdentifier?.value else { return false }
        return own == other.subjectKeyIdentifier?.value
    }

    /// Whether its Basic Constraints let it sign certificates.
    public var isAuthority: Bool { if case .authority = basicConstraints?.value { true } else { false } }

    /// Contents without extensions; those are set one by one.
    public init(
        serial: RandomValue<SerialNumber>, issuer: DistinguishedName, subject: DistinguishedName, notBefore: Timestamp,
        notAfter: Timestamp, signature: RandomValue<[UInt8]> = .pending,
        publicKey: PublicKeyContents = PublicKeyContents(algorithm: "RSA", bits: 2048, exponent: 65_537)
    ) {
        self.serial = serial
        self.issuer = issuer
        self.subject = subject
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.signature = signature
        self.publicKey = publicKey
    }
}
