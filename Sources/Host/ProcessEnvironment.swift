import CHost
import Glibc

/// The environment variables of this process (environ(7)).
public enum ProcessEnvironment {
    private static let home = getenv("HOME").flatMap { String(validatingCString: $0) }

    /// What names files that OpenSSL and ncurses load or believe (openssl-env(7), ncurses(3X)). ncurses also looks for
    /// `.terminfo` in the home folder.
    private static let untrusted = [
        "OPENSSL_CONF", "OPENSSL_CONF_INCLUDE", "OPENSSL_ENGINES", "OPENSSL_MODULES", "TERMINFO", "TERMINFO_DIRS",
        "TERMCAP", "TERMPATH", "HOME",
    ]

    /// Forgets what could bring code or files of whoever started this process into one with more rights than theirs: root's,
    /// or those of a set-user-ID program. Call it before OpenSSL, ncurses and threads start.
    public static func distrust() {
        guard CHost_has_more_rights() != 0 else { return }
        // It stays known as the place where an operator has files.
        _ = home
        for name in untrusted { unsetenv(name) }
    }

    /// The value of a variable; nil if it is unset or empty.
    public static func value(_ name: String) -> String? {
        let value = name == "HOME" ? home : getenv(name).map { String(cString: $0) }
        return value?.isEmpty == false ? value : nil
    }
}
