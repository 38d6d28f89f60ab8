import SettingsFile
import CertificateEngine
import CertificateModel
import CertificateStore
import Terminal

/// Why a command ended without doing what it was asked, and with which exit status.
struct CommandFailure: Error {
    /// Exit statuses, after sysexits(3).
    enum Status: Int32 {
        case usage = 64
        case refused = 65
        case unavailable = 69
        case software = 70
        case cannotWrite = 73
        case tryAgain = 75
        case noPermission = 77
        case left = 130
    }

    let status: Int32
    let problem: String
    let hint: String

    init(status: Status, problem: String, hint: String) {
        self.init(number: status.rawValue, problem: problem, hint: hint)
    }

    private init(number: Int32, problem: String, hint: String) {
        status = number
        self.problem = problem
        self.hint = hint
    }

    /// The failure that an error of any part of the program amounts to; nil for errors of the argument parser.
    init?(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let refusal as Refusal: self.init(status: .refused, problem: refusal.problem, hint: refusal.hint)
        case let error as PeerError: self.init(status: .unavailable, problem: error.problem, hint: error.hint)
        case let error as ImportError: self.init(status: .refused, problem: error.problem, hint: error.hint)
        case let error as StoreError:
            self.init(number: error.exitStatus, problem: error.problem, hint: error.hint)
        case let error as TerminalError: self.init(status: .usage, problem: error.problem, hint: error.hint)
        case let error as OpenSSLError: self.init(status: .software, problem: error.problem, hint: error.hint)
        case let error as VerificationError: self.init(status: .software, problem: error.problem, hint: error.hint)
        default: return nil
        }
    }

    /// The failure that any error amounts to: one that no part of the program foresaw is a bug of ours.
    init(describingAny error: any Error) {
        self =
            CommandFailure(describing: error)
            ?? CommandFailure(
                status: .software, problem: "an unexpected error: \"\(error)\"", hint: "report it with what you did")
    }

    /// Both sentences, as standard error shows them.
    var sentences: String { "keyturn: \(problem)\nhint: \(hint)" }
}
