import CertificateModel

/// Decodes a certificate field by field, in memory that is lent. A field that cannot be decoded is marked, and the others
/// are still shown: who is strict takes a certificate in which none is marked.
struct LenientDecoder {
    private let signed: DERValue
    private let outerAlgorithm: DERValue
    private let signature: DERValue
    private let version: DERValue?
    private let serial: DERValue
    private let innerAlgorithm: DERValue
    private let issuer: DERValue
    private let validity: DERValue
    private let subject: DERValue
    private let publicKey: DERValue
    private let issuerIdentifier: DERValue?
    private let subjectIdentifier: DERValue?
    private let extensions: DERValue?

    /// Splits a certificate into its fields (RFC 5280 section 4.1). Throws if they are not the fields of a certificate.
    init(_ octets: UnsafeRawBufferPointer) throws(DERFault) {
        var outer = try DERValue(octets).inside(DERTag.sequence)
        signed = try outer.next(DERTag.sequence)
        outerAlgorithm = try outer.next(DERTag.sequence)
        signature = try outer.next()
        try outer.finish()
        var fields = signed.inside
        version = try fields.optional(0xa0)
        serial = try fields.next()
        innerAlgorithm = try fields.next(DERTag.sequence)
        issuer = try Self.name(&fields)
        validity = try fields.next(DERTag.sequence)
        subject = try Self.name(&fields)
        publicKey = try fields.next(DERTag.sequence)
        issuerIdentifier = try fields.optional(0x81)
        subjectIdentifier = try fields.optional(0x82)
        extensions = try fields.optional(0xa3)
        try fields.finish()
    }

    /// A name. OpenSSL also accepts a SEQUENCE with the primitive tag, which is then shown as octets.
    private static func name(_ fields: inout DERCursor) throws(DERFault) -> DERValue {
        guard fields.tag == DERTag.sequence & ~0x20 else { return try fields.next(DERTag.sequence) }
        return try fields.next()
    }

    /// The DER of its issuer's name, and of its subject's.
    var issuerDER: [UInt8] { issuer.der }
    var subjectDER: [UInt8] { subject.der }

    /// The DER of its SPKI.
    var publicKeyInfo: [UInt8] { publicKey.der }

    /// Its extensions up to the first that cannot be separated, and why that cannot.
    var rawExtensions: (all: [RawExtension], fault: DERFault?) { extensions.map(RawExtension.list) ?? ([], nil) }

    /// The octets in the place of the list of extensions.
    var extensionOctets: [UInt8] { extensions?.der ?? [] }

    /// What is there before a field is read. With these dates, a certificate is valid at no time.
    static let nothing = CertificateContents(
        serial: .known(SerialNumber(octets: [])), issuer: DistinguishedName([]), subject: DistinguishedName([]),
        notBefore: Timestamp(secondsSinceEpoch: .max), notAfter: Timestamp(secondsSinceEpoch: .min),
        signature: .known([]), publicKey: PublicKeyContents(algorithm: "unknown", bits: 0, exponent: nil))

    /// The fields that a list shows, in a fraction of the time that all of them take.
    func summary() -> CertificateSummary {
        var contents = Self.nothing
        readNames(&contents)
        readValidity(&contents)
        TableExtensions(rawExtensions.all).readAuthority(into: &contents)
        return CertificateSummary(contents)
    }

