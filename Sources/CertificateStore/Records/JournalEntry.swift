public import CertificateModel

/// One event in the life of a store: a line of `journal.jsonl`. No secrets.
public struct JournalEntry: Codable, Hashable, Sendable {
    /// When, RFC 3339.
    public var time: String
    /// The generation it is about, if it is about one.
    public var generation: Int?
    /// The signing request it is about, if it is about one: made, dropped, or answered by the generation.
    public var request: Int?
    /// The command.
    public var command: String
    /// Who acted.
    public var `operator`: Operator
    /// Why, in the words of who acted.
    public var reason: String?
    /// How it ended.
    public var result: String
    /// What was confirmed before a generation became live; nil for other events, and in what earlier versions wrote.
    public internal(set) var confirmed: Confirmed?
    /// The deploy hooks that ran, in order.
    public var hooks: [HookRecord]?
    /// What the endpoints served, a sentence each.
    public var served: [String]?

    /// The result of a generation that became live.
    public static let committed = "committed"
    /// The result of a return to an earlier generation.
    public static let rolledBack = "rolled back"
    /// The result of a signing request whose key waits in the store.
    public static let requested = "requested"
    /// The result of a switch whose deploy hooks succeeded, and which is served as far as that was asked.
    public static let deployed = "deployed"
    /// The result of a switch of which a deploy hook failed.
    public static let notDeployed = "not deployed"
    /// The result of a switch whose certificates an endpoint does not serve.
    public static let notProven = "not proven"
    /// The result of generations that were removed, and their keys destroyed.
    public static let pruned = "pruned"
    /// The result of a signing request that was given up, and its key with it.
    public static let dropped = "dropped"
    /// The result of a private key that was written to a file, or to standard output.
    public static let exported = "exported"
    /// The result of a look at a generation of which a certificate is not valid yet, by a clock that may be wrong.
    public static let notValidYet = "not valid yet"

    /// The result of the store being of another machine than before, or of `live` being a link again.
    public static let adopted = "adopted"

    /// The result of certificates being renewed by themselves from now on, as the site configuration says.
    public static let renewalSwitchedOn = "renewal switched on"
    /// The result of their not being so any more.
    public static let renewalSwitchedOff = "renewal switched off"

    /// An event from its parts.
    public init(
        time: String, generation: Int? = nil, request: Int? = nil, command: String, operator: Operator,
        reason: String? = nil, result: String
    ) {
        self.time = time
        self.generation = generation
        self.request = request
        self.command = command
        self.operator = `operator`
        self.reason = reason
        self.result = result
    }

    /// The most bytes of a line. What makes an event longer are texts from outside and lists of names.
    static let lineLimit = 32 << 10

    /// The line of the journal, with its end. A text or a list that would make it too long is cut.
    func line(path: String) throws(StoreError) -> [UInt8] {
        var line = try StoreJSON.encode(self, indented: false, path: path)
        for limit in [100, 30, 10] where line.count >= Self.lineLimit {
            line = try StoreJSON.encode(cut(to: limit), indented: false, path: path)
        }
        return line + [0x0A]
    }

    /// The event with so many elements of each list at most, and ten times as many characters of each text.
    private func cut(to limit: Int) -> JournalEntry {
        func text(_ text: String) -> String { VisibleText.cleaned(text, limit: 10 * limit) }
        func list(_ list: [String]) -> [String] {
            list.prefix(limit).map(text) + (list.count > limit ? ["and \(list.count - limit) more"] : [])
        }
        var cut = self
        cut.command = text(command)
        cut.reason = reason.map(text)
        cut.served = served.map(list)
        cut.confirmed?.dangers = confirmed?.dangers.map(list)
        cut.confirmed?.lines = confirmed.map { list($0.lines) } ?? []
        // A hook that failed is run again, by its name.
        cut.hooks = hooks.map { hooks in
            let sorted = hooks.filter { !$0.outcome.hasSucceeded } + hooks.filter(\.outcome.hasSucceeded)
            return sorted.prefix(limit).map { hook in
                var hook = hook
                (hook.reason, hook.output) = (hook.reason.map(text), hook.output.map(text))
                return hook
            }
        }
        return cut
    }

    /// The event of a generation becoming live.
    init(_ manifest: Manifest) {
        self.init(
            time: manifest.body.created, generation: manifest.generation, request: manifest.completedRequest?.number,
            command: manifest.body.command, operator: manifest.body.operator, reason: manifest.body.reason,
            result: Self.committed)
        confirmed = manifest.body.confirmed
    }

    /// The event of a signing request being made.
    init(_ manifest: RequestManifest) {
        self.init(
            time: manifest.body.created, request: manifest.number, command: "request",
            operator: manifest.body.operator, result: Self.requested)
    }
}
