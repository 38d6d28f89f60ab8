/// What a confirmation says, in the words that every front end shows.
extension Confirmation {
    /// One thing that is said.
    public struct Line: Hashable, Sendable {
        /// Its label. It is empty where the line belongs to the one above, and nil where the text needs none.
        public let label: String?
        /// What is said of it.
        public let text: String
        /// Whether it is well, or can hurt.
        public let verdict: CheckResult.Verdict
    }

    /// What is asked.
    public var question: String {
        if case .rollback(let number) = act {
            "Make generation \(number) live again?"
        } else {
            "Write these certificates?"
        }
    }

    /// What the answer does that accepts.
    public var verb: String { if case .rollback = act { "Roll back" } else { "Write" } }

    /// How many names are shown at most: a third party's certificate may have thousands.
    private static let mostNames = 50

    /// Everything that is confirmed, what can hurt first.
    public var lines: [Line] {
        dangers.flatMap(Self.lines) + [Line("Host name", hostName)] + names + [profileLine].compactMap(\.self)
            + [Line("Root", text(of: root)), Line("Identity", text(of: identity))]
            + Self.labelled(
                "Refused by", refusers, refusers.isEmpty ? "nobody who accepts this server now" : nil, .pass)
            + Self.labelled("Warning", warnings, nil, .warn) + [Line("Then", afterwards)]
    }

    private static func lines(of danger: Danger) -> [Line] {
        guard case .namesLost(let names) = danger else { return [Line(nil, danger.headline, .fail)] }
        return [Line(nil, danger.headline, .fail)] + listed(names.map { Line("", "\($0)", .fail) })
    }

    /// The names of this server, and how many of them are covered; then the others of the certificate.
    private var names: [Line] {
        let covered = coverage.count { $0.coveredBy != nil }
        let head = Line(
            "Names", "\(covered) of \(coverage.count) of this server's names",
            covered == coverage.count ? .pass : .warn)
        let own = coverage.map { row in
            let by = row.coveredBy.map { $0 == row.name ? "" : ", covered by \($0)" } ?? ", NOT COVERED"
            let new = gained.contains(row.name.compared) ? ", new" : ""
            return Line("", "\(row.name) (\(row.role)\(new)\(by))", row.coveredBy == nil ? .warn : .pass)
        }
        return [head] + Self.listed(own) + Self.listed(furtherNames.map { Line("", "\($0) (further name)") })
    }

    private static func listed(_ lines: [Line]) -> [Line] {
        guard lines.count > mostNames else { return lines }
        return lines.prefix(mostNames) + [Line("", "and \(lines.count - mostNames) more")]
    }

    private var profileLine: Line? { profile.map { Line("Profile", $0.label, $0 == .documented ? .warn : .pass) } }

    private func text(of member: Member) -> String {
        // A key is made for what is issued; what is brought or was there before has its own.
        let hasOwnKey =
            switch act {
            case .ignition, .regeneration: false
            case .importing, .rollback: true
            }
        let key =
            switch member.key {
            case .unchanged: "stays as it is"
            case .kept where member != root: "keeps its key"
            case .kept: hasOwnKey ? "has the key of the live one" : "a new certificate for the key that it has"
            case .new: hasOwnKey ? "has another key than the live one" : "has a new key"
            case .first: hasOwnKey ? "" : "has a new key"
            }
        let name = profile == nil ? VisibleText.quoted(member.name) : ""
        return [name, key, "valid until \(member.end.date)"].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func labelled(
        _ label: String, _ texts: [String], _ none: String?, _ verdict: CheckResult.Verdict
    ) -> [Line] {
        if texts.isEmpty, let none { return [Line(label, none)] }
        return texts.map { Line(label, $0, verdict) }
    }

    private var afterwards: String {
        let hooks = "the deploy hooks run, if there are any"
        if case .rollback = act { return "\(hooks); no generation is removed" }
        return hooks
    }

    /// The same as plain text, a line each: what the plain interface and commands print, and the journal keeps.
    public var texts: [String] {
        lines.map { line in line.label.map { $0.isEmpty ? "  - \(line.text)" : "\($0): \(line.text)" } ?? line.text }
    }
}

extension Confirmation.Line {
    fileprivate init(_ label: String?, _ text: String, _ verdict: CheckResult.Verdict = .pass) {
        self.label = label
        self.text = VisibleText.cleaned(text, limit: 2000)
        self.verdict = verdict
    }
}
