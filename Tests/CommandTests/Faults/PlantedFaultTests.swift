import Glibc
import SoakSwitch
import Testing

@Suite("Links that somebody planted in the store, under an umask that gives everything away", .ownThread)
struct PlantedFaultTests {
    /// What a planted name leads to.
    private enum Bait: String, CaseIterable {
        case file = "a link to a file"
        case folder = "a link to a folder"
        case nothing = "a link to nothing"
        case hardLink = "a hard link"
    }

    private struct Plant: Sendable, CustomStringConvertible {
        let stage: FaultStage
        let name: String
        let bait: Bait

        var description: String { "\(stage.operation.rawValue), \(name) is \(bait.rawValue)" }
    }

    /// Every name that the program writes, opens or renames in a store, while it works as well.
    private static let names = [
        "lock", "journal.jsonl", "serials", "machine", "draft.toml", "README", "generations", "trusted", "requests",
        ".journal.jsonl-new", ".serials-new", ".machine-new", ".draft.toml-new", ".README-new", ".live-commit",
        ".live-previous", ".live-rollback", ".live-aside", ".live-dropped", "journal-000001.jsonl",
        "generations/.pending-000002", "generations/000002", "generations/000003", "requests/.pending-000001",
        "requests/.dropped-000001", "requests/000002", "trusted/.pending-000002-root.pem",
        "generations/.pending-000002/identity.key", "generations/000001/identity.key",
    ]

    @Test("lead nothing out of it that is written, and open no secret to others")
    func plant() throws {
        let plants = try FaultStage.all().flatMap { stage in
            Self.names.flatMap { name in Bait.allCases.map { Plant(stage: stage, name: name, bait: $0) } }
        }
        FaultRow.trying(.plant, FaultRow.sample(plants, everyNth: 83)) { try Self.run($0) }
            .report(atLeast: Soak.isOn ? 1300 : 15)
    }

    private static func run(_ plant: Plant) throws -> FaultReport {
        let site = try FaultSite(copying: plant.stage.site)
        let (outside, path) = (site.scratch.path("outside"), "\(site.store)/\(plant.name)")
        mkdir(outside, 0o755)
        mkdir("\(outside)/folder", 0o755)
        // What a file is taken for is harmless, so that what it leads to would be written to.
        Files.write(Files.bytes(path) ?? [], to: "\(outside)/file", mode: 0o600)
        for folder in [site.store, "\(site.store)/generations", "\(site.store)/requests", "\(site.store)/trusted"] {
            if path.hasPrefix("\(folder)/") { mkdir(folder, 0o700) }
        }
        if plant.name.contains("/.pending-000002/") { mkdir("\(site.store)/generations/.pending-000002", 0o700) }
        for inner in Files.tree(path).reversed() + [path] where Files.exists(path) { remove(inner) }
        switch plant.bait {
        case .file: symlink("\(outside)/file", path)
        case .folder: symlink("\(outside)/folder", path)
        case .nothing: symlink("\(outside)/nothing", path)
        case .hardLink: link("\(outside)/file", path)
        }
        let before = Files.picture(outside)
        var report = FaultReport()
        let finished = try report.timing {
            try plant.stage.run(on: site, under: ["sh", "-c", "umask 000; exec \"$@\"", "-"])
        }
        let isDone = plant.stage.operation.isDone(finished)
        if !isDone, !finished.hasReason || finished.status == 70 {
            report.find(.silent, "\(finished)")
        }
        if Files.picture(outside) != before {
            report.find(.mixed, "what is outside has changed: \(before) \(Files.picture(outside))")
        }
        let state = try StoreState(site.store, in: site.scratch)
        report.findings += state.findings.filter { $0.text.hasPrefix("open ") }
        if isDone {
            // Where a file of a generation was replaced before, it is not whole, and was not made so by this run.
            let isOurs = !plant.name.hasPrefix("generations")
            report.findings += state.findings.filter { isOurs && $0.text.hasPrefix("torn store/generations/") }
        }
        return report
    }
}
