import ArgumentParser
import Lines
import Operations

/// Says that a store is of this machine now.
struct AdoptCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "adopt",
        abstract: "Say that the store is of this machine now, because it was moved or restored.",
        discussion: """
            The store notes this machine, so that "keyturn status" no longer warns. Where a copy has made a folder of \
            the link "live", it is a link to the same generation again. A clone shares the root's key with its \
            original: do not adopt it, but use "keyturn ignite --replace".
            """)

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let result = try Adoption(options.installation).perform()
        switch options.outputFormat {
        case .json: try Console.say(json: Outcome(result))
        case .table:
            var lines: [String] = []
            if result.isLinkedAgain { lines.append("Generation \(result.generation) is live again.") }
            if result.isNoted { lines.append("The store is of this machine now.") }
            try Console.say(lines.isEmpty ? "Nothing had to change." : lines.joined(separator: "\n"))
        }
    }

    private struct Outcome: Encodable {
        let changed: Bool
        let generation: Int
        let linkedAgain, machineNoted: Bool

        init(_ result: Adoption.Result) {
            changed = result.isChanged
            generation = result.generation
            linkedAgain = result.isLinkedAgain
            machineNoted = result.isNoted
        }
    }
}
