import ArgumentParser
import CertificateModel
import CertificateStore
import Lines
import Operations

/// Lists the generations of the store.
struct HistoryCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "history",
        abstract:
            "List every generation of the store: when, who, why, what was confirmed, names, serials and fingerprints.")

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        try HistoryReport(try History(options.installation).entries()).print(as: options.outputFormat)
    }
}

/// Goes back to an earlier generation.
struct RollbackCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "rollback",
        abstract: "Make an earlier generation live again; nothing is removed.",
        discussion: """
            Without N, the generation that was live before becomes live again. A generation is refused if its files do not \
            belong together, or if its certificates have expired. The deploy hooks run afterwards. On a terminal, \
            nothing is changed before you confirm it. Where nobody is asked, options have to name what makes clients \
            refuse this server.
            """)

    @Argument(help: ArgumentHelp("The number of the generation, as \"keyturn history\" shows it.", valueName: "N"))
    var number: Int?

    @Flag(help: "Allow the identity to lose names that it has now.")
    var allowNameLoss = false

    @Flag(help: "Allow a root with another key, which every client has to trust.")
    var allowNewRoot = false

    @Option(
        help: "documented, where the generation is of that profile and the live one is not.",
        completion: .list([Profile.documented.rawValue]))
    var profile: String?

    @OptionGroup var asking: ConsentOptions

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let installation = options.installation
        let handoff = try installation.handoff(command: "rollback")
        var named: Set<Danger.Kind> = []
        if allowNameLoss { named.insert(.namesLost) }
        if allowNewRoot { named.insert(.newRootKey) }
        if let profile, try Profile(name: profile) == .documented { named.insert(.documented) }
        let rollback = Rollback(installation)
        let went = try rollback.prepare(to: number)
        if let went {
            try rollback.commit(went, try asking.consent(to: went.confirmation, options, allowing: named))
        }
        // Once it is done, nothing that cannot be read keeps the servers from being told.
        let live = try went?.to ?? installation.store.liveNumber()
        let handedOff = went.map { handoff.perform(from: $0.from) }.map(HandoffReport.init)
        switch options.outputFormat {
        case .json:
            try Console.say(
                json: Outcome(
                    changed: went != nil, generation: live,
                    handoff: handedOff.flatMap { $0.isEmpty ? nil : $0 }))
        case .table:
            let number = live.map { String($0) } ?? ""
            try Console.say(
                went == nil ? "Generation \(number) is live already." : "Generation \(number) is live again.")
        }
        try handedOff?.tell(isTable: options.outputFormat == .table)
    }

    private struct Outcome: Encodable {
        let changed: Bool
        let generation: Int?
        let handoff: HandoffReport?
    }
}