    /// All fields.
    func contents() -> CertificateContents {
        var contents = Self.nothing
        readVersion(&contents)
        read(.serialNumber, serial, &contents) { (value, contents) throws(DERFault) in
            let octets = try value.integer()
            contents.serial = .known(SerialNumber(octets: octets))
            let second = octets.dropFirst().first ?? 0
            if octets.count > 1, let first = octets.first,
                first == 0 && second < 0x80 || first == 0xff && second >= 0x80
            {
                contents.remarks[.serialNumber] = ["written with needless bytes (X.690 section 8.3.2)"]
            }
        }
        read(.signatureAlgorithm, outerAlgorithm, &contents) { (value, contents) throws(DERFault) in
            contents.signatureAlgorithm = try Self.algorithm(value)
        }
        if !innerAlgorithm.bytes.elementsEqual(outerAlgorithm.bytes) {
            contents.encodingFaults.append(.signatureAlgorithms)
            let inner = (try? Self.algorithm(innerAlgorithm)) ?? "something that cannot be decoded"
            let says = inner == contents.signatureAlgorithm ? "says it in other bytes" : "says \(inner)"
            contents.remarks[.signatureAlgorithm] = [
                "the signed part \(says), but RFC 5280 section 4.1.1.2 requires the same"
            ]
        }
        read(.signature, signature, &contents) { (value, contents) throws(DERFault) in
            let (octets, unused) = try value.bits()
            contents.signature = .known(octets)
            if unused > 0 { contents.remarks[.signature] = ["\(unused) bits of the last byte are not part of it"] }
        }
        readNames(&contents)
        readValidity(&contents)
        readPublicKey(&contents)
        readExtensions(&contents)
        return contents
    }

    private func read(
        _ field: CertificateField, _ value: DERValue, _ contents: inout CertificateContents,
        _ decode: (DERValue, inout CertificateContents) throws(DERFault) -> Void
    ) {
        do {
            try decode(value, &contents)
        } catch {
            contents.undecodable[field] = Undecodable(octets: value.der, reason: error.reason)
        }
    }

