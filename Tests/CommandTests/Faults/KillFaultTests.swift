import SoakSwitch
import Testing

@Suite("A run that is killed", .ownThread)
struct KillFaultTests {
    /// A moment at which a run is killed.
    struct Moment: Sendable, CustomStringConvertible {
        let stage: FaultStage
        let call: SystemCall

        var description: String { "\(stage.operation.rawValue), before \(call)" }
    }

    static func moments() throws -> [Moment] {
        try FaultStage.all().flatMap { stage in
            stage.calls.filter(\.isChange).map { Moment(stage: stage, call: $0) }
        }
    }

    @Test("leaves the store at one whole generation, and nothing that the next run does not put right")
    func kill() throws {
        let moments = FaultRow.sample(try Self.moments(), everyNth: 16)
        FaultRow.trying(.kill, moments) { try Self.die(at: $0) }.report(atLeast: Soak.isOn ? 400 : 25)
    }

    private static func die(at moment: Moment) throws -> FaultReport {
        let site = try FaultSite(copying: moment.stage.site)
        var report = FaultReport()
        let finished = try report.timing {
            try moment.stage.run(on: site, under: moment.call.injecting("signal=KILL", on: site.folder))
        }
        // A name that is another one in each run is not met again.
        report.hasComeToIt = finished.status == -9
        if !report.hasComeToIt, !moment.stage.operation.isDone(finished) { report.find(.silent, "\(finished)") }
        try moment.stage.look(at: site, &report)
        return report
    }
}
