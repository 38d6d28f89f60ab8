/// What came of one fault.
struct FaultReport: Sendable {
    var findings: [FaultFinding]
    /// Whether the fault has come: where it has not, it is no point of the table.
    var hasComeToIt = true
    /// How long the slowest run took, be it the one with the fault or the one that put it right.
    var slowest = Duration.zero

    init(_ findings: [FaultFinding] = []) { self.findings = findings }

    mutating func find(_ promise: FaultFinding.Promise, _ text: String) {
        findings.append(FaultFinding(promise, text))
    }

    /// Runs something, and remembers how long it took.
    mutating func timing<Result>(_ run: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        defer { slowest = max(slowest, .now - start) }
        return try run()
    }
}
