import ArgumentParser
import CertificateModel
import Lines
import Operations

/// Prints an answers file to start from.
struct AnswersCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        subcommand: "answers", abstract: "Print an answers file with every key, its default and a comment.",
        discussion: """
            If the store holds certificates, the values are those that the live certificates were made with. Otherwise \
            they are the site's defaults and what this host has.
            """)

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        let answers = try AnswersTemplate(options.installation).answers()
        switch options.outputFormat {
        case .table: try Console.say(answers.template)
        case .json: try Console.say(json: answers.templateJSON)
        }
    }
}
