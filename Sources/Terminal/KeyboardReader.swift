internal import CNcurses
internal import Glibc
internal import ScreenKit

/// Reads from ncurses without waiting, and turns input into keys.
struct KeyboardReader {
    let window: UnsafeMutablePointer<WINDOW>
    let descriptor: Int32

    /// The delay in ms after which a single Escape is the Escape key: longer than a sequence takes at 9600 baud, too
    /// short to be noticed.
    private static let escapeDelay: Int32 = 40

    private var decoder = KeyDecoder()
    private var partialCharacter = mbstate_t()

    init(window: UnsafeMutablePointer<WINDOW>, descriptor: Int32) {
        self.window = window
        self.descriptor = descriptor
    }

    /// Sets the window up for reading.
    func prepare() {
        keypad(window, true)
        nodelay(window, true)
        set_escdelay(KeyboardReader.escapeDelay)
        // On the Linux console, terminfo has this sequence under a name that ncurses has no key code for.
        define_key("\u{1B}[Z", KEY_BTAB)
    }

    /// Takes all keys that were pressed. Throws when the terminal has hung up and its last keys were taken.
    mutating func read() throws(TerminalError) -> [Key] {
        var taken: [Key] = []
        while true {
            let code = wgetch(window)
            if code == ERR {
                // The rest of a sequence may still arrive over a slow line.
                guard decoder.isWaiting, isReadable(within: KeyboardReader.escapeDelay), !isAtEnd else { break }
            } else if code > 255 {
                taken += decoder.finish()
                if let key = Key(cursesCode: code) { taken.append(key) }
            } else if let scalar = decode(UInt8(truncatingIfNeeded: code)) {
                taken += decoder.take(scalar)
            }
        }
        taken += decoder.finish()
        if taken.isEmpty, isAtEnd { throw TerminalError.hungUp }
        return taken
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
