import ArgumentParser
import CProcess
import Glibc

/// The only place that turns an error into text and ends the process.
@main
enum Main {
    static func main() {
        // Private keys are about to be in memory: no core dump may hold them, however the system collects those.
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        _ = process_forbid_core_dumps()
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Keyturn.parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            Console.talk(failure.sentences)
            exit(failure.status)
        } catch {
            if let failure = CommandFailure(describing: error) {
                Console.talk(failure.sentences)
                exit(failure.status)
            }
            Keyturn.exit(withError: error)
        }
    }
}
