import CHost

/// Two names of a folder that change places.
public enum NameExchange {
    /// Lets two names in an open folder change places in one step; false where they did not, as on a file system that has no
    /// such step (renameat2(2)).
    public static func exchange(_ one: String, _ other: String, in folder: Int32) -> Bool {
        CHost_exchange_names(folder, one, other) == 0
    }
}
