import CertificateModel
import ScreenKit

/// A question or a message that lies over a page until it is answered.
struct Question: Page {
    /// How it is answered.
    enum Answers {
        /// By one of two buttons; `meant` is the index of the one that accepts.
        case choice(String, String, meant: Int)
        /// There is nothing to answer.
        case close
    }

    let title: String
    let answers: Answers
    let body: [String]
    /// What the accepting answer does.
    private let accept: @Sendable (inout Context) -> Void
    /// What the other button does, besides closing it.
    private let decline: (@Sendable (inout Context) -> Void)?
    /// Whether it asks about leaving, which the keys that leave then answer.
    private let isAboutLeaving: Bool
    private var focused = 0
    private var scroll = 0

    let isDialog = true

    /// A question whose answer is handed to the page that asks.
    init<Opener: Page>(
        _ title: String, _ body: [String], _ answers: Answers,
        _ meant: @escaping @Sendable (inout Opener, inout Context) -> Void
    ) {
        self.init(title, body, answers) { $0.close(meant) }
    }

    private init(
        _ title: String, _ body: [String], _ answers: Answers, isAboutLeaving: Bool = false,
        decline: (@Sendable (inout Context) -> Void)? = nil,
        accept: @escaping @Sendable (inout Context) -> Void
    ) {
        self.title = title
        self.body = body
        self.answers = answers
        self.isAboutLeaving = isAboutLeaving
        self.accept = accept
        self.decline = decline
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        let viewport = viewport(context)
        let label = viewport.moreAbove || viewport.moreBelow ? "Move" : ""
        let acting: [Binding<Self>] =
            switch answers {
            case .choice(_, _, let meant):
                [
                    .init(.enter, "Choose") { $0.focused == meant ? $0.accept(&$1) : $0.refuse(&$1) },
                    .init([.left, .backTab], "Move") { page, _ in page.focused = 1 - page.focused },
                    .init([.right, .tab], "Move") { page, _ in page.focused = 1 - page.focused },
                    .init(.escape, decline == nil ? buttons.no : "Later") { $1.close() },
                    .init(Self.letters("y", buttons.yes, not: buttons.no), "") { $0.accept(&$1) },
                    .init(Self.letters("n", buttons.no, not: buttons.yes), "") { $0.refuse(&$1) },
                ]
            case .close: [.init([.enter, .escape], "Close") { $0.accept(&$1) }]
            }
        let moving: [Binding<Self>] = [
            .init(.up, label) { $0.move(by: -1, $1) }, .init(.down, label) { $0.move(by: 1, $1) },
        ]
        return acting + [Self.helps] + moving
            + (isAboutLeaving ? [.init(Self.leavingKeys, "") { $1.leaveAtOnce() }, Self.redraws] : Self.endingDialog)
    }

    private func refuse(_ context: inout Context) {
        decline?(&context)
        context.close()
    }

    /// What the button says that accepts, and what the other one says, where there are two.
    private var buttons: (yes: String, no: String) {
        guard case .choice(let first, let second, let meant) = answers else { return ("", "") }
        return meant == 0 ? (first, second) : (second, first)
    }

    /// The letters that press a button: `y` or `n`, and its initial, unless the other button has the same.
    private static func letters(_ letter: Character, _ button: String, not other: String) -> [Key] {
        let initials = [button, other].map { $0.prefix(1).lowercased() }
        let isOwn = initials[0] != initials[1] && !["y", "n"].contains(initials[0])
        let small = String(letter) + (isOwn ? initials[0] : "")
        return (small + small.uppercased()).map(Key.character)
    }

    func help(_ context: Context) -> [HelpText] {
        switch answers {
        case .choice:
            return [
                "\(key: .enter) presses the button with the cursor, \(key: .left) and \(key: .right) go to the other one. \(key: "y") presses \"\(label: buttons.yes)\", \(key: "n") presses \"\(label: buttons.no)\", and so do their first letters."
            ]
        case .close: return ["There is nothing to answer: \(key: .enter) closes it."]
        }
    }

