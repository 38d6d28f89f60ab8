import ArgumentParser
import CertificateModel
import HostInspection

/// Prints an answers file to start from.
struct AnswersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers", abstract: "Print an answers file with every key, its default and a comment.")

    @OptionGroup var options: GlobalOptions

    mutating func run() throws { try Console.say(Answers.template(facts: HostInspector.facts())) }
}
