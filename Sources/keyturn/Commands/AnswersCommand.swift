import ArgumentParser
import CertificateModel
import CertificateStore
import Host

/// Prints an answers file to start from.
struct AnswersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers", abstract: "Print an answers file with every key, its default and a comment.",
        discussion: """
            Where the store holds certificates, the values are those that the live ones were made with; otherwise they are \
            the site's defaults and what is found on this host.
            """)

    @OptionGroup var options: GlobalOptions

    mutating func run() throws {
        guard let live = try options.openStore().liveGeneration() else {
            return try Console.say(
                Answers.template(facts: HostInspector.facts(), defaults: try options.site().defaults))
        }
        let profile = try live.manifest.body.profile.map { name throws(Refusal) in try Profile(name: name) }
        try Console.say(Answers.template(of: try live.server(), profile: profile))
    }
}
