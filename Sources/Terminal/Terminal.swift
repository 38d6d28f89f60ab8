internal import CNcurses
internal import Glibc
public import ScreenKit

/// The terminal: paints screens and reads keys.
///
/// There is one at a time, on one thread, because ncurses has global state.
public final class Terminal {
    /// The current size of the screen.
    public private(set) var size: Size
    /// Readable while there are keys to take, or after the terminal has hung up.
    public let fileDescriptor: Int32
    /// Whether the terminal's locale is UTF-8. Otherwise only ASCII is shown.
    public let isUTF8: Bool

    private let input: UnsafeMutablePointer<FILE>
    private let output: UnsafeMutablePointer<FILE>
    private let cursesScreen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private let attributes: Attributes
    private let savedModes: termios
    /// What the terminal shows; nil where that is not known.
    private var painted: Screen?
    /// What each row shows, on a slow line; the rows that are nil were not painted since the screen was cleared.
    private var rows: [ArraySlice<Cell>?] = []
    /// How much the line takes, where it is slow.
    private var slowLine: SlowLine?
    /// Whether what the terminal shows is not trusted, and is painted again as a whole.
    private var isStale = false
    /// How long to wait for keys at most, before the picture is painted on; nil where it is painted.
    public private(set) var pause: Duration?
    /// Whether a part of the picture is still to be painted, on a slow line; rows that may wait do not count.
    public private(set) var isBehind = false
    private var isOpen = true
    private var keys: KeyboardReader

    /// Opens the terminal: standard input and output if both are one, else the controlling terminal.
    ///
    /// - Parameters:
    ///   - color: whether colour may be used. The caller passes `never` if `NO_COLOR` is set.
    ///   - isSlow: whether the operator says that the line is slow. Otherwise its speed does.
    public init(color: ColorPolicy = .auto, isSlow: Bool = false) throws(TerminalError) {
        setlocale(LC_CTYPE, "")
        isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
        guard let value = getenv("TERM"), value.pointee != 0 else { throw TerminalError.termUnset }
        let name = String(cString: value)
        isLinuxConsole = name == "linux" || name.hasPrefix("linux-")

        Emergency.install()
        let files = try TerminalFiles()
        var modes = termios()
        // setupterm(3X) needs a place for its error, or it would exit.
        var status: Int32 = 0
        let isKnown = setupterm(value, fileno(files.output), &status) == OK
        guard tcgetattr(files.inputDescriptor, &modes) == 0, isKnown, curses_capability("cup") != nil else {
            files.close()
            throw isKnown ? TerminalError.termTooPlain(name) : TerminalError.termUnknown(name)
        }
        // newterm(3X) sends output already: whatever ends the program from here on, the terminal is restored.
        let rows = Self.windowSize(fileno(files.output))?.rows ?? 24
        Emergency.arm(fileno(files.output), Restoration.bytes(rows: rows), modes)
        guard let cursesScreen = newterm(value, files.output, files.input), let window = newwin(0, 0, 0, 0) else {
            Emergency.disarm()
            files.close()
            throw TerminalError.termTooPlain(name)
        }
        input = files.input
        output = files.output
        fileDescriptor = files.inputDescriptor
        savedModes = modes
        self.cursesScreen = cursesScreen
        self.window = window
        keys = KeyboardReader(
            window: window, descriptor: files.inputDescriptor, delay: EscapeDelay.of(files.inputDescriptor, modes))
        size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
        slowLine = SlowLine(fileno(files.output), modes, isSaid: isSlow)
        Emergency.arm(fileno(output), Restoration.bytes(rows: size.rows), modes)
        KernelMessages.hold(for: files.inputDescriptor)
        raw()
        noecho()
        nonl()
        keys.prepare()
        attributes = Attributes(color)
        send(Restoration.pasting(isBracketed: true))
    }

    deinit { close() }