    /// The name of an AlgorithmIdentifier in the table.
    static func algorithm(_ value: DERValue) throws(DERFault) -> String {
        var parts = try value.inside(DERTag.sequence)
        let identifier = try parts.next(DERTag.identifier)
        let sha256WithRSA: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]
        if identifier.bytes.elementsEqual(sha256WithRSA) { return "sha256RSA" }
        let name = try identifier.longName()
        // RSASSA-PSS is the only algorithm whose name lacks the hash, which may be SHA-1.
        let pss: [UInt8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]
        guard identifier.bytes.elementsEqual(pss), let hash = try? pssHash(parts) else { return name }
        return "\(name) with \(hash)"
    }

    /// The hash of RSASSA-PSS-params; the default is SHA-1 (RFC 4055 section 3.1).
    private static func pssHash(_ parts: DERCursor) throws(DERFault) -> String {
        var parts = parts
        var parameters = try parts.next(DERTag.sequence).inside
        guard !parameters.isAtEnd else { return "SHA1" }
        let first = try parameters.next()
        guard first.tag == 0xa0 else { return "SHA1" }
        var hash = first.inside
        var algorithm = try hash.next(DERTag.sequence).inside
        return try algorithm.next(DERTag.identifier).shortName()
    }

    private func readVersion(_ contents: inout CertificateContents) {
        contents.version = 1
        guard let version else { return }
        read(.version, version, &contents) { (value, contents) throws(DERFault) in
            var inside = value.inside
            let (next, overflow) = try inside.next().smallInteger().addingReportingOverflow(1)
            try inside.finish()
            guard !overflow else { throw DERFault("it is a number of 8 bytes") }
            contents.version = next
            if !(1...3).contains(next) { contents.remarks[.version] = ["no such version: there are 1, 2 and 3"] }
        }
    }

    private func readNames(_ contents: inout CertificateContents) {
        let names: [(CertificateField, CertificateField, DERValue)] = [
            (.issuer, .issuedBy, issuer), (.subject, .issuedTo, subject),
        ]
        for (field, twin, value) in names {
            read(field, value, &contents) { (value, contents) throws(DERFault) in
                var reader = NameReader()
                let name = try reader.read(value)
                if field == .issuer { contents.issuer = name } else { contents.subject = name }
                if !reader.remarks.isEmpty { contents.remarks[field] = reader.remarks }
            }
            contents.undecodable[twin] = contents.undecodable[field]
            // Unique identifiers are rare: RFC 5280 section 4.1.2.8 forbids CAs to use them.
            guard let identifier = field == .issuer ? issuerIdentifier : subjectIdentifier else { continue }
            contents.remarks[field, default: []].append(
                "with the unique identifier \(Hexadecimal.string(identifier.bytes))")
        }
    }

    private func readValidity(_ contents: inout CertificateContents) {
        let broken = Undecodable(octets: validity.der, reason: "it does not hold two dates")
        var dates = validity.inside
        guard let first = try? dates.next(), let last = try? dates.next(), dates.isAtEnd else {
            contents.undecodable[.validFrom] = broken
            contents.undecodable[.validTo] = broken
            return
        }
        for (field, value) in [(CertificateField.validFrom, first), (.validTo, last)] {
            do throws(DERFault) {
                let (moment, remark) = try DERDate.read(value)
                if field == .validFrom { contents.notBefore = moment } else { contents.notAfter = moment }
                if let remark {
                    contents.remarks[field] = [remark]
                    contents.encodingFaults.append(.dateForm(field))
                }
            } catch {
                contents.undecodable[field] = Undecodable(octets: value.der, reason: error.reason)
            }
        }
    }

    private func readPublicKey(_ contents: inout CertificateContents) {
        read(.publicKeyAlgorithm, publicKey, &contents) { (value, contents) throws(DERFault) in
            let algorithm = try PublicKeyReader.algorithm(value)
            contents.publicKey = PublicKeyContents(algorithm: algorithm, bits: 0, exponent: nil)
        }
        read(.publicKey, publicKey, &contents) { (value, contents) throws(DERFault) in
            var reader = PublicKeyReader()
            contents.publicKey = try reader.read(value, algorithm: contents.publicKey.algorithm)
            if !reader.remarks.isEmpty { contents.remarks[.publicKey] = reader.remarks }
        }
    }

    private func readExtensions(_ contents: inout CertificateContents) {
        guard extensions != nil else { return }
        let (all, fault) = rawExtensions
        if contents.version < 3 {
            contents.remarks[.version, default: []].append(
                "with extensions, which RFC 5280 section 4.1.2.9 allows in version 3 only")
            contents.encodingFaults.append(.extensionsInVersion(contents.version))
        }
        TableExtensions(all).read(into: &contents)
        guard let fault else { return }
        // The row's extension may be in the part that cannot be read, so no row may say that it is absent.
        let broken = Undecodable(octets: extensionOctets, reason: "the list of extensions breaks off: \(fault.reason)")
        if contents.subjectAlternativeNames == nil { contents.undecodable[.subjectAlternativeNames] = broken }
        if contents.extendedKeyUsage == nil { contents.undecodable[.extendedKeyUsage] = broken }
        if contents.basicConstraints == nil { contents.undecodable[.basicConstraints] = broken }
        if contents.keyUsage == nil { contents.undecodable[.keyUsage] = broken }
        if contents.subjectKeyIdentifier == nil { contents.undecodable[.subjectKeyIdentifier] = broken }
    }
}

extension CertificateSummary {
    /// The part of a certificate that lists show.
    init(_ contents: CertificateContents) {
        func name(_ name: DistinguishedName, _ field: CertificateField) -> String {
            if contents.undecodable[field] != nil { return "(a name that cannot be decoded)" }
            return name.commonName ?? name.attributes.last?.value ?? ""
        }
        func date(_ date: Timestamp, _ field: CertificateField) -> Timestamp? {
            contents.undecodable[field] == nil ? date : nil
        }
        self.init(
            subject: name(contents.subject, .subject), issuer: name(contents.issuer, .issuer),
            notBefore: date(contents.notBefore, .validFrom), notAfter: date(contents.notAfter, .validTo),
            isAuthority: contents.isAuthority, isSelfSigned: contents.isSelfSignedByNames)
    }
}
