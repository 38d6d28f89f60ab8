import ScreenKit

/// Why there is no usable terminal.
public struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong: one sentence without a final full stop, the offending text in double quotes.
    public let problem: String
    /// What to do about it: one sentence without a final full stop.
    public let hint: String

    /// An error of these two sentences.
    public init(_ problem: String, hint: String) {
        self.problem = problem
        self.hint = hint
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }

    static let termUnset = TerminalError(
        "TERM is not set", hint: "set TERM to the type of the terminal, for example TERM=vt100, or use --ui plain")

    static func termUnknown(_ name: String) -> TerminalError {
        TerminalError(
            "the terminal type \(quoted(name)) is unknown here",
            hint: "set TERM to a type that this system knows, for example vt100, or use --ui plain")
    }

    static func termTooPlain(_ name: String) -> TerminalError {
        TerminalError(
            "a terminal of the type \(quoted(name)) cannot place its cursor",
            hint: "set TERM to the type of the terminal, for example vt100, or use --ui plain")
    }

    static let notATerminal = TerminalError(
        "there is no terminal to draw on", hint: "run it on a terminal, or answer line by line with --ui plain")

    /// The terminal hung up, or its window was closed.
    public static let hungUp = TerminalError(
        "the terminal is gone", hint: "connect and start again")

    static func system(_ call: String, _ code: Int32) -> TerminalError {
        TerminalError(
            "the system refused \(call) with error \(code)", hint: "look for a limit on open files, or low memory")
    }

    /// The name is from the environment: a client of SSH can set it.
    private static func quoted(_ name: String) -> String { "\"\(TextWidth.clean(name, in: .ascii))\"" }
}
