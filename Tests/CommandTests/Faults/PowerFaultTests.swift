import Glibc
import SoakSwitch
import Testing

@Suite("A machine that loses its power", .ownThread, .enabled(if: Soak.isOn))
struct PowerFaultTests {
    /// A moment at which the power goes: before a call, or right after the run.
    private struct Cut: Sendable, CustomStringConvertible {
        let stage: FaultStage
        let call: SystemCall?

        var description: String { "\(stage.operation.rawValue), \(call.map { "before \($0)" } ?? "after its end")" }
    }

    @Test("has a whole generation when it is back, and all that a run has reported as done")
    func cut() throws {
        try #require(geteuid() == 0, "only root can shut a file system down: run \"make faults\" as root")
        let cuts = try FaultStage.all().flatMap { stage in
            (stage.calls.filter(\.isChange) + [nil]).map { Cut(stage: stage, call: $0) }
        }
        FaultRow.trying(.cut, cuts) { try Self.lose($0) }.report(atLeast: 400)
    }

    @Test("has nothing of a run to which the disk lies: this is what would be found without fsync(2)")
    func lie() throws {
        let stage = try #require(try FaultStage.all().first { $0.operation == .identity })
        let liar = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:retval=0"]
        let (finished, after) = try Self.run(stage) { _ in liar }
        #expect(finished.status == 0, "\(finished)")
        #expect(try stage.state(of: after).text == stage.before.text)
    }

    /// Runs an operation on a disk that loses its power at the end; what was said, and what there is when the power is back.
    private static func run(
        _ stage: FaultStage, under prefix: (_ site: String) -> [String]
    ) throws -> (CommandResult, FaultSite) {
        let scratch = try Scratch()
        let (disk, after) = (FaultSite(in: scratch, named: "disk"), FaultSite(in: scratch, named: "copy"))
        mkdir(disk.folder, 0o700)
        let (output, errors) = (scratch.path("said"), scratch.path("wrong"))
        let script = try Tool.run(
            Unshare.prefix("--mount") + [
                "sh", "\(ImportMaterial.fixtures)/power-cut.sh", stage.site.folder, disk.folder, after.folder, output,
                errors,
            ] + prefix(disk.folder) + FaultSite.command(stage.operation.words(on: disk.folder), on: disk.folder),
            in: scratch, input: stage.operation.input)
        let said = script.errors + (Files.text(errors) ?? "")
        return (CommandResult(status: script.status, output: Files.text(output) ?? "", errors: said), after)
    }

    private static func lose(_ cut: Cut) throws -> FaultReport {
        let stage = cut.stage
        var report = FaultReport()
        let (finished, after) = try report.timing {
            try run(stage) { site in cut.call?.injecting("signal=KILL", on: site) ?? [] }
        }
        // The shell tells of a signal so.
        report.hasComeToIt = cut.call == nil || finished.status == 128 + SIGKILL
        if cut.call == nil || !report.hasComeToIt, !stage.operation.isDone(finished) {
            report.find(.silent, "\(finished)")
            return report
        }
        if cut.call == nil {
            let state = try stage.state(of: after)
            if state.text != stage.after.text { report.find(.mixed, "reported as done, and gone: \(state.text)") }
        }
        // What the hook has noted may be lost with the power where the line of the journal is not: it is not what is looked at.
        Files.write("\(Int((try stage.state(of: after)).live) ?? 0)\n", to: "\(after.folder)/calls")
        try stage.look(at: after, &report)
        return report
    }
}
