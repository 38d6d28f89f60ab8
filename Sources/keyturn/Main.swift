import ArgumentParser
import CertificateEngine
import Glibc
import Host
import Threads

/// The only place that turns an error into text and ends the process.
@main
enum Main {
    static func main() {
        ProcessMemory.keepToItself()
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(ProcessArguments.all.dropFirst())
        // Before OpenSSL and keys: the process that serves the page for clients never has any.
        if arguments == [PageServer.argument] { exit(PageServer.run()) }
        // A service that sleeps for months leaves OpenSSL to the processes that it starts.
        if !WatchCommand.isNamed(by: arguments) {
            OpenSSLStart.keepUntilExit()
            // A command needs OpenSSL as soon as its arguments are parsed. If an option comes first, it mostly asks for help.
            if arguments.first?.hasPrefix("-") == false { DetachedThread.run(OpenSSLStart.prepare) }
        }
        var format = OutputFormat.table
        do {
            // Generating the keys takes longest, and does not depend on the arguments.
            let keys = KeyMaterialGenerator()
            if arguments.first == IgniteCommand.configuration.commandName { keys.start() }
            var command = try Keyturn.asked(arguments)
            if let command = command as? any KeyturnCommand { format = command.options.outputFormat }
            if let ignition = command as? IgniteCommand { try ignition.run(keys) } else { try command.run() }
        } catch {
            if let ended = error as? Prompt.Ended { ended.signal.end() }
            if let failure = CommandFailure(describing: error) { end(failure, format) }
            let code = Keyturn.exitCode(for: error)
            if code == .validationFailure, StatusCommand.isNamed(by: arguments) {
                exit(StatusCommand.refuseUsage(error))
            }
            // Help, the version and completions are results.
            if code.isSuccess { Keyturn.exit(withError: error) }
            // `ExitCode` alone has no message: the command has printed everything.
            let refusal = Keyturn.refusal(of: error)
            if !refusal.isEmpty { Console.talk(refusal) }
            exit(code.rawValue)
        }
    }

    /// Prints the failure, with `--format json` on standard output as well, unless the printed result contains it already.
    private static func end(_ failure: CommandFailure, _ format: OutputFormat) -> Never {
        if format == .json, !failure.isInOutput { try? Console.say(json: failure.report) }
        Console.talk(failure.sentences)
        exit(failure.status.rawValue)
    }
}
