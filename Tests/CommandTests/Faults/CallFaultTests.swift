import Glibc
import SoakSwitch
import Testing
import Threads

@Suite("A run that the system refuses something")
struct CallFaultTests {
    /// A call that fails, and how.
    private struct Failure: Sendable, CustomStringConvertible {
        let moment: KillFaultTests.Moment
        let error: String

        var description: String { "\(error) at \(moment)" }
    }

    private static func failures() throws -> [Failure] {
        try FaultStage.all().flatMap { stage in
            // The calls that only read are many, and much alike.
            let reads = stage.calls.filter { !$0.isChange }.enumerated().filter { $0.offset % 6 == 0 }.map(\.element)
            return stage.calls.filter(\.isChange).enumerated().flatMap { index, call in
                (["EIO", "ENOSPC"] + (index % 4 == 0 ? ["EROFS"] : [])).map { error in
                    Failure(moment: .init(stage: stage, call: call), error: error)
                }
            } + reads.map { Failure(moment: .init(stage: stage, call: $0), error: "EIO") }
        }
    }

    @Test("says so and changes nothing, or does what it is to do")
    func fail() async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) {
            let failures = KillFaultTests.sample(try Self.failures(), everyNth: 53)
            FaultRow.trying(.fail, failures) { try Self.fail($0) }.report(atLeast: Soak.isOn ? 1000 : 25)
        }
    }

    private static func fail(_ failure: Failure) throws -> FaultReport {
        let stage = failure.moment.stage
        let site = try FaultSite(copying: stage.site)
        let untouched = Files.picture(site.store)
        var report = FaultReport()
        let finished = try report.timing {
            try stage.run(on: site, under: failure.moment.call.injecting("error=\(failure.error)", on: site.folder))
        }
        let state = try stage.state(of: site)
        report.findings += state.dangers
        judge(finished, state, of: stage, &report)
        if !stage.operation.isDone(finished), Files.picture(site.store) == untouched { return report }
        try stage.lookAfterNext(at: site, isBefore: state.text == stage.before.text, &report)
        return report
    }

    /// Holds what a run said against what there is.
    static func judge(
        _ finished: CommandResult, _ state: StoreState, of stage: FaultStage, _ report: inout FaultReport
    ) {
        let said = "\(state.text), status \(finished.status), \(finished.errors)"
        if stage.operation.isDone(finished) {
            if state.text != stage.after.text { report.find(.mixed, "done, and it is not: \(said)") }
            return
        }
        // What is written is not taken back because the servers could not be told, and that is said.
        let isUntold = finished.status == 69 && finished.errors.contains("\nkeyturn: the deploy hook ")
        if isUntold, state.text == stage.after.text { return }
        let hasSentence = finished.errors.contains(/(^|\n)keyturn: .+\nhint: .+\n/)
        if !stage.operation.failures.contains(finished.status) || !hasSentence { report.find(.silent, said) }
        if state.text != stage.before.text { report.find(.mixed, "failed, and something has changed: \(said)") }
    }
}
