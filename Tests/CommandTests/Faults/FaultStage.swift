import Glibc
import Testing
import Threads

/// An operation that is to be hurt: the site as it is before, the calls at which a fault can come, and how the store is before
/// and after.
struct FaultStage: Sendable {
    let operation: FaultOperation
    let site: FaultSite
    let calls: [SystemCall]
    let before, after: StoreState

    /// One for each operation, made once.
    static func all() throws -> [FaultStage] { try made.get() }

    private static let made: Result<[FaultStage], any Error> = Result {
        var stages: [FaultStage] = []
        let operations = FaultOperation.allCases
        try ParallelMap.portions(of: operations.count, size: 1) { range in
            Result { try FaultStage(operations[range.lowerBound]) }
        } each: { (stage: Result<FaultStage, any Error>) in
            stages.append(try stage.get())
        }
        atexit {
            for stage in (try? FaultStage.made.get()) ?? [] { stage.site.scratch.empty() }
        }
        return stages
    }

    private init(_ operation: FaultOperation) throws {
        self.operation = operation
        site = try operation.site()
        before = try StoreState(site.store, files: operation.files(on: site.folder), in: site.scratch)
        try #require(before.findings.isEmpty, "\(operation): \(before.findings)")
        let copy = try FaultSite(copying: site)
        let files = operation.files(on: copy.folder)
        let trace = copy.scratch.path("trace")
        let finished = try copy.run(
            operation.words(on: copy.folder), under: SystemCall.tracing(to: trace), input: operation.input)
        try #require(operation.isDone(finished), "\(operation): \(finished)")
        calls = SystemCall.calls(in: try #require(Files.text(trace)), on: [copy.store] + files, of: copy.folder)
        after = try StoreState(copy.store, files: files, in: copy.scratch)
        try #require(after.findings.isEmpty && after.text != before.text, "\(operation): \(before) \(after)")
    }

    /// Runs the operation on a copy of the site, or on one that is given.
    func run(on site: FaultSite, under prefix: [String]) throws -> CommandResult {
        try site.run(operation.words(on: site.folder), under: prefix, input: operation.input)
    }

    func state(of site: FaultSite) throws -> StoreState {
        try StoreState(site.store, files: operation.files(on: site.folder), in: site.scratch)
    }

    /// Looks at a site after the program has died on it, and again after the next run.
    func look(at site: FaultSite, _ report: inout FaultReport) throws {
        let state = try state(of: site)
        report.findings += state.dangers
        if ![before.live, after.live].contains(state.live) { report.find(.mixed, "between: \(state.text)") }
        try lookAfterNext(at: site, isBefore: state.live == before.live, &report)
        let left = Processes.running(on: site.folder)
        if !left.isEmpty { report.find(.leftover, "still running: \(left)") }
    }

    /// Looks at a site after the next run.
    func lookAfterNext(at site: FaultSite, isBefore: Bool, _ report: inout FaultReport) throws {
        try site.goOn(&report)
        let state = try state(of: site)
        report.findings += state.findings
        // What had nothing live is ignited now.
        if before.live != "none", !state.isBetween(before, after) {
            report.find(.mixed, "after the next run: \(state.text)")
        }
        if before.live == "none", state.live != "000001" { report.find(.mixed, "after the ignition: \(state.text)") }
        guard operation.handsOver, !isBefore else { return }
        if site.handedOver != Int(state.live) {
            report.find(.mixed, "\(state.live) is live, and the servers know of \(site.handedOver ?? 0)")
        }
    }

    /// Holds what a run said against what there is.
    func judge(_ finished: CommandResult, _ state: StoreState, _ report: inout FaultReport) {
        let said = "\(state.text), status \(finished.status), \(finished.errors)"
        if operation.isDone(finished) {
            if state.text != after.text { report.find(.mixed, "done, and it is not: \(said)") }
            return
        }
        // What is written is not taken back because the servers could not be told, and that is said.
        let isUntold = finished.status == 69 && finished.errors.contains("\nkeyturn: the deploy hook ")
        if isUntold, state.text == after.text { return }
        if !operation.failures.contains(finished.status) || !finished.hasReason { report.find(.silent, said) }
        if state.text != before.text { report.find(.mixed, "failed, and something has changed: \(said)") }
    }
}
