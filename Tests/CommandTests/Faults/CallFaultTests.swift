import Glibc
import SoakSwitch
import Testing

@Suite("A run that the system refuses something", .ownThread)
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

    @Test("says why and changes nothing, or does its work")
    func fail() throws {
        let failures = FaultRow.sample(try Self.failures(), everyNth: 53)
        FaultRow.trying(.fail, failures) { try Self.fail($0) }.report(atLeast: Soak.isOn ? 1000 : 25)
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
        stage.judge(finished, state, &report)
        if !stage.operation.isDone(finished), Files.picture(site.store) == untouched { return report }
        try stage.lookAfterNext(at: site, isBefore: state.text == stage.before.text, &report)
        return report
    }
}
