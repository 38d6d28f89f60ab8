import CertificateModel

/// What is to be issued anew, as it is being chosen.
struct RegeneratePage: Hashable, Sendable {
    /// What there is to choose.
    enum Field: Hashable, Sendable {
        case subject, key
    }

    var choice = RegenerationChoice(.identity)
    var focused = Field.subject

    /// Takes the other answer of the field that has the keyboard. What becomes of the key is answered anew with the subject.
    mutating func change() {
        switch focused {
        case .subject: choice = RegenerationChoice(choice.subject == .identity ? .root : .identity)
        case .key: choice.keepsKey.toggle()
        }
    }
}

/// What was signed in memory, from three sides.
struct DifferencePage: Hashable, Sendable {
    /// A side of it.
    enum Tab: Hashable, Sendable {
        case changes, root, identity

        /// What it is called.
        var name: String {
            switch self {
            case .changes: "Changes"
            case .root: "Root"
            case .identity: "Identity"
            }
        }
    }

    let preview: RegenerationPreview
    var tab = Tab.changes
    var scroll = 0
    var selected = 0

    /// A root that stays as it is is not shown.
    var tabs: [Tab] { preview.root == nil ? [.changes, .identity] : [.changes, .root, .identity] }

    /// The side that comes after so many others, and the first one again after the last.
    func tab(after distance: Int) -> Tab {
        let index = tabs.firstIndex(of: tab) ?? 0
        return tabs[(index + distance + tabs.count) % tabs.count]
    }

    /// The rows in view; nil where the changes are.
    var table: FieldTable? {
        switch tab {
        case .changes: nil
        case .root: preview.root
        case .identity: preview.identity
        }
    }
}

/// How a switch to another generation goes, and how it ended.
struct ResultPage: Hashable, Sendable {
    let what: Switch
    /// What is live now; nil while that is being written.
    var switched: SwitchedGeneration?
    /// The steps of the hand-off so far.
    var steps: [HandoffStep] = []
    /// How the hand-off ended; nil before that.
    var outcome: HandoffOutcome?
    var scroll = 0

    var title: String {
        switch what {
        case .regeneration: "Regenerate"
        case .rollback: "Roll back"
        case .hooks: "Run hooks"
        }
    }
}
