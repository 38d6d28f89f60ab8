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
        "TERM is not set", hint: "Set TERM to the type of the terminal, for example TERM=vt100, or use --ui plain")

    static func termUnknown(_ name: String) -> TerminalError {
        // The name is from the environment. In quoted form it has no control characters.
        TerminalError(
            "The terminal type \(name.debugDescription) is unknown here",
            hint: "Set TERM to a type that this system knows, for example vt100, or use --ui plain")
    }

    static func termTooPlain(_ name: String) -> TerminalError {
        TerminalError(
            "A terminal of the type \(name.debugDescription) cannot place its cursor",
            hint: "Set TERM to the type of the terminal, for example vt100, or use --ui plain")
    }

    static let notATerminal = TerminalError(
        "There is no terminal to draw on", hint: "Run it from a terminal, or use --ui plain or --answers FILE")

    /// The terminal hung up, or its window was closed.
    public static let hungUp = TerminalError(
        "The terminal is gone", hint: "Connect and start again")

    static func system(_ call: String, _ code: Int32) -> TerminalError {
        TerminalError(
            "The system refused \(call) with error \(code)", hint: "Look for a limit on open files, or low memory")
    }
}
