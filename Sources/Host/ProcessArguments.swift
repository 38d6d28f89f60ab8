import CHost

/// The arguments that this process was started with.
public enum ProcessArguments {
    /// All arguments. The first is the program's name. Octets that are not UTF-8 are replaced (U+FFFD).
    ///
    /// What `CommandLine.arguments` says where `/proc` is mounted: on a console in need of rescue it may not be.
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
