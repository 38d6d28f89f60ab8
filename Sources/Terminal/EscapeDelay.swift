internal import Glibc

/// How long the rest of a sequence may take to come. After that, a single Escape is the Escape key.
enum EscapeDelay {
    /// Longer than a sequence takes on its way to a window, too short to be noticed.
    static let usual: Int32 = 40
    /// Longer than a sequence takes on a serial line, through an adapter or a console server.
    static let serial: Int32 = 200
    /// As long as ncurses takes it (curs_getch(3X)).
    private static let longest: Int32 = 30_000

    /// The delay in milliseconds: what `ESCDELAY` says (ncurses(3X)), else by the line.
    static func milliseconds(_ variable: String?, isSerial: Bool) -> Int32 {
        if let variable, let value = Int32(variable), value >= 0 { return min(value, longest) }
        return isSerial ? serial : usual
    }

    /// The delay for the terminal behind a descriptor, which has these modes.
    static func of(_ descriptor: Int32, _ modes: termios) -> Int32 {
        var modes = modes
        return milliseconds(
            getenv("ESCDELAY").map { String(cString: $0) },
            isSerial: cfgetospeed(&modes) <= speed_t(B38400) && TerminalDevice(descriptor)?.isLine == true)
    }
}
