import Glibc
import HostileDER
import Testing

@Suite("keyturn review says in a table and in JSON what its screens say")
struct ReviewRemarkTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func table(_ path: String, status: Int32 = 0) throws -> Finished {
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

    @Test("a date that cannot be decoded is null in JSON, and the other one is what it is")
    func dates() throws {
        let early = try certificate { $0.notBefore = DERWriter.text(0x17, "no date") }
        #expect(early.notBefore == nil && early.notAfter == "2036-01-01T00:00:00Z")
        #expect(early["Valid From"]?.contains("cannot be decoded: \"no date\"") == true)
        let late = try certificate { $0.notAfter = DERWriter.text(0x17, "no date") }
        #expect(late.notBefore == "2026-01-01T00:00:00Z" && late.notAfter == nil)
    }
}
