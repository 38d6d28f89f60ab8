import ArgumentParser
import Operations

/// Prints an answers file to start from.
struct AnswersCommand: KeyturnCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers", abstract: "Print an answers file with every key, its default and a comment.",
        discussion: """
            Where the store holds certificates, the values are those that the live ones were made with; otherwise they are \
            the site's defaults and what is found on this host.
            """)

    @OptionGroup var options: GlobalOptions

    mutating func run() throws { try Console.say(try AnswersTemplate(options.installation).text()) }
}
