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

    /// Asks a question; only the whole word "yes" confirms.
    static func confirm(_ question: String) throws -> Bool {
        try ask("\(question) yes or no", "no") { text throws(Refusal) in
            switch text {
            case "yes": true
            case "no", "": false
            default: throw Refusal("\(VisibleText.quoted(text)) is neither yes nor no", hint: "type \"yes\" or \"no\"")
            }
        }
    }

    /// Says why an answer is refused.
    static func show(_ refusal: Refusal) { Console.talk("  \(refusal.problem)\n  hint: \(refusal.hint)") }
}
