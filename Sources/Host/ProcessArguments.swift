import CHost

/// The arguments of this process.
public enum ProcessArguments {
    /// All arguments; the first is the program's name. Octets that are not UTF-8 are replaced (U+FFFD).
    ///
    /// `CommandLine.arguments` needs `/proc`, which may not be mounted on a rescue console.
    public static let all: [String] = {
        var all: [String] = []
        var next = CHost_arguments()
        while let argument = next?.pointee {
            all.append(String(cString: argument))
            next = next?.successor()
        }
        return all
    }()
}
