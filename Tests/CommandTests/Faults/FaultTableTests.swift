import CertificateModel
import Testing

@Suite("The table of faults in Tests/README.md", .ownThread)
struct FaultTableTests {
    /// The cells of the table's rows, its head left out.
    private static func rows() throws -> [[String]] {
        let text = try #require(Files.text("\(InstalledProgram.root)/Tests/README.md"))
        let head = "| \((["part", "what it does"] + FaultRow.columns).joined(separator: " | ")) |\n"
        let table = try #require(text.split(separator: head).dropFirst().first, "the table has no such head: \(head)")
        return table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map(\.trimmed) }
    }

    @Test("has each part of the harness, and no promise that was broken")
    func table() throws {
        let rows = try Self.rows()
        #expect(rows.map { $0.prefix(2) } == FaultPart.allCases.map { [$0.rawValue, $0.words] })
        for row in rows {
            #expect(row.count == 2 + FaultRow.columns.count, "\(row)")
            #expect(row.dropFirst(3).dropLast().allSatisfy { $0 == "0" }, "\(row)")
            #expect(Int(row[2]).map { $0 > 0 } == true && Double(row.last ?? "") != nil, "\(row)")
        }
    }
}
