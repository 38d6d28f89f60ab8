import ArgumentParser
import CertificateStore

/// Lists the generations of the store.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List every generation of the store: when, who, why, names, serials and fingerprints.")

    @OptionGroup var options: GlobalOptions

    mutating func run() throws { try GenerationHistory(options.openStore()).print(as: options.outputFormat) }
}

/// Goes back to an earlier generation.
struct RollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Make an earlier generation live again; nothing is removed.",
        discussion: """
            Without N, it is the generation before the live one. One that does not hold together, or whose certificates \
            have ended, is refused. Servers have to read their files again afterwards.
            """)

    @Argument(help: ArgumentHelp("The number of the generation, as \"keyturn history\" shows it.", valueName: "N"))
    var number: Int?

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let store = options.openStore()
        let went = try Rollback(store: store).perform(to: number)
        let live = try store.liveNumber()
        switch options.outputFormat {
        case .json: try Console.say(json: Outcome(changed: went != nil, generation: live))
        case .table:
            let number = live.map { String($0) } ?? ""
            try Console.say(
                went == nil ? "Generation \(number) is live already." : "Generation \(number) is live again.")
        }
    }

    private struct Outcome: Encodable {
        let changed: Bool
        let generation: Int?
    }
}
