import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// The extensions of the table that are broken, doubled or unknown, and lists of them that break off.
@Suite struct HostileExtensionTests {
    private func shown(_ extensions: [UInt8]...) throws -> DisplayedCertificate {
        try DisplayedCertificate(HostileCertificate { $0.extensions = extensions })
    }

    @Test(
        "a broken extension is shown as its octets, and the others as they are",
        arguments: [
            (.subjectAlternativeNames, "2.5.29.17", [0x30, 5, 0x82]), (.extendedKeyUsage, "2.5.29.37", [0x30, 1, 6]),
            (.basicConstraints, "2.5.29.19", [0x30, 4, 1, 2, 0xff, 0xff]), (.keyUsage, "2.5.29.15", [3, 0]),
            (.keyUsage, "2.5.29.15", [3, 2, 9, 0x80]), (.subjectKeyIdentifier, "2.5.29.14", [3, 2, 0, 1]),
            (.keyUsage, "2.5.29.15", []), (.keyUsage, "2.5.29.15", [3, 2, 0, 0x80, 0]),
            (.basicConstraints, "2.5.29.19", [0x30, 0x0e, 1, 1, 0xff, 2, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ] as [(CertificateField, String, [UInt8])])
    func broken(field: CertificateField, identifier: String, value: [UInt8]) throws {
        let good = DERWriter.extension("2.5.29.14", DERWriter.octets([0xab]))
        let shown = try shown(
            DERWriter.extension(identifier, critical: true, value), field == .subjectKeyIdentifier ? [] : good)
        let octets = Hexadecimal.string(value)
        #expect(shown.row(field).hasPrefix("#\(octets.prefix(16))"))
        #expect(shown.row(field).contains("(\(value.count) bytes; cannot be decoded: "))
        #expect(shown.detail(field).first == "#\(octets)")
        #expect(shown.contents.undecodable.count == 1)
        let decoded = try #require(shown.extensions.first)
        #expect(decoded.identifier == identifier && decoded.lines.isEmpty && decoded.octets == value)
        #expect(decoded.isCritical && decoded.remark?.hasPrefix("cannot be decoded: ") == true)
    }

    @Test("an extension that stands there twice is no extension, and both are listed")
    func twice() throws {
        let one = DERWriter.extension("2.5.29.19", DERWriter.sequence())
        let two = DERWriter.extension("2.5.29.19", DERWriter.sequence([1, 1, 0xff]))
        let shown = try shown(one, two)
        #expect(
            shown.row(.basicConstraints)
                == "#300030030101ff (7 bytes; cannot be decoded: the extension occurs twice)")
        #expect(shown.extensions.map(\.lines) == [["End entity"], ["CA, no path length limit"]])
        #expect(
            shown.extensions.map(\.remark)
                == Array(repeating: "occurs twice, which RFC 5280 section 4.2 does not allow", count: 2))
        #expect(try self.shown(one, one, two).row(.basicConstraints).contains("occurs 3 times"))
    }

