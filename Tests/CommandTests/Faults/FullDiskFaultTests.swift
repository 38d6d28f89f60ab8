import Glibc
import SoakSwitch
import Testing

@Suite("A run on a disk that runs full", .ownThread)
struct FullDiskFaultTests {
    /// A disk with so much room left for an operation: pages, or inodes.
    private struct Room: Sendable, CustomStringConvertible {
        let stage: FaultStage
        let limit: String
        let left: Int

        var description: String { "\(stage.operation.rawValue) with \(left) \(limit) left" }
    }

    /// More than any operation needs: the last of them have to go through.
    private static let most = ["pages": 40, "inodes": 20]

    @Test("says so and changes nothing, until there is enough room")
    func full() throws {
        let rooms = try FaultStage.all().flatMap { stage in
            Self.most.sorted { $0.key < $1.key }.flatMap { limit, most in
                stride(from: 0, through: most, by: limit == "pages" ? 2 : 1).map {
                    Room(stage: stage, limit: limit, left: $0)
                }
            }
        }
        FaultRow.trying(.full, FaultRow.sample(rooms, everyNth: 53)) { try Self.run(in: $0) }
            .report(atLeast: Soak.isOn ? 500 : 10)
    }

    private static func run(in room: Room) throws -> FaultReport {
        let stage = room.stage
        let scratch = try Scratch()
        var report = FaultReport()
        let (disk, before) = (FaultSite(in: scratch, named: "disk"), FaultSite(in: scratch, named: "copy"))
        mkdir(disk.folder, 0o700)
        let (output, errors) = (scratch.path("said"), scratch.path("wrong"))
        let script = try Tool.run(
            Unshare.prefix("--mount") + [
                "sh", "\(ImportMaterial.fixtures)/full-disk.sh", stage.site.folder, disk.folder, before.folder,
                room.limit,
                String(room.left), output, errors,
            ] + FaultSite.command(stage.operation.words(on: disk.folder), on: disk.folder), in: scratch,
            input: stage.operation.input)
        let finished = CommandResult(
            status: script.status, output: Files.text(output) ?? "", errors: (Files.text(errors) ?? "") + script.errors)
        let state = try stage.state(of: before)
        report.findings += state.dangers
        stage.judge(finished, state, &report)
        if room.left == most[room.limit], !stage.operation.isDone(finished) {
            report.find(.silent, "there is room, and it fails: \(finished)")
        }
        // The copy has room.
        try stage.lookAfterNext(at: before, isBefore: state.text == stage.before.text, &report)
        return report
    }
}
