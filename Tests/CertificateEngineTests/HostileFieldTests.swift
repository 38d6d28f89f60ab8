import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// Versions, serial numbers, algorithms and dates that RFC 5280 does not have.
@Suite struct HostileFieldTests {
    @Test("a certificate that is none of these is shown without a remark")
    func plain() throws {
        let shown = try DisplayedCertificate(HostileCertificate())
        #expect(shown.contents.undecodable.isEmpty && shown.contents.remarks.isEmpty && shown.extensions.isEmpty)
        #expect(
            shown.table.rows.prefix(9).map(\.contents) == [
                "V3", "07", "sha256RSA", "CN=issuer", "CN=subject", "issuer", "subject", "01/01/26 00:00:00",
                "01/01/36 00:00:00",
            ])
        #expect(shown.row(.publicKey) == "2048 bits" && shown.detail(.publicKey) == ["2048 bits, exponent 65537"])
        #expect(shown.row(.signature) == "01020304 (4 bytes)")
    }

    @Test(
        "each moment that can be written is shown, however it is written",
        arguments: [
            (0x17, "500101000000Z", "1950-01-01T00:00:00Z", false),
            (0x17, "491231235959Z", "2049-12-31T23:59:59Z", false),
            (0x18, "19491231235959Z", "1949-12-31T23:59:59Z", false),
            (0x18, "20500101000000Z", "2050-01-01T00:00:00Z", false),
            (0x18, "00000101000000Z", "0000-01-01T00:00:00Z", false),
            (0x18, "99991231235959Z", "9999-12-31T23:59:59Z", false),
            (0x18, "20240229120000Z", "2024-02-29T12:00:00Z", true),
        ] as [(UInt8, String, String, Bool)])
    func dates(tag: UInt8, text: String, moment: String, isRemarked: Bool) throws {
        let date = DERWriter.text(tag, text)
        let shown = try DisplayedCertificate(HostileCertificate { ($0.notBefore, $0.notAfter) = (date, date) })
        #expect(shown.contents.hasDecodableDates && shown.contents.notBeforeText == moment)
        let remark = "a GeneralizedTime, where RFC 5280 section 4.1.2.5 requires a UTCTime"
        #expect(shown.detail(.validFrom) == [moment] + (isRemarked ? [remark] : []))
        #expect(shown.detail(.validTo) == shown.detail(.validFrom))
        // Two digits would say another year.
        let isPlain = (1950...2049).contains(Int(moment.prefix(4)) ?? 0)
        #expect(shown.row(.validTo).hasSuffix(" (\(moment))") == !isPlain)
    }

    private static let calendar = "is not a date on the calendar"
    private static let short = "is not a UTCTime of the form YYMMDDHHMMSSZ"
    private static let long = "is not a GeneralizedTime of the form YYYYMMDDHHMMSSZ"

    @Test(
        "a date that is none is shown as its octets, and makes a certificate valid at no moment",
        arguments: [
            (0x17, "2601010000Z", short), (0x17, "260101000000", short), (0x17, "261301000000Z", calendar),
            (0x17, "260229000000Z", calendar), (0x17, "260101240000Z", calendar), (0x17, "260101006000Z", calendar),
            (0x17, "260101000060Z", calendar), (0x17, "26o101000000Z", short), (0x17, "260101000000+0100", short),
            (0x17, "20260101000000Z", short), (0x18, "260101000000Z", long), (0x18, "20260101000000", long),
            (0x18, "20260101000000.5Z", long), (0x18, "20260101000000-0500", long), (0x18, "2026-01-01T00:00Z", long),
            (0x18, "20261301000000Z", calendar), (0x17, "", short), (0x17, "\u{1b}[2J\u{202e}0000Z", short),
        ] as [(UInt8, String, String)])
    func wrongDates(tag: UInt8, text: String, reason: String) throws {
        let date = DERWriter.text(tag, text)
        for field in [CertificateField.validFrom, .validTo] {
            let shown = try DisplayedCertificate(
                HostileCertificate { if field == .validFrom { $0.notBefore = date } else { $0.notAfter = date } })
            let contents = shown.contents
            let octets = Hexadecimal.string(date)
            let head = octets.count > 16 ? "\(octets.prefix(16))..." : octets
            #expect(
                shown.row(field)
                    == "#\(head) (\(date.count) bytes; cannot be decoded: \(VisibleText.quoted(text)) \(reason))")
            #expect(shown.detail(field).first == "#\(octets)")
            #expect(!contents.hasDecodableDates && contents.notBefore > contents.notAfter)
            #expect((contents.notBeforeText == nil) == (field == .validFrom))
            #expect((contents.notAfterText == nil) == (field == .validTo))
        }
    }

    @Test("a date of another type, and a validity that is not two dates")
    func noDates() throws {
        let other = try DisplayedCertificate(HostileCertificate { $0.notAfter = DERWriter.text(0x0c, "360101000000Z") })
        #expect(other.row(.validTo).hasSuffix("cannot be decoded: it is neither a UTCTime nor a GeneralizedTime)"))
        let one = try DisplayedCertificate(HostileCertificate { $0.notAfter = [] })
        for field in [CertificateField.validFrom, .validTo] {
            #expect(one.row(field).hasSuffix("cannot be decoded: it does not hold two dates)"))
        }
    }

    @Test(
        "a serial number is shown as it is",
        arguments: [
            ([0], "00", ["1 byte", "zero, and RFC 5280 section 4.1.2.2 wants it positive"]),
            ([0x80], "80", ["1 byte", "negative, and RFC 5280 section 4.1.2.2 wants it positive"]),
            (
                [0xff, 0xff], "ffff",
                [
                    "2 bytes", "negative, and RFC 5280 section 4.1.2.2 wants it positive",
                    "written with needless bytes (X.690 section 8.3.2)",
                ]
            ),
            ([0, 0, 1], "01", ["1 byte", "written with needless bytes (X.690 section 8.3.2)"]),
            (
                [UInt8](repeating: 0x11, count: 21), String(repeating: "11", count: 21),
                ["21 bytes", "longer than the 20 bytes of RFC 5280 section 4.1.2.2"]
            ),
        ] as [([UInt8], String, [String])])
    func serials(octets: [UInt8], text: String, remarks: [String]) throws {
        let shown = try DisplayedCertificate(HostileCertificate { $0.serial = DERWriter.value(0x02, octets) })
        #expect(shown.row(.serialNumber) == text && shown.detail(.serialNumber) == [text] + remarks)
    }

    @Test("a serial number that is no number")
    func noSerial() throws {
        let empty = try DisplayedCertificate(HostileCertificate { $0.serial = [0x02, 0x00] })
        #expect(empty.row(.serialNumber) == "#0200 (2 bytes; cannot be decoded: it is a number without bytes)")
        let text = try DisplayedCertificate(HostileCertificate { $0.serial = DERWriter.text(0x0c, "7") })
        #expect(
            text.row(.serialNumber)
                == "#0c0137 (3 bytes; cannot be decoded: it has the tag 0c instead of 02)")
    }

    @Test(
        "a version is shown as it is",
        arguments: [
            ([], "V1", []), ([0xa0, 3, 2, 1, 0], "V1", []), ([0xa0, 3, 2, 1, 1], "V2", []),
            ([0xa0, 3, 2, 1, 9], "V10", ["no such version: there are 1, 2 and 3"]),
            ([0xa0, 3, 2, 1, 0xff], "V0", ["no such version: there are 1, 2 and 3"]),
        ] as [([UInt8], String, [String])])
    func versions(octets: [UInt8], text: String, remarks: [String]) throws {
        let shown = try DisplayedCertificate(HostileCertificate { $0.version = octets })
        #expect(shown.row(.version) == text && shown.detail(.version) == [text] + remarks)
        let extended = try DisplayedCertificate(
            HostileCertificate {
                $0.version = octets
                $0.extensions = [DERWriter.extension("2.5.29.14", DERWriter.octets([1]))]
            })
        #expect(extended.row(.subjectKeyIdentifier) == "01")
        let isEarly = ["V0", "V1", "V2"].contains(text)
        #expect(extended.detail(.version).contains { $0.hasPrefix("with extensions") } == isEarly)
    }

    @Test("a version that is no number, or larger than any")
    func noVersion() throws {
        for number in [[0x02, 0x00], DERWriter.value(0x02, [UInt8](repeating: 0x7f, count: 8)), [0x05, 0x00]] {
            let shown = try DisplayedCertificate(HostileCertificate { $0.version = DERWriter.value(0xa0, number) })
            let isLargest = number.count == 10
            #expect(shown.row(.version).contains("cannot be decoded") != isLargest)
        }
        let largest = DERWriter.value(0x02, [0x7f] + [UInt8](repeating: 0xff, count: 7))
        let shown = try DisplayedCertificate(HostileCertificate { $0.version = DERWriter.value(0xa0, largest) })
        #expect(shown.row(.version).hasSuffix("cannot be decoded: it is a number of 8 bytes)"))
    }

    @Test("algorithms that nobody knows, that differ, or that are none, and signatures that are none")
    func algorithms() throws {
        let unknown = DERWriter.sequence(DERWriter.identifier("1.2.3.4.5"))
        let shown = try DisplayedCertificate(HostileCertificate { $0.outerAlgorithm = unknown })
        #expect(shown.row(.signatureAlgorithm) == "1.2.3.4.5")
        #expect(
            shown.detail(.signatureAlgorithm).last
                == "the signed part says sha256RSA, but RFC 5280 section 4.1.1.2 requires the same")
        let other = try DisplayedCertificate(
            HostileCertificate {
                $0.outerAlgorithm.removeLast(2); $0.outerAlgorithm[1] -= 2
            })
        #expect(other.row(.signatureAlgorithm) == "sha256RSA")
        #expect(other.detail(.signatureAlgorithm).last?.hasPrefix("the signed part says it in other bytes") == true)
        let none = try DisplayedCertificate(HostileCertificate { $0.outerAlgorithm = [0x30, 0x00] })
        #expect(
            none.row(.signatureAlgorithm) == "#3000 (2 bytes; cannot be decoded: it ends too early)")
        for octets in [[0x06, 0x00], [0x06, 1, 0x81], [0x06, 2, 0x80, 1]] as [[UInt8]] {
            let broken = try DisplayedCertificate(HostileCertificate { $0.outerAlgorithm = DERWriter.sequence(octets) })
            #expect(broken.row(.signatureAlgorithm).contains("it is an object identifier"))
        }
        let huge = DERWriter.value(0x06, [0x2a] + [UInt8](repeating: 0xff, count: 20) + [0x7f])
        #expect(
            try DisplayedCertificate(HostileCertificate { $0.outerAlgorithm = DERWriter.sequence(huge) }).row(
                .signatureAlgorithm)
                == "1.2.178405961588244985132285746181186892047843327")
        let text = try DisplayedCertificate(HostileCertificate { $0.signature = DERWriter.octets([1]) })
        #expect(text.row(.signature).hasPrefix("#040101 (3 bytes; cannot be decoded: it has the tag 04"))
        let odd = try DisplayedCertificate(HostileCertificate { $0.signature = DERWriter.bits([0xff], unused: 3) })
        #expect(odd.row(.signature) == "f8 (1 byte)")
        #expect(odd.detail(.signature).last == "3 bits of the last byte are not part of it")
    }

    @Test("octets that are no certificate are an error", arguments: [0, 1, 2, 3, 4, 5])
    func noCertificate(which: Int) {
        let whole = HostileCertificate().der
        let wrong: [UInt8] =
            switch which {
            case 0: []
            case 1: whole + [0]
            case 2: Array(whole.dropLast())
            case 3: [0x30, 0x80, 0x00, 0x00]
            case 4: HostileCertificate { $0.subject = [] }.der
            default: [UInt8](repeating: 0x30, count: 100).flatMap { [$0, 0x80] }
            }
        #expect(throws: OpenSSLError.self) { try CertificateReader.shown(der: wrong) }
        #expect(throws: OpenSSLError.self) { try CertificateReader.extensions(der: wrong) }
        #expect(throws: OpenSSLError.self) { try CertificateReader.fingerprints(der: wrong) }
    }
}