    @Test("what nobody knows is shown as octets, and is counted where it is critical")
    func unknown() throws {
        let shown = try shown(
            DERWriter.extension("1.2.3.4", critical: true, [1, 2]), DERWriter.extension("1.2.3.5", [3]))
        #expect(shown.contents.unknownCriticalExtensions == ["1.2.3.4"])
        #expect(shown.extensions.map(\.name) == ["1.2.3.4", "1.2.3.5"])
        #expect(shown.extensions.map(\.octets) == [[1, 2], [3]])
        #expect(
            shown.extensions.map(\.remark) == [
                "not known here and critical: a client that does not know it must refuse the certificate",
                "not known here, shown as bytes",
            ])
    }

    @Test(
        "a list that breaks off shows what came before, and says nothing of what did not",
        arguments: [
            [0xa3, 0], [0xa3, 2, 0x30, 5], [0xa3, 2, 5, 0], DERWriter.value(0xa3, DERWriter.sequence([0x30, 0])),
        ] as [[UInt8]])
    func brokenList(field: [UInt8]) throws {
        let shown = try DisplayedCertificate(HostileCertificate { $0.extensionField = field })
        for row in [CertificateField.subjectAlternativeNames, .extendedKeyUsage, .basicConstraints, .keyUsage] {
            #expect(shown.row(row).contains("cannot be decoded: the list of extensions breaks off: "))
        }
        #expect(shown.extensions.map(\.identifier) == [""] && shown.extensions.first?.octets == field)
        let good = DERWriter.extension("2.5.29.14", DERWriter.octets([0xab]))
        let half = try DisplayedCertificate(
            HostileCertificate { $0.extensionField = DERWriter.value(0xa3, DERWriter.sequence(good, field)) })
        #expect(half.row(.subjectKeyIdentifier) == "ab" && half.row(.keyUsage).contains("breaks off"))
        #expect(half.extensions.map(\.lines) == [["ab"], []])
    }

    @Test("uses and limits that RFC 5280 does not have are shown with a remark")
    func remarks() throws {
        let usage = try shown(DERWriter.extension("2.5.29.15", DERWriter.bits([0x80, 0x40])))
        #expect(usage.row(.keyUsage) == "Digital Signature (marked non-critical)")
        #expect(usage.detail(.keyUsage).last == "with undefined uses: the bits are 8040")
        #expect(
            try shown(DERWriter.extension("2.5.29.15", DERWriter.bits([0]))).row(.keyUsage)
                == "(none) (marked non-critical)")
        #expect(
            try shown(DERWriter.extension("2.5.29.37", critical: true, DERWriter.sequence())).row(.extendedKeyUsage)
                == "(none) (marked critical)")
        let negative = try shown(
            DERWriter.extension("2.5.29.19", DERWriter.sequence([1, 1, 0xff], DERWriter.integer(0xff))))
        #expect(negative.row(.basicConstraints) == "CA, path length limit -1 (marked non-critical)")
        #expect(negative.detail(.basicConstraints).last == "a path length limit below zero, which no chain keeps")
        let pointless = try shown(DERWriter.extension("2.5.29.19", DERWriter.sequence(DERWriter.integer(3))))
        #expect(pointless.row(.basicConstraints) == "End entity (marked non-critical)")
        #expect(
            pointless.detail(.basicConstraints).last == "with a path length limit of 3, which only a CA may have")
    }

    @Test(
        "an authority's key is told from none, however it is named",
        arguments: [
            (DERWriter.sequence(DERWriter.value(0x80, [0xab])), "Authority Key Identifier: ab"),
            (DERWriter.sequence(), "Authority Key Identifier: (empty)"),
            (
                DERWriter.sequence(DERWriter.value(0xa1, []), DERWriter.value(0x82, [1])),
                "Authority Key Identifier: by issuer and serial number only"
            ),
            ([4, 0], "Authority Key Identifier: #0400 (cannot be decoded: it has the tag 04 instead of 30)"),
        ] as [([UInt8], String)])
    func authority(value: [UInt8], text: String) throws {
        #expect(try shown(DERWriter.extension("2.5.29.35", value)).detail(.subjectKeyIdentifier) == ["(absent)", text])
    }

    @Test("a broken date or extension is no pass of a check")
    func judged() throws {
        let contents = try DisplayedCertificate(
            HostileCertificate {
                $0.notAfter = DERWriter.text(0x17, "x")
                $0.extensions = ["2.5.29.19", "2.5.29.37", "2.5.29.15", "2.5.29.17"].map {
                    DERWriter.extension($0, [1])
                }
            }
        ).contents
        let member = DecodedCertificate(contents: contents, sha256: [], file: "f")
        let set = ThirdPartySet(identity: member, intermediates: [], root: member, isSelfSigned: true)
        let server = try SamplePlan.plain.plan(.interoperable).server
        let judgement = Judgement(
            set, for: server, level: .medium, clock: IgnitionClock(reading: Timestamp(secondsSinceEpoch: 1_800_000_000))
        )
        let problems = judgement.refusals.map(\.problem)
        #expect(problems.contains("\"subject\" has a date that cannot be decoded"))
        for field in [CertificateField.basicConstraints, .extendedKeyUsage, .keyUsage, .subjectAlternativeNames] {
            #expect(
                problems.contains("\"subject\" has \(field.rawValue) that cannot be decoded: it ends too early"))
        }
    }
}
