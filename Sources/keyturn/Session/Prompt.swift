import CertificateModel
import Glibc

/// One question on one line, asked again until the answer can be taken.
enum Prompt {
    /// The end of the input, or a "no" at the end: nothing was written.
    static let left = CommandFailure(
        status: .left, problem: "\"keyturn\" was left before anything was written",
        hint: "run \"keyturn\" to start again", kind: "left")

    /// Asks, and parses the answer; an empty one stands for `found`, and `-` for none.
    static func ask<Value>(
        _ question: String, _ found: String, _ parse: (String) throws(Refusal) -> Value
    ) throws -> Value {
        while true {
            Console.ask(found.isEmpty ? "\(question): " : "\(question) [\(VisibleText.cleaned(found))]: ")
            guard let line = readLine() else {
                Console.talk("")
                throw left
            }
            // Nobody sees what comes through a pipe, unless it is said here.
            if isatty(STDIN_FILENO) == 0 { Console.talk(VisibleText.cleaned(line)) }
            let typed = line.isEmpty ? found : (line == "-" ? "" : line)
            do throws(Refusal) { return try parse(typed) } catch { show(error) }
        }
    }

    /// Asks a question that only "yes" says yes to.
    static func confirm(_ question: String) throws -> Bool {
        try ask("\(question) yes or no", "no") { text throws(Refusal) in
            switch text {
            case "yes": true
            case "no", "": false
            default: throw Refusal("\(VisibleText.quoted(text)) is neither yes nor no", hint: "type \"yes\" or \"no\"")
            }
        }
    }

    /// Says why an answer is not taken.
    static func show(_ refusal: Refusal) { Console.talk("  \(refusal.problem)\n  hint: \(refusal.hint)") }
}
