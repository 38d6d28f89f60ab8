import SoakSwitch
import Testing
import Threads

/// What came of a part of the fault harness: a row of the table in Tests/README.md.
struct FaultRow {
    /// The first cells of the rows' table.
    static let columns = ["points"] + FaultFinding.Promise.allCases.map(\.rawValue) + ["slowest"]

    private let part: FaultPart
    private var points = 0
    private var findings: [FaultFinding] = []
    private var slowest = Duration.zero

    /// Tries faults side by side, and says what came of it.
    static func trying<Point: Sendable>(
        _ part: FaultPart, _ points: [Point], _ attempt: @escaping @Sendable (Point) throws -> FaultReport
    ) -> FaultRow {
        var row = FaultRow(part: part)
        ParallelMap.portions(of: points.count, size: 1) { range in
            let point = points[range.lowerBound]
            do {
                var report = try attempt(point)
                report.findings = report.findings.map { FaultFinding($0.promise, "\(point): \($0.text)") }
                return report
            } catch {
                return FaultReport([FaultFinding(.silent, "\(point): \(error)")])
            }
        } each: {
            row.add($0)
        }
        return row
    }

    /// Every n-th of them, where not all of them are asked for.
    static func sample<Point>(_ points: [Point], everyNth step: Int) -> [Point] {
        Soak.isOn ? points : stride(from: step / 2, to: points.count, by: step).map { points[$0] }
    }

    private init(part: FaultPart) { self.part = part }

    private mutating func add(_ report: FaultReport) {
        points += report.hasComeToIt ? 1 : 0
        findings += report.findings
        slowest = max(slowest, report.slowest)
    }

    /// The row with what another run of the part found.
    static func + (row: FaultRow, other: FaultRow) -> FaultRow {
        var row = row
        row.points += other.points
        row.findings += other.findings
        row.slowest = max(row.slowest, other.slowest)
        return row
    }

    /// The cells of the row.
    private var cells: [String] {
        let counts = FaultFinding.Promise.allCases.map { promise in findings.count { $0.promise == promise } }
        let hundredths = Int(slowest / .milliseconds(10))
        let digits = String(hundredths % 100 + 100).dropFirst()
        return [part.rawValue, part.words, String(points)] + counts.map(String.init) + ["\(hundredths / 100).\(digits)"]
    }

    /// Prints the row, and expects that every promise was kept.
    func report(atLeast least: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        print("| \(cells.joined(separator: " | ")) |")
        #expect(points >= least, "too few faults were tried", sourceLocation: sourceLocation)
        for promise in FaultFinding.Promise.allCases {
            let broken = findings.filter { $0.promise == promise }
            let told = broken.prefix(30).map(\.description).joined(separator: "\n")
            #expect(broken.isEmpty, "\(broken.count):\n\(told)", sourceLocation: sourceLocation)
        }
    }
}