    /// Restores the terminal. A second call does nothing.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        send(Restoration.pasting(isBracketed: false))
        endwin()
        send(Restoration.belowPicture)
        // Set the modes from before ncurses again, with TCSANOW: a stopped line would never drain.
        var modes = savedModes
        tcsetattr(fileDescriptor, TCSANOW, &modes)
        KernelMessages.release()
        Emergency.disarm()
        delwin(window)
        delscreen(cursesScreen)
        fclose(input)
        fclose(output)
    }

    /// The signs for this terminal, as far as they depend on its kind, its charset and its line.
    public var glyphs: Glyphs {
        let glyphs: Glyphs = isUTF8 ? (isLinuxConsole ? .console : .unicode) : .ascii
        return isSlow ? glyphs.forSlowLine : glyphs
    }

    /// Whether `TERM` names the Linux console, as `linux` and `linux-16color` do (term(7)).
    private let isLinuxConsole: Bool

    /// Whether the line is slow: the caller chooses signs for it, and paints again after ``pause``.
    public var isSlow: Bool { slowLine != nil }

    /// Paints a screen. Only rows that changed go to ncurses, which sends only cells that changed.
    ///
    /// Another program may have written on the terminal: `isWhole` paints everything, whatever stands there. On a slow line
    /// only a part is painted at once, the newest picture's always, and ``pause`` says when the next one is.
    public func paint(_ screen: Screen, isWhole: Bool = false) {
        guard isOpen else { return }
        if isWhole { isStale = true }
        if slowLine != nil { return paintPart(of: screen) }
        if isStale {
            clearok(window, true)
            isStale = false
        }
        if painted?.size != screen.size { werase(window) }
        let before = painted?.size == screen.size ? painted : nil
        for row in 0..<min(screen.size.rows, size.rows) {
            let cells = screen.row(row).prefix(size.columns)
            if let before, before.row(row).prefix(size.columns) == cells { continue }
            paint(cells, row)
        }
        place(screen.cursor)
        painted = screen
        wrefresh(window)
    }

    /// Paints as many rows as the line takes at once. Rows with little to change come first: the answer to a key is among them.
    private func paintPart(of screen: Screen) {
        let queued = queuedBytes()
        var room = slowLine?.room(queued: queued) ?? 0
        if isStale || rows.count != screen.size.rows || painted?.size != screen.size {
            guard room > 0 else {
                (pause, isBehind) = (slowLine?.pause(queued: queued), true)
                return
            }
            werase(window)
            clearok(window, true)
            rows = Array(repeating: nil, count: screen.size.rows)
            isStale = false
        }
        painted = screen
        let restLeft = slowLine?.restLeft()
        let blank = ArraySlice(repeating: Cell.blank(), count: screen.size.columns)
        var (left, areWaiting, spent) = ([(row: Int, cost: Int)](), false, 0)
        for row in 0..<min(screen.size.rows, size.rows) where rows[row] ?? blank != screen.row(row) {
            if restLeft != nil, rows[row] != nil, screen.patientRows.contains(row) {
                areWaiting = true
                continue
            }
            let cost = RowCost.bytes(from: rows[row] ?? blank, to: screen.row(row), isPlain: Attributes.isPlain)
            left.append((row, cost))
        }
        left = left.filter { $0.cost <= Self.littleCost } + left.filter { $0.cost > Self.littleCost }
        let isFree = queued == 0 && room > 0
        while let (row, cost) = left.first, cost <= room || (isFree && spent == 0) {
            left.removeFirst()
            paint(screen.row(row).prefix(size.columns), row)
            rows[row] = screen.row(row)
            spent += cost
            room -= cost
        }
        place(screen.cursor)
        // A hidden cursor may stay where it is.
        leaveok(window, screen.cursor == nil)
        wrefresh(window)
        slowLine?.send(spent)
        isBehind = !left.isEmpty
        pause = isBehind ? slowLine?.pause(queued: queuedBytes()) : (areWaiting ? restLeft : nil)
    }

    /// The bytes of a row that count as little: a marker that moves, a letter.
    private static let littleCost = 32

    /// How many bytes the line still holds, as far as it says so: a pseudo-terminal never does (ioctl_tty(2)).
    private func queuedBytes() -> Int {
        var waiting: Int32 = 0
        return ioctl(fileno(output), UInt(TIOCOUTQ), &waiting) == 0 ? Int(waiting) : 0
    }

    private func place(_ cursor: Position?) {
        if let cursor, cursor.row < size.rows, cursor.column < size.columns {
            wmove(window, Int32(cursor.row), Int32(cursor.column))
            curs_set(1)
        } else {
            curs_set(0)
        }
    }

    private func paint(_ cells: ArraySlice<Cell>, _ row: Int) {
        wmove(window, Int32(row), 0)
        var rest = cells
        while let style = rest.first?.style {
            let isBlank = rest.first?.text == " "
            // Ncurses resets the attributes after each update: a typed character costs 18 bytes with attributes, 1 byte
            // without. The focused field is therefore underlined only where it is empty.
            let splits = style == .focusedField
            let run = rest.prefix { $0.style == style && (!splits || ($0.text == " ") == isBlank) }
            rest = rest.dropFirst(run.count)
            attributes.set(splits && !isBlank ? .normal : style, on: window)
            let text = run.flatMap { WideText.scalars(of: $0) }
            // For the last cell of the last row, ncurses returns an error but does write it.
            _ = waddnwstr(window, text, Int32(text.count))
        }
    }

    /// The size of the window of a terminal (ioctl_tty(2)); nil where the system does not know it.
    private static func windowSize(_ descriptor: Int32) -> Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return nil
        }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// Reads the window size from the system. The next screen is painted completely. Returns whether the size has
    /// changed.
    @discardableResult
    public func resize() -> Bool {
        guard isOpen else { return false }
        guard let new = Self.windowSize(fileno(output)) else { return false }
        let before = size
        size = new
        resizeterm(Int32(size.rows), Int32(size.columns))
        Emergency.arm(fileno(output), Restoration.bytes(rows: size.rows), savedModes)
        wresize(window, Int32(size.rows), Int32(size.columns))
        painted = nil
        isStale = true
        return size != before
    }

    /// Stops the process as job control requires: restores the terminal, stops, and takes it again after SIGCONT.
    public func suspend() {
        guard isOpen else { return }
        var old = sigaction()
        var new = sigaction()
        // Where it is ignored, there is nobody who would continue the process.
        sigaction(SIGTSTP, nil, &old)
        guard old.handlerAddress != ignoredHandlerAddress else { return }
        send(Restoration.pasting(isBracketed: false))
        endwin()
        send(Restoration.belowPicture)
        KernelMessages.release()
        // First stop the rest of the process group, because a script may have started this program. Then stop this
        // process, by a signal to this thread; raise(3) returns after SIGCONT.
        new.__sigaction_handler.sa_handler = SIG_IGN
        sigaction(SIGTSTP, &new, &old)
        kill(0, SIGTSTP)
        new.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(SIGTSTP, &new, nil)
        raise(SIGTSTP)
        sigaction(SIGTSTP, &old, nil)
        resume()
    }

    /// Takes the terminal again after another program used it.
    public func resume() {
        guard isOpen else { return }
        KernelMessages.hold(for: fileDescriptor)
        reset_prog_mode()
        send(Restoration.pasting(isBracketed: true))
        resize()
    }

    /// Writes bytes of which ncurses knows nothing.
    private func send(_ bytes: [UInt8]) { _ = write(fileno(output), bytes, bytes.count) }

    /// Takes the next key that was pressed, without waiting; nil where there is none.
    ///
    /// One key at a time, so that nothing is late because much was pressed: ``hasMoreKeys`` says whether to ask again.
    /// Throws ``TerminalError/hungUp`` when the terminal has hung up and its last key was taken.
    public func nextKey() throws(TerminalError) -> Key? {
        guard isOpen else { throw TerminalError.hungUp }
        let key = try keys.next()
        if key != nil { slowLine?.pressed() }
        return key
    }

    /// Whether there may be keys that were pressed and not looked at. The descriptor need not be readable for them.
    public var hasMoreKeys: Bool { isOpen && keys.mayHaveMore }

    /// Drops all keys that were pressed so far: they are older than what is painted next.
    public func discardKeys() {
        guard isOpen else { return }
        keys.discard()
    }
}
