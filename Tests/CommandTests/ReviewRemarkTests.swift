import Glibc
import HostileDER
import Testing

@Suite("keyturn review says in a table and in JSON what its screens say", .ownThread)
struct ReviewRemarkTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func table(_ path: String, status: Int32 = 0) throws -> CommandResult {
        let finished = try Program.run(["review", path, "--format", "table"], in: scratch)
        #expect(finished.status == status)
        return finished
    }

    private func json(_ path: String, status: Int32 = 0) throws -> ReviewReport {
        try ReviewReport(Program.run(["review", path, "--format", "json"], in: scratch), status: status)
    }

    private func certificate(_ change: (inout HostileCertificate) -> Void) throws -> ReviewReport.Certificate {
        let path = scratch.path("one.der")
        Files.write(HostileCertificate(change).der, to: path)
        return try #require(json(path).certificates.first)
    }

    /// A certificate of which something has to be said in several rows, and what that is.
    private static func remarked(_ certificate: inout HostileCertificate) {
        certificate.serial = DERWriter.integer(0x80, 1)
        certificate.innerAlgorithm = DERWriter.sequence(DERWriter.identifier("1.2.840.10045.4.3.2"))
        certificate.issuer = DERWriter.name([DERWriter.attribute("2.5.4.3", DERWriter.value(0x0c, [0x41, 0xff]))])
        certificate.extensionField = DERWriter.value(0x81, [0, 0xab]) + DERWriter.value(0x82, [0, 0xcd])
    }

    private static let remarks: [String: [String]] = [
        "Serial Number": ["negative, and RFC 5280 section 4.1.2.2 wants it positive"],
        "Signature Algorithm": [
            "the signed part says ecdsa-with-SHA256, but RFC 5280 section 4.1.1.2 requires the same"
        ],
        "Issuer": ["CN: a UTF8String that is not UTF-8, shown as bytes", "with the unique identifier 00ab"],
        "Subject": ["with the unique identifier 00cd"],
    ]

    @Test("every remark on a row is in JSON, and none where there is nothing to say")
    func remarks() throws {
        let fields = try #require(certificate(Self.remarked).fields)
        #expect(fields.count == 17)
        for field in fields { #expect(field.remarks == (Self.remarks[field.field] ?? []), "\(field.field)") }
        let plain = try certificate { _ in }
        #expect(plain.fields?.map(\.remarks) == Array(repeating: [], count: 17))
    }

    @Test("and in the table, below its row")
    func remarksInTheTable() throws {
        let path = scratch.path("one.der")
        Files.write(HostileCertificate(Self.remarked).der, to: path)
        let lines = try table(path).output.split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }
        for (field, remarks) in Self.remarks {
            let row = try #require(lines.firstIndex { $0.contains(/^\d+ (! )?/) && $0.contains(" \(field) ") })
            #expect(Array(lines[(row + 1)...].prefix(remarks.count)) == remarks, "\(field)")
        }
    }

    @Test("a file of a folder whose name is not UTF-8 is told as one that cannot be read, and keeps no other out")
    func names() throws {
        let folder = scratch.path("folder")
        mkdir(folder, 0o755)
        Files.write(HostileCertificate().der, to: "\(folder)/one.der")
        let octets: [UInt8] = Array("\(folder)/gr".utf8) + [0xfc] + Array("n.pem".utf8) + [0]
        let path = octets.map(CChar.init(bitPattern:))
        close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
        defer { unlink(path) }
        let report = try json(folder, status: 65)
        #expect(report.certificates.map(\.source) == ["\(folder)/one.der"])
        let problem =
            "the name of \"gr\u{fffd}n.pem\" in the folder \"\(folder)\" is not UTF-8, so it cannot be opened"
        #expect(report.failures.map(\.source) == ["\(folder)/gr\u{fffd}n.pem"])
        #expect(report.failures.map(\.problem) == [problem])
        #expect(report.failures.map(\.hint) == ["give it another name"])
        let printed = try table(folder, status: 65)
        #expect(printed.output.contains("\(folder)/one.der"))
        #expect(printed.errors.contains("\(problem)\nhint: give it another name"))
    }

    @Test("a date that cannot be decoded is null in JSON, and the other one is what it is")
    func dates() throws {
        let early = try certificate { $0.notBefore = DERWriter.text(0x17, "no date") }
        #expect(early.notBefore == nil && early.notAfter == "2036-01-01T00:00:00Z")
        #expect(early["Valid From"]?.contains("cannot be decoded: \"no date\"") == true)
        let late = try certificate { $0.notAfter = DERWriter.text(0x17, "no date") }
        #expect(late.notBefore == "2026-01-01T00:00:00Z" && late.notAfter == nil)
    }
}
