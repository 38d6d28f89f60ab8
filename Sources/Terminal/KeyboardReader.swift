internal import CNcurses
internal import Glibc
internal import ScreenKit

/// Reads from ncurses without waiting, and turns input into keys.
struct KeyboardReader {
    let window: UnsafeMutablePointer<WINDOW>
    let descriptor: Int32

    /// How many milliseconds the rest of a sequence may take to come.
    private let delay: Int32
    /// How many octets are looked at in one go: as many as the kernel holds for a terminal.
    private static let most = 4096
    /// How many milliseconds may be between two keys that wait: less than between two that are typed.
    private static let gap: Int32 = 5
    /// How long the rest of a sequence that comes late is still known for one.
    private static let pause = Duration.seconds(5)

    private var decoder = KeyDecoder()
    private var partialCharacter = mbstate_t()
    /// When the last key was taken.
    private var lastRead = ContinuousClock.now
    /// Keys that are complete and not taken yet: a character may complete two.
    private var complete: [Key] = []
    /// Whether what was pressed so far is for nobody.
    private var isDropping = false
    /// Whether there may be input that was not looked at.
    private(set) var mayHaveMore = false

    init(window: UnsafeMutablePointer<WINDOW>, descriptor: Int32, delay: Int32) {
        self.window = window
        self.descriptor = descriptor
        self.delay = delay
    }

    /// Sets the window up for reading.
    func prepare() {
        keypad(window, true)
        nodelay(window, true)
        set_escdelay(delay)
        // On the Linux console, terminfo has this sequence under a name that ncurses has no key code for.
        define_key("\u{1B}[Z", KEY_BTAB)
        // For ncurses, the keypad of a vt100 has function keys, and that of an xterm has Home and End. A key code of 0
        // takes a sequence away from it.
        for final in KeyDecoder.keypad.keys {
            let sequence = "\u{1B}O\(final)"
            if key_defined(sequence) > 0 { define_key(sequence, 0) }
        }
    }

    /// Takes the next key that was pressed; nil if there is none, or if none was complete when it had looked at so much input
    /// that others must have their turn: `mayHaveMore` tells. Throws when the terminal has hung up and its last key was taken.
    mutating func next() throws(TerminalError) -> Key? {
        if ContinuousClock.now - lastRead > KeyboardReader.pause { decoder.pause() }
        defer { lastRead = ContinuousClock.now }
        mayHaveMore = true
        for _ in 0..<KeyboardReader.most {
            if isDropping { complete = [] }
            if !complete.isEmpty { return complete.removeFirst() }
            let code = wgetch(window)
            if code == ERR {
                guard try !rests() else { return nil }
            } else if code > 255 {
                complete += decoder.take(decoded: Key(cursesCode: code))
            } else if let scalar = decode(UInt8(truncatingIfNeeded: code)) {
                complete += decoder.take(scalar)
            }
        }
        return nil
    }

    /// Whether all input was looked at, and came to no further key.
    private mutating func rests() throws(TerminalError) -> Bool {
        // The rest of a sequence may still arrive over a slow line.
        let wait = decoder.isPerhapsTyped ? min(delay, EscapeDelay.usual) : delay
        if decoder.isWaiting, isReadable(within: wait), !isAtEnd { return false }
        // What was typed long before may be on its way through the kernel.
        if isDropping, isReadable(within: KeyboardReader.gap), !isAtEnd { return false }
        complete += decoder.finish()
        if isDropping {
            decoder.dropPaste()
            (isDropping, complete) = (false, [])
        }
        guard complete.isEmpty else { return false }
        mayHaveMore = false
        if isAtEnd { throw TerminalError.hungUp }
        return true
    }

    /// Drops all keys that were pressed, and with them what is left of a paste: what cannot be looked at now, as soon as it is.
    mutating func discard() {
        isDropping = true
        // A terminal that has hung up says so at the next key.
        _ = try? next()
    }

    /// Decodes bytes in the terminal's locale; a character may arrive in several calls. Invalid bytes become U+FFFD: if
    /// they vanished, a name would look right and be wrong.
    ///
    /// wget_wch(3X) is not used: it loses a character whose bytes arrive in two reads.
    private mutating func decode(_ byte: UInt8) -> Unicode.Scalar? {
        var byte = CChar(bitPattern: byte)
        var wide = wchar_t()
        let count = mbrtowc(&wide, &byte, 1, &partialCharacter)
        if count == -1 {
            partialCharacter = mbstate_t()
            return "\u{FFFD}"
        }
        guard count >= 0 else { return nil }
        return Unicode.Scalar(UInt32(truncatingIfNeeded: wide))
    }

    private func isReadable(within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }

    /// Whether the terminal has hung up: poll(2) says that it is readable, but there is nothing to read.
    private var isAtEnd: Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 0) > 0 else { return false }
        var waiting: Int32 = 0
        let isEmpty = ioctl(descriptor, UInt(FIONREAD), &waiting) != 0 || waiting == 0
        return isEmpty || polled.revents & Int16(POLLERR | POLLNVAL) != 0
    }
}