    /// Moves the lines, or the choice where all of them are in view.
    private mutating func move(by distance: Int, _ context: Context) {
        let viewport = viewport(context)
        if viewport.contentHeight > viewport.windowHeight {
            scroll = moved(viewport.first, by: distance, limit: viewport.contentHeight - viewport.windowHeight)
        } else if case .choice = answers {
            focused = 1 - focused
        }
    }

    private func viewport(_ context: Context) -> Viewport {
        dialog(in: context.size).viewport(in: context.size, charset: context.glyphs.charset)
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        dialog(in: screen.size).draw(on: &screen)
    }

    /// It leaves the footer free.
    private func dialog(in size: Size) -> Dialog {
        let choices: [String]
        var margin = size.columns < 70 ? 2 : 1
        switch answers {
        case .choice(let first, let second, _): choices = [first, second]
        case .close: (choices, margin) = (["Close"], 1)
        }
        return Dialog(title: title, body: body, choices: choices, focused: focused, scroll: scroll, margin: margin)
    }
}

extension Question {
    /// Whether to do something; `verb` is on the button.
    static func ask<Opener: Page>(
        _ title: String, verb: String, _ body: [String],
        _ meant: @escaping @Sendable (inout Opener, inout Context) -> Void
    ) -> Question {
        Question(title, body, .choice(verb, "Go back", meant: 0), meant)
    }

    /// Whether to leave the wizard.
    static func leave(keeping hasAnswers: Bool) -> Question {
        let kept = " Your answers are kept in the store, and offered when keyturn starts again."
        return leave("No certificate is written yet." + (hasAnswers ? kept : ""))
    }

    /// Whether to leave while the names of a server are being changed.
    static let leaveChanges = leave(changesAreLost)

    /// Whether to go back to the home screen then.
    static func dropChanges<Opener: Page>(
        _ meant: @escaping @Sendable (inout Opener, inout Context) -> Void
    ) -> Question {
        Question("Go back to the home screen?", [changesAreLost], .choice("Stay", "Go back", meant: 1), meant)
    }

    private static let changesAreLost = "Nothing is changed yet. What you have typed is not kept."

    private static func leave(_ text: String) -> Question {
        Question("Leave Keyturn?", [text], .choice("Stay", "Leave", meant: 1), isAboutLeaving: true) {
            $0.leaveAtOnce()
        }
    }

    /// Whether to go on with the answers that an earlier start has kept.
    static func goOn(with answers: CertificateModel.Answers, from time: Timestamp) -> Question {
        let kept = time.minuteText
        let name = answers.hostName.map { ["", "Host name: \($0)"] } ?? []
        return Question(
            "Unfinished answers",
            ["Unfinished answers from \(kept) are kept: go on with them, or begin without them?"] + name,
            .choice("Go on", "Begin without them", meant: 0)
        ) {
            $0.perform(.dropUnfinished)
        } accept: {
            $0.ignition.resume(answers)
            $0.notice = "Your answers from \(kept) are filled in."
            $0.close()
        }
    }

    /// That another console was faster: there is nothing left to do for this wizard.
    static var ignitedElsewhere: Question {
        Question(
            "This server is ignited",
            [
                "Another console has ignited this server meanwhile. This wizard ends, and writes nothing.", "",
                "Start keyturn again to see its certificates.",
            ], .close, isAboutLeaving: true
        ) { $0.leaveAtOnce() }
    }

    /// Why a key does nothing at this moment.
    static func notNow(_ reason: String) -> Question { message("Not now", [reason]) }

    /// Something to be read.
    static func message(_ title: String, _ body: [String]) -> Question {
        Question(title, body, .close) { $0.close() }
    }

    /// Something went wrong: why, and what to do.
    static func failure(_ title: String, _ refusal: Refusal) -> Question {
        message(title, [refusal.problem, "hint: \(refusal.hint)"])
    }
}
