import ScreenKit

/// What lies over a screen until it is answered.
enum Overlay: Hashable, Sendable {
    /// What the screen is for and which keys act.
    case help(scroll: Int)
    /// The whole of the row under the cursor.
    case detail(scroll: Int)
    /// Whether to leave; the button that Enter presses.
    case leave(focused: Int)
    /// Whether to write; the button that Enter presses.
    case write(focused: Int)
    /// Where to save the answers, and why the last path did not do.
    case saveAnswers(TextField, problem: String?)
    /// The passphrase of a file: how many characters were typed, and whether the last one did not open it.
    case passphrase(file: String, count: Int, isWrong: Bool)
    /// Something went wrong.
    case failure(title: String, problem: String, hint: String, scroll: Int = 0)
}
