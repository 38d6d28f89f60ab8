import CertificateEngine
package import CertificateModel
package import Terminal

/// The questions of the plain interface: each on one line, and asked again until its answer is valid.
package final class Prompt {
    /// The operator wants the question before.
    struct Back: Error {}

    /// A signal asks the program to end.
    package struct Ended: Error {
        package let signal: SignalSource.Signal
    }

    /// Asks, and says whether there was anything to ask.
    typealias Question = () throws -> Bool

    private let lines = InputLines()
    /// Whether the operator goes back: the next question is then the last of a group.
    private var isGoingBack = false

    /// The input ended, or the last answer was "no": nothing was written.
    package static let left = CommandFailure(
        status: .left, problem: "\"keyturn\" was left before anything was written",
        hint: "run the same command again", kind: "left")

    /// What the wizard and the home screen say, line by line, of the keys of all questions.
    static let keys =
        "Press Enter for the answer in brackets, or type - for none. ? explains a question, and back returns to the one "
        + "before."

    /// Asks, and parses the answer. An empty answer means `found`, and `-` means none. `help` is for whoever asks with `?`.
    func ask<Value>(
        _ question: String, _ found: String, help: String, _ parse: (String) throws(Refusal) -> Value
    ) throws -> Value {
        isGoingBack = false
        while true {
            Console.ask(found.isEmpty ? "\(question): " : "\(question) [\(VisibleText.cleaned(found))]: ")
            let line: String
            do {
                guard let next = try lines.next() else {
                    Console.talk("")
                    throw Self.left
                }
                line = next
            } catch let refusal as Refusal {
                Self.show(refusal)
                continue
            }
            // A pipe has no echo. Without this, the answers would be missing in the output.
            if !InputLines.isTerminal { Console.talk(VisibleText.cleaned(line)) }
            switch line.trimmed {
            case "?": Console.talk("  \(help)")
            case "back": throw Back()
            default:
                let typed = line.isEmpty ? found : (line == "-" ? "" : line)
                do throws(Refusal) { return try parse(typed) } catch { Self.show(error) }
            }
        }
    }

    /// Asks which of these words is meant.
    func ask<Value>(
        _ question: String, _ found: String, help: String, among words: KeyValuePairs<String, Value>
    ) throws -> Value {
        let names = words.map(\.key)
        let all = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return try ask("\(question): \(all)", found, help: help) { text throws(Refusal) in
            if let word = words.first(where: { $0.key == text }) { return word.value }
            let quoted = names.map { "\"\($0)\"" }
            throw Refusal(
                names.count == 2
                    ? "\(VisibleText.quoted(text)) is neither \(names[0]) nor \(names[1])"
                    : "\(VisibleText.quoted(text)) is none of \(all)",
                hint: "type " + quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? ""))
        }
    }

    /// Asks for a number of a list that was shown, from `least` on.
    func ask(_ question: String, _ found: String, help: String, from least: Int = 1, upTo count: Int) throws -> Int {
        try ask(question, found, help: help) { text throws(Refusal) in
            guard let number = Int(text.trimmed), number >= least, number <= count else {
                throw Refusal(
                    "\(VisibleText.quoted(text)) is not a number of the list",
                    hint: "type a number from \(least) to \(count)")
            }
            return number
        }
    }

    /// Asks which of several certificates the server is to serve. Returns its fingerprint.
    func served(among several: SeveralIdentities) throws -> [UInt8] {
        Console.talk("The files hold the private keys of \(several.candidates.count) certificates:")
        for (index, one) in several.candidates.enumerated() {
            Console.talk(
                "\(index + 1): \(VisibleText.cleaned(one.name)), valid to \(one.contents.notAfter.date), "
                    + "file \(VisibleText.quoted(one.file))")
        }
        let number = try ask(
            "Which one is this server to serve", "",
            help: "Type the number of the certificate that clients of this server are to see. The others are left out.",
            upTo: several.candidates.count)
        return several.candidates[number - 1].sha256
    }

    /// Asks a question that an empty answer does not confirm.
    func confirm(_ question: String, help: String = "y writes what you have seen. n writes nothing.") throws -> Bool {
        // What was typed before the question does not answer it.
        lines.forgetTyped()
        return try ask("\(question) y or n", "n", help: help, Self.isYes)
    }

    private static func isYes(_ text: String) throws(Refusal) -> Bool {
        switch text.lowercased() {
        case "y", "yes": true
        case "n", "no", "": false
        default: throw Refusal("\(VisibleText.quoted(text)) is neither y nor n", hint: "type \"y\" or \"n\"")
        }
    }

    /// Says what is to be confirmed, and asks. An empty answer confirms the ordinary; what can hurt wants a `y`. Nil where the
    /// operator does not want it.
    func consent(to confirmation: Confirmation) throws -> Consent? {
        for line in confirmation.texts { Console.talk(line) }
        // What was typed before the question does not answer it.
        lines.forgetTyped()
        let question = "\(confirmation.question)\(confirmation.wantsYes ? " Type y only if you want that:" : "") y or n"
        return try ask(
            question, confirmation.wantsYes ? "n" : "y",
            help: "y does what is said above. n changes nothing."
        ) { text throws(Refusal) in
            try Self.isYes(text) ? confirmation.entered ?? confirmation.accepted : nil
        }
    }

    /// The same where nothing else was asked: who does not want it leaves.
    package static func consent(to confirmation: Confirmation) throws -> Consent {
        let prompt = Prompt()
        let consent = try prompt.askFirst { try prompt.consent(to: confirmation) }
        prompt.close()
        guard let consent else { throw left }
        return consent
    }

    /// Asks a question that has none before it.
    func askFirst<Value>(_ question: () throws -> Value) throws -> Value {
        while true {
            do { return try question() } catch is Back { Console.talk("  This is the first question.") }
        }
    }

    /// Asks all questions in their order; `back` returns to the one before that was asked, which is the last of a group. From the
    /// first one it goes on to whoever asked before, if there is anybody.
    func ask(_ questions: [Question], isFirst: Bool = false) throws {
        var (index, step) = isGoingBack ? (questions.count - 1, -1) : (0, 1)
        while index < questions.count {
            if index < 0 {
                guard isFirst else { throw Back() }
                Console.talk("  This is the first question.")
                (index, step, isGoingBack) = (0, 1, false)
            }
            do {
                if try questions[index]() { step = 1 }
            } catch is Back {
                (step, isGoingBack) = (-1, true)
            }
            index += step
        }
    }

    /// Waits for a line, whatever it says.
    func waitForEnter() throws { do { _ = try lines.next() } catch is Refusal {} }

    /// Lets somebody else wait for signals, of whom there can be one at a time.
    func lendingSignals<Value>(_ body: () throws -> Value) rethrows -> Value { try lines.lendingSignals(body) }

    /// Ends the process where a signal has asked for it since the last question.
    func close() { lines.close() }

    /// Says why something failed, and what else did.
    static func show(_ failure: CommandFailure) {
        for problem in failure.also { Console.talk("also: \(problem)") }
        show(failure.refusal)
    }

    /// Says why an answer is refused.
    static func show(_ refusal: Refusal) { Console.talk("  \(refusal.problem)\n  hint: \(refusal.hint)") }
}
