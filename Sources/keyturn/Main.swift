import ArgumentParser
import CertificateEngine
import Glibc
import Host
import Lines
import Threads

/// The only place that turns an error into text and ends the process.
@main
enum Main {
    static func main() {
        ProcessEnvironment.distrust()
        ProcessMemory.keepToItself()
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is then the error of a write (setrlimit(2)). Hooks do not inherit a handler.
        signal(SIGXFSZ) { _ in }
        let arguments = Array(ProcessArguments.all.dropFirst())
        // Before OpenSSL and keys: the process that serves the page for clients never has any.
        if arguments == [PageServer.argument] { exit(PageServer.run()) }
        var format = OutputFormat.table
        do {
            try perform(arguments, &format)
            try Console.finish()
        } catch {
            end(with: error, arguments, format)
        }
    }

    private static func perform(_ arguments: [String], _ format: inout OutputFormat) throws {
        try SystemNeeds.checkMemory()
        // A service that sleeps for months leaves OpenSSL to the processes that it starts.
        if !WatchCommand.isNamed(by: arguments) {
            OpenSSLStart.keepUntilExit()
            // What is done needs OpenSSL as soon as the arguments are parsed; help does not.
            if !isHelp(arguments.first) { DetachedThread.run(OpenSSLStart.prepare) }
        }
        // Generating the keys takes longest, and does not depend on the arguments.
        let keys = arguments.first == IgniteCommand.configuration.commandName ? KeyMaterialGenerator() : nil
        keys?.start()
        var command = try Keyturn.asked(arguments)
        if let command = command as? any KeyturnCommand {
            format = command.options.outputFormat
            if !(command is WatchCommand) { try OpenSSLStart.check() }
        }
        if let ignition = command as? IgniteCommand, let keys { try ignition.run(keys) } else { try command.run() }
    }

    private static func isHelp(_ argument: String?) -> Bool {
        ["--help", "-h", "--version", "--generate-completion-script"].contains(argument)
    }

    /// Whether the arguments ask for JSON; for those that the parser refuses.
    private static func asksForJSON(_ arguments: [String]) -> Bool {
        arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }

    private static func end(with error: any Error, _ arguments: [String], _ format: OutputFormat) -> Never {
        if let ended = error as? Prompt.Ended { ended.signal.end() }
        let isStatus = StatusCommand.isNamed(by: arguments)
        let code = Keyturn.exitCode(for: error)
        // The parser's own errors have another code, and `ExitCode` says nothing more.
        if code == .failure, !(error is ExitCode) {
            let failure = CommandFailure(any: error)
            if isStatus, [.unsupported, .software, .cannotWrite].contains(failure.status) {
                // Standard output may be what cannot be written.
                if failure.status == .cannotWrite { Console.talk(failure.sentences) }
                exit(StatusCommand.report(failure, format))
            }
            end(failure, format)
        }
        if code == .validationFailure, isStatus {
            exit(StatusCommand.refuseUsage(error, asksForJSON(arguments) ? .json : .table))
        }
        if code == .validationFailure, asksForJSON(arguments) {
            try? Console.say(json: CommandFailure(usage: Keyturn.problem(of: error)).report)
        }
        do throws(CommandFailure) {
            // `ExitCode` alone has no message: the command has printed everything.
            let message = code.isSuccess ? Keyturn.fullMessage(for: error) : Keyturn.refusal(of: error)
            // Help, the version and completions are results.
            if !message.isEmpty { if code.isSuccess { try Console.say(message) } else { Console.talk(message) } }
            try Console.finish()
        } catch {
            end(error, format)
        }
        exit(code.rawValue)
    }

    /// Prints the failure, with `--format json` on standard output as well, unless the printed result contains it already.
    private static func end(_ failure: CommandFailure, _ format: OutputFormat) -> Never {
        if format == .json, !failure.isInOutput { try? Console.say(json: failure.report) }
        Console.talk(failure.sentences)
        exit(failure.status.rawValue)
    }
}
