internal import CNcurses
internal import Glibc
public import ScreenKit

/// The terminal: paints screens, and reads keys.
///
/// One at a time, and from one thread: ncurses keeps its state in the process.
public final class Terminal {
    /// How large the screen is now.
    public private(set) var size: Size
    /// Readable while there are keys to take, or when the terminal is gone.
    public let fileDescriptor: Int32
    /// Whether the terminal's locale can show any character, or only ASCII.
    public let isUTF8: Bool

    private let input: UnsafeMutablePointer<FILE>
    private let output: UnsafeMutablePointer<FILE>
    private let cursesScreen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private let attributes: Attributes
    private let savedModes: termios
    private var painted: Screen?
    private var isOpen = true
    private var keys: KeyboardReader

    /// Takes the terminal over: standard input and output where both are one, else the controlling terminal.
    ///
    /// - Parameter color: whether colour may be used; where `NO_COLOR` is set the caller says `never`.
    public init(color: ColorPolicy = .auto) throws(TerminalError) {
        setlocale(LC_CTYPE, "")
        isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
        guard let value = getenv("TERM"), value.pointee != 0 else { throw TerminalError.termUnset }
        let name = String(cString: value)

        Emergency.install()
        let files = try TerminalFiles()
        var modes = termios()
        // Before newterm, which already sends something; and with a place for the error, or it would exit.
        var status: Int32 = 0
        let isKnown = setupterm(value, fileno(files.output), &status) == OK
        guard tcgetattr(files.inputDescriptor, &modes) == 0, isKnown, curses_capability("cup") != nil,
            let cursesScreen = newterm(value, files.output, files.input), let window = newwin(0, 0, 0, 0)
        else {
            files.close()
            throw isKnown ? TerminalError.termTooPlain(name) : TerminalError.termUnknown(name)
        }
        input = files.input
        output = files.output
        fileDescriptor = files.inputDescriptor
        savedModes = modes
        self.cursesScreen = cursesScreen
        self.window = window
        keys = KeyboardReader(window: window, descriptor: files.inputDescriptor)
        size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
        Emergency.arm(fileno(output), Restoration.bytes(rows: size.rows), modes)
        raw()
        noecho()
        nonl()
        keys.prepare()
        attributes = Attributes(color)
    }

    deinit { close() }

    /// Gives the terminal back as it was. Doing it twice is doing it once.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        endwin()
        // Once more, from what was read before ncurses saw it, and without waiting for a line that may be stopped.
        var modes = savedModes
        tcsetattr(fileDescriptor, TCSANOW, &modes)
        Emergency.disarm()
        delwin(window)
        delscreen(cursesScreen)
        fclose(input)
        fclose(output)
    }

    /// Shows a screen: only rows that differ from the last one are handed on, and of those ncurses sends what changed.
    public func paint(_ screen: Screen) {
        guard isOpen else { return }
        if painted?.size != screen.size { werase(window) }
        let before = painted?.size == screen.size ? painted : nil
        for row in 0..<min(screen.size.rows, size.rows) {
            let cells = screen.row(row).prefix(size.columns)
            if let before, before.row(row).prefix(size.columns) == cells { continue }
            paint(cells, row)
        }
        if let cursor = screen.cursor, cursor.row < size.rows, cursor.column < size.columns {
            wmove(window, Int32(cursor.row), Int32(cursor.column))
            curs_set(1)
        } else {
            curs_set(0)
        }
        painted = screen
        wrefresh(window)
    }

    private func paint(_ cells: ArraySlice<Cell>, _ row: Int) {
        wmove(window, Int32(row), 0)
        var rest = cells
        while let style = rest.first?.style {
            let isBlank = rest.first?.text == " "
            // Ncurses goes back to plain text after each update, so that a typed character with attributes costs 18 bytes,
            // and one without costs 1. The room of the focused field is underlined, and what is typed there is plain.
            let splits = style == .focusedField
            let run = rest.prefix { $0.style == style && (!splits || ($0.text == " ") == isBlank) }
            rest = rest.dropFirst(run.count)
            attributes.set(splits && !isBlank ? .normal : style, on: window)
            let text = run.flatMap { WideText.scalars(of: $0) }
            // The last cell of the last row is an error to ncurses, which has written it all the same.
            _ = waddnwstr(window, text, Int32(text.count))
        }
    }

    /// Shows the last screen again, whatever the terminal shows now.
    public func redraw() {
        guard isOpen else { return }
        clearok(window, true)
        wrefresh(window)
    }

    /// Takes the size of the window from the system; the next screen is painted whole. Says whether it has changed.
    @discardableResult
    public func resize() -> Bool {
        guard isOpen else { return false }
        var window = winsize()
        guard ioctl(fileno(output), UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return false
        }
        let before = size
        size = Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
        resizeterm(Int32(size.rows), Int32(size.columns))
        Emergency.arm(fileno(output), Restoration.bytes(rows: size.rows), savedModes)
        wresize(self.window, Int32(size.rows), Int32(size.columns))
        painted = nil
        clearok(self.window, true)
        return size != before
    }

    /// Stops the program as its shell expects, with the terminal given back meanwhile, and returns when it goes on.
    public func suspend() {
        guard isOpen else { return }
        endwin()
        var old = sigaction()
        var new = sigaction()
        // The rest of the group first, for the script that started us is to stop as well; then this process, by a signal
        // to this very thread, which returns when it goes on.
        new.__sigaction_handler.sa_handler = SIG_IGN
        sigaction(SIGTSTP, &new, &old)
        kill(0, SIGTSTP)
        new.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(SIGTSTP, &new, nil)
        raise(SIGTSTP)
        sigaction(SIGTSTP, &old, nil)
        resume()
    }

    /// Takes the terminal over again after somebody else had it.
    public func resume() {
        guard isOpen else { return }
        reset_prog_mode()
        resize()
    }

    /// Takes all keys that were pressed, without waiting for any.
    ///
    /// Throws ``TerminalError/hungUp`` once the terminal is gone and its last keys were taken.
    public func readKeys() throws(TerminalError) -> [Key] {
        guard isOpen else { throw TerminalError.hungUp }
        return try keys.read()
    }
}
