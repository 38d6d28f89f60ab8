import ArgumentParser
import CertificateModel
import Glibc
import Lines

/// How a command that writes certificates gets the consent to it.
struct ConsentOptions: ParsableArguments {
    @Flag(help: "On a terminal: write without asking, as if there were none.")
    var yes = false

    /// Whether the operator is asked: on a terminal, unless options say otherwise.
    func isAsking(_ options: GlobalOptions) -> Bool {
        !yes && options.mayAsk && isatty(STDERR_FILENO) == 1
    }

    /// The consent to what a report shows. Where the operator is asked, a table is printed before; where nobody is, what can
    /// hurt has to be one of the dangers that the options name.
    func consent(
        to confirmation: Confirmation, _ report: inout CertificateReport, _ options: GlobalOptions,
        allowing named: Set<Danger.Kind>
    ) throws -> Consent {
        guard isAsking(options) else { return try Self.unasked(confirmation, allowing: named) }
        if options.outputFormat == .table { try report.show() }
        return try Prompt.consent(to: confirmation)
    }

    /// The same of what has no report.
    func consent(
        to confirmation: Confirmation, _ options: GlobalOptions, allowing named: Set<Danger.Kind>
    ) throws -> Consent {
        isAsking(options)
            ? try Prompt.consent(to: confirmation) : try Self.unasked(confirmation, allowing: named)
    }

    /// Refuses after a dry run what the run would refuse: the report has been printed already.
    func check(_ confirmation: Confirmation, _ options: GlobalOptions, allowing named: Set<Danger.Kind>) throws {
        if isAsking(options) { return }
        do { _ = try Self.unasked(confirmation, allowing: named) } catch {
            var failure = CommandFailure(any: error)
            failure.isInOutput = true
            throw failure
        }
    }

    private static func unasked(_ confirmation: Confirmation, allowing named: Set<Danger.Kind>) throws -> Consent {
        do throws(Danger) { return try confirmation.consent(allowing: named) } catch {
            throw CommandFailure(error, of: confirmation.act)
        }
    }
}
