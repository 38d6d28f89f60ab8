import CertificateModel

/// Decodes the extensions that have a row, one by one. A damaged extension does not hide the others.
struct TableExtensions {
    private let all: [RawExtension]

    init(_ all: [RawExtension]) { self.all = all }

    /// The extensions that OpenSSL supports, by object identifier (X509_supported_extension(3)).
    private static let known: Set = [
        "2.16.840.1.113730.1.1", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.32", "2.5.29.31", "2.5.29.37",
        "1.3.6.1.5.5.7.1.7", "1.3.6.1.5.5.7.1.8", "1.3.6.1.5.5.7.48.1.5", "2.5.29.36", "1.3.6.1.5.5.7.1.14",
        "2.5.29.30", "2.5.29.33", "2.5.29.54",
    ]

    /// Reads who may be an authority, and by which keys: Basic Constraints, SKI and AKI.
    func readAuthority(into contents: inout CertificateContents) {
        contents.basicConstraints = read("2.5.29.19", .basicConstraints, &contents, Self.constraints)
        contents.subjectKeyIdentifier = read("2.5.29.14", .subjectKeyIdentifier, &contents) {
            (value, _) throws(DERFault) in
            Array(try value.primitive(DERTag.octetString))
        }.map { .known($0.value) }
        readIssuerKey(&contents)
    }

    func read(into contents: inout CertificateContents) {
        contents.subjectAlternativeNames = read("2.5.29.17", .subjectAlternativeNames, &contents) {
            (value, remarks) throws(DERFault) in
            var reader = GeneralNameReader()
            let names = try reader.readAll(try value.inside(DERTag.sequence))
            remarks = reader.remarks
            return names
        }
        contents.extendedKeyUsage = read("2.5.29.37", .extendedKeyUsage, &contents) { (value, _) throws(DERFault) in
            try Self.purposes(value)
        }
        contents.keyUsage = read("2.5.29.15", .keyUsage, &contents, Self.usage)
        readAuthority(into: &contents)
        readConstraints(&contents)
        findRepeated(&contents)
        for one in all where one.isCritical && !Self.known.contains(one.identifier) {
            contents.unknownCriticalExtensions.append(one.identifier)
        }
    }

    /// The extensions whose rows say that they occur twice.
    private static let rows: Set = ["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37"]

    private func findRepeated(_ contents: inout CertificateContents) {
        var seen: Set<String> = []
        for one in all where !seen.insert(one.identifier).inserted && !Self.rows.contains(one.identifier) {
            let fault = EncodingFault.repeatedExtension(KnownExtension.all[one.identifier]?.name ?? one.identifier)
            if !contents.encodingFaults.contains(fault) { contents.encodingFaults.append(fault) }
        }
    }

    /// The DNS names that Name Constraints exclude. OpenSSL checks the rest, and says if they cannot be decoded.
    private func readConstraints(_ contents: inout CertificateContents) {
        guard let found = all.first(where: { $0.identifier == "2.5.29.30" }), let value = try? found.decoded(),
            var parts = try? value.inside(DERTag.sequence)
        else { return }
        while let trees = try? parts.next() {
            guard trees.tag == 0xa1 else { continue }
            var list = trees.inside
            while let tree = try? list.next() {
                var inside = tree.inside
                guard let base = try? inside.next(), base.tag == 0x82 else { continue }
                contents.excludedDNSNames.append(String(decoding: base.bytes, as: UTF8.self).lowercased())
            }
        }
    }

    private func read<Value>(
        _ identifier: String, _ field: CertificateField, _ contents: inout CertificateContents,
        _ decode: (DERValue, inout [String]) throws(DERFault) -> Value
    ) -> CertificateExtension<Value>? {
        let found = all.filter { $0.identifier == identifier }
        guard let first = found.first else { return nil }
        do throws(DERFault) {
            guard found.count == 1 else {
                throw DERFault("the extension occurs \(found.count == 2 ? "twice" : "\(found.count) times")")
            }
            var remarks: [String] = []
            let value = try decode(try first.decoded(), &remarks)
            if !remarks.isEmpty { contents.remarks[field, default: []] += remarks }
            return CertificateExtension(value, critical: first.isCritical)
        } catch {
            contents.undecodable[field] = Undecodable(octets: found.flatMap(\.value), reason: error.reason)
            return nil
        }
    }

    /// The AKI has no row of its own. The details of the SKI's row show it.
    private func readIssuerKey(_ contents: inout CertificateContents) {
        let found = all.filter { $0.identifier == "2.5.29.35" }
        guard let first = found.first else { return }
        let remark: String
        do throws(DERFault) {
            guard found.count == 1 else {
                throw DERFault("the extension occurs \(found.count == 2 ? "twice" : "\(found.count) times")")
            }
            var parts = try first.decoded().inside(DERTag.sequence)
            let identifier = try parts.optional(0x80)
            let isNamed = try parts.optional(0xa1) != nil
            let isNumbered = try parts.optional(0x82) != nil
            try parts.finish()
            if let identifier {
                contents.authorityKeyIdentifier = .known(Array(identifier.bytes))
                return
            }
            remark = isNamed || isNumbered ? "by issuer and serial number only" : "(empty)"
        } catch {
            let octets = Hexadecimal.string(found.flatMap(\.value))
            remark = "#\(octets) (cannot be decoded: \(error.reason))"
        }
        contents.remarks[.subjectKeyIdentifier, default: []].append("Authority Key Identifier: \(remark)")
    }

    static func purposes(_ value: DERValue) throws(DERFault) -> [ExtendedKeyUsage] {
        var list = try value.inside(DERTag.sequence)
        var all: [ExtendedKeyUsage] = []
        while !list.isAtEnd {
            switch try list.next().dotted() {
            case "1.3.6.1.5.5.7.3.1": all.append(.serverAuthentication)
            case "1.3.6.1.5.5.7.3.2": all.append(.clientAuthentication)
            case let other: all.append(.other(other))
            }
        }
        return all
    }

    static func constraints(_ value: DERValue, _ remarks: inout [String]) throws(DERFault) -> BasicConstraints {
        var parts = try value.inside(DERTag.sequence)
        var isAuthority = false
        if let authority = try parts.optional(DERTag.boolean) { isAuthority = try authority.boolean() }
        let limit = try parts.optional(DERTag.integer)?.smallInteger()
        try parts.finish()
        if let limit, limit < 0 { remarks.append("a path length limit below zero, which no chain keeps") }
        guard isAuthority else {
            if let limit { remarks.append("with a path length limit of \(limit), which only a CA may have") }
            return .endEntity
        }
        return .authority(pathLength: limit)
    }

    static func usage(_ value: DERValue, _ remarks: inout [String]) throws(DERFault) -> KeyUsage {
        let octets = try value.bits().octets
        var rawValue: UInt16 = 0
        for (index, octet) in octets.prefix(2).enumerated() {
            for bit in 0..<8 where octet & (0x80 >> UInt8(bit)) != 0 { rawValue |= 1 << UInt16(index * 8 + bit) }
        }
        if rawValue & ~0x1ff != 0 || octets.dropFirst(2).contains(where: { $0 != 0 }) {
            remarks.append("with undefined uses: the bits are \(Hexadecimal.string(octets))")
        }
        return KeyUsage(rawValue: rawValue)
    }
}
