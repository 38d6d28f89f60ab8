import Glibc

/// Whether somebody has logged in to run this program.
public enum LoginSession {
    /// False for a program that the ignition units start, which say so, and on a terminal of this machine's own that no login
    /// has set up. Neither is in the hands of whoever stands there.
    public static var isThere: Bool {
        isThere(
            environment: { name in getenv(name).map { String(cString: $0) } }, isOnOwnTerminal: isOnOwnTerminal,
            loginUser: KernelFile.text(of: "/proc/self/loginuid"))
    }

    /// The same, of these facts; `loginUser` is `/proc/self/loginuid`, which pam_loginuid(8) sets: to no number where the
    /// kernel has none.
    static func isThere(environment: (String) -> String?, isOnOwnTerminal: Bool, loginUser: String) -> Bool {
        if environment(unitVariable) == "none" { return false }
        // A login sets these (login(1), sulogin(8)); systemd.exec(5) sets none of them for a system service of root.
        let isLoggedIn = ["LOGNAME", "USER"].contains { environment($0)?.isEmpty == false }
        return isLoggedIn || !isOnOwnTerminal || UInt32(loginUser).map { $0 != UInt32.max } == true
    }

    /// The environment variable of the ignition units.
    static let unitVariable = "KEYTURN_LOGIN"

    /// Whether standard input is a terminal, and no pseudo-terminal: those have the major numbers 136 to 143
    /// (Documentation/admin-guide/devices.txt of Linux).
    private static var isOnOwnTerminal: Bool {
        var status = stat()
        guard isatty(STDIN_FILENO) == 1, fstat(STDIN_FILENO, &status) == 0 else { return false }
        return !(136...143).contains(DeviceNumber(code: UInt64(status.st_rdev)).major)
    }
}
