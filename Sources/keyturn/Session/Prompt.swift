import CertificateModel
import Glibc

/// One question on one line, asked again until the answer is valid.
enum Prompt {
    /// The input ended, or the last answer was "no": nothing was written.
    static let left = CommandFailure(
        status: .left, problem: "\"keyturn\" was left before anything was written",
        hint: "run \"keyturn\" to start again", kind: "left")

    /// Asks, and parses the answer. An empty answer means `found`, and `-` means none.
    static func ask<Value>(
        _ question: String, _ found: String, _ parse: (String) throws(Refusal) -> Value
    ) throws -> Value {
        while true {
            Console.ask(found.isEmpty ? "\(question): " : "\(question) [\(VisibleText.cleaned(found))]: ")
            guard let line = readLine() else {
                Console.talk("")
                throw left
            }
            // A pipe has no echo. Without this, the answers would be missing in the output.
            if isatty(STDIN_FILENO) == 0 { Console.talk(VisibleText.cleaned(line)) }
            let typed = line.isEmpty ? found : (line == "-" ? "" : line)
            do throws(Refusal) { return try parse(typed) } catch { show(error) }
        }
    }

    /// Says what is to be confirmed, and asks. An empty answer confirms the ordinary; what can hurt wants a `y`.
    static func consent(to confirmation: Confirmation) throws -> Consent {
        for line in confirmation.texts { Console.talk(line) }
        // What was typed before the question does not answer it (tcflush(3)).
        if isatty(STDIN_FILENO) == 1 { tcflush(STDIN_FILENO, TCIFLUSH) }
        let question = "\(confirmation.question)\(confirmation.wantsYes ? " Type y only if you want that:" : "") y or n"
        let consent = try ask(question, confirmation.wantsYes ? "n" : "y") { text throws(Refusal) -> Consent? in
            switch text.lowercased() {
            case "y", "yes": confirmation.entered ?? confirmation.accepted
            case "n", "no", "": nil
            default: throw Refusal("\(VisibleText.quoted(text)) is neither y nor n", hint: "type \"y\" or \"n\"")
            }
        }
        guard let consent else { throw left }
        return consent
    }

    /// Says why an answer is refused.
    static func show(_ refusal: Refusal) { Console.talk("  \(refusal.problem)\n  hint: \(refusal.hint)") }
}
