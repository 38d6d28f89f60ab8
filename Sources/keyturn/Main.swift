import Threads
import ArgumentParser
import CertificateEngine
import Glibc
import Host

/// The only place that turns an error into text and ends the process.
@main
enum Main {
    static func main() {
        ProcessMemory.keepToItself()
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(ProcessArguments.all.dropFirst())
        OpenSSLStart.keepUntilExit()
        // A command needs OpenSSL as soon as its line is parsed; where an option comes first, that is mostly for help.
        if arguments.first?.hasPrefix("-") == false { DetachedThread.run(OpenSSLStart.prepare) }
        do {
            var command = try Keyturn.asked(arguments)
            try command.run()
        } catch let failure as CommandFailure {
            Console.talk(failure.sentences)
            exit(failure.status)
        } catch {
            if let failure = CommandFailure(describing: error) {
                Console.talk(failure.sentences)
                exit(failure.status)
            }
            let code = Keyturn.exitCode(for: error)
            if code == .validationFailure, StatusCommand.isNamed(by: arguments) {
                exit(StatusCommand.refuseUsage(error))
            }
            // Help, the version and completions are results.
            if code.isSuccess { Keyturn.exit(withError: error) }
            // A command that has said everything ends with its exit status alone.
            let refusal = Keyturn.refusal(of: error)
            if !refusal.isEmpty { Console.talk(refusal) }
            exit(code.rawValue)
        }
    }
}
