internal import CNcurses
internal import Glibc
internal import ScreenKit

/// Takes what ncurses has read from the terminal, without waiting, and makes keys of it.
struct KeyboardReader {
    let window: UnsafeMutablePointer<WINDOW>
    let descriptor: Int32

    /// The delay in ms after which an Escape on its own is a key: longer than a sequence takes at 9600 baud, shorter than
    /// anyone notices.
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
        // Terminfo has this one for the console of Linux under a name that ncurses has no code for.
        define_key("\u{1B}[Z", KEY_BTAB)
    }

    /// Takes all keys that were pressed; throws once the terminal is gone and its last keys were taken.
    mutating func read() throws(TerminalError) -> [Key] {
        var taken: [Key] = []
        while true {
            let code = wgetch(window)
            if code == ERR {
                // The rest of a sequence may be on its way over a slow line.
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

    /// Puts the bytes of a character together in the terminal's locale, across calls. What is none there becomes U+FFFD:
    /// a letter that vanished without a word would leave a wrong name that looks right.
    ///
    /// By hand, because wget_wch(3X) loses a character whose bytes arrive in two reads.
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

    /// Whether the terminal is gone: hung up, or readable without anything to read.
    private var isAtEnd: Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 0) > 0 else { return false }
        var waiting: Int32 = 0
        let isEmpty = ioctl(descriptor, UInt(FIONREAD), &waiting) != 0 || waiting == 0
        return isEmpty || polled.revents & Int16(POLLERR | POLLNVAL) != 0
    }
}
