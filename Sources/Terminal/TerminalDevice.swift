internal import Glibc

/// What kind of device a terminal is, by its numbers, which are those of Linux (Documentation/admin-guide/devices.txt).
struct TerminalDevice: Hashable {
    let major: Int
    let minor: Int

    /// The device behind a descriptor; nil where that cannot be told.
    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        // The code of a device number in the C library (makedev(3)), of which 12 and 20 bits are in use.
        let code = UInt64(status.st_rdev)
        self.init(major: Int(code >> 8 & 0xFFF), minor: Int(code & 0xFF | code >> 12 & 0xFFF00))
    }

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    var isPseudoTerminal: Bool { (136...143).contains(major) }

    /// One of the screens of this machine; /dev/tty0 is the one in view.
    var isVirtualConsole: Bool { major == 4 && minor < 64 }

    /// Whether it is a line to somewhere: the others have a speed that no line has.
    var isLine: Bool { !isPseudoTerminal && !isVirtualConsole }

    /// Whether the kernel prints messages on it. `consoles` is what `/proc/consoles` says: a line for each console, which ends
    /// in its numbers. The line of the virtual consoles has those of the one in view.
    func isConsole(among consoles: String) -> Bool {
        // /dev/console is the last of them, whichever that is.
        if major == 5, minor == 1 { return true }
        return consoles.split(separator: "\n").contains { line in
            let numbers = line.split(separator: " ").last?.split(separator: ":").compactMap { Int($0) } ?? []
            guard numbers.count == 2 else { return false }
            let device = TerminalDevice(major: numbers[0], minor: numbers[1])
            return device == self || (device.isVirtualConsole && isVirtualConsole)
        }
    }
}
