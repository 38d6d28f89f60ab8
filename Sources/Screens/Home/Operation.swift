import CertificateModel
import ScreenKit

/// What changes the server and takes a while: nothing else is begun before it has ended.
enum Operation: Hashable, Sendable {
    /// Certificates are being signed in memory, as the preparation of this number; Esc leaves them.
    case preparing(Int)
    /// A generation is being written, or an earlier one made live.
    case switching
    /// Servers are being told of it, which may take a minute.
    case handingOff
    /// Whether to renew automatically is being written to the site configuration.
    case savingRenewal

    /// Whether it must end before the program may.
    var mustEnd: Bool { if case .preparing = self { false } else { true } }
}

extension Context {
    /// Why nothing else that changes the server can be begun; nil where it can.
    var waitsForOperation: String? {
        operation == nil ? nil : "Another change is still being made. Wait until it is done."
    }

    /// Hands something to the servers, having made it live where it is not.
    mutating func begin(_ what: Switch) {
        guard operation == nil else { return }
        operation = .switching
        open(ResultPage(of: what))
        switch what {
        case .regeneration(let preview): perform(.regenerate(id: preview.id))
        case .rollback(let generation): perform(.rollBack(to: generation))
        case .hooks: perform(.runHooks)
        }
    }
}

/// What is handed to the servers.
enum Switch: Hashable, Sendable {
    /// What was prepared is written.
    case regeneration(RegenerationPreview)
    /// An earlier generation takes its place again.
    case rollback(to: Int)
    /// What is live is told to them once more.
    case hooks
}

extension Page {
    /// The key that runs the deploy hooks again, where they are owed to the servers.
    static func runningHooks(_ context: Context) -> [Binding<Self>] {
        guard let server = context.server, server.owesHooks else { return [] }
        return [
            .init(["n", "N"], "Run hooks", unless: context.waitsForOperation) { _, context in
                let what =
                    "The hooks that failed run again, or all hooks if none ran yet. Generation \(server.generation) stays "
                    + "live. Then Keyturn asks the endpoints of the site configuration what they serve, if there are any."
                context.open(
                    Question.ask("Run the deploy hooks again?", verb: "Run", [what]) { (_: inout Self, context) in
                        context.begin(.hooks)
                    })
            }
        ]
    }
}
