import CertificateModel
import Operations
import Terminal

/// Why a command ended without doing what it was asked, and with which exit status.
package struct CommandFailure: Error {
    /// Exit statuses, after sysexits(3).
    package enum Status: Int32 {
        case usage = 64
        case refused = 65
        case unavailable = 69
        case software = 70
        case cannotWrite = 73
        case tryAgain = 75
        case noPermission = 77
        case unsupported = 78
        case left = 130
    }

    package let status: Status
    package let problem: String
    package let hint: String
    /// Which failure it is, for programs: see `OperationError.kind`.
    let kind: String
    /// Whether the printed result contains the failure already: then JSON does not repeat it.
    package var isInOutput = false
    /// What else was refused, a sentence each.
    package var also: [String] = []

    package init(status: Status, problem: String, hint: String, kind: String) {
        self.status = status
        self.problem = problem
        self.hint = hint
        self.kind = kind
    }

    /// Arguments that the parser refuses; `problem` is what it says of them.
    package init(usage problem: String) {
        self.init(status: .usage, problem: problem, hint: "run it with --help to see how it is used", kind: "usage")
    }

    /// The failure for an error of any part of the program; an error that no part declares is a bug in Keyturn.
    package init(any error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as TerminalError:
            self.init(status: .usage, problem: error.problem, hint: error.hint, kind: "no-terminal")
        default: self.init(OperationError(error))
        }
    }

    /// Both sentences, as the answer to a question is refused with.
    var refusal: Refusal { Refusal(problem, hint: hint) }

    /// Both sentences, as standard error shows them.
    package var sentences: String {
        (also.map { "also: \($0)" } + ["keyturn: \(problem)", "hint: \(hint)"]).joined(separator: "\n")
    }

    /// The failure as JSON.
    package var report: some Encodable {
        [
            "error": Report(
                status: status.rawValue, problem: problem, hint: hint, kind: kind, also: also.isEmpty ? nil : also)
        ]
    }

    private struct Report: Encodable {
        let status: Int32
        let problem, hint, kind: String
        let also: [String]?
    }
}
