import Glibc

/// Namespaces of a command's own (unshare(1)).
enum Unshare {
    /// What to put before a command so that it has them: `--net`, `--mount`.
    ///
    /// Root has them for the asking; others are root in a user namespace, which is the command's own as well.
    static func prefix(_ kinds: String...) -> [String] {
        ["unshare"] + kinds + (geteuid() == 0 ? [] : ["--user", "--map-root-user"])
    }
}
