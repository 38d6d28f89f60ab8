/// A LAN that is answered as a port of the host: its addresses are those of the port, also later.
public enum PortChoice: Hashable, Sendable, CustomStringConvertible {
    /// The port that the rule chooses.
    case auto
    /// The port of this name.
    case named(String)

    /// The choice that `text` writes: `auto`, or the name of a port.
    public init(_ text: some StringProtocol) throws(Refusal) {
        let name = text.trimmed
        // What the kernel takes as the name of an interface (dev_valid_name() in net/core/dev.c).
        guard (1...15).contains(name.utf8.count), name != ".", name != "..",
            name.unicodeScalars.allSatisfy({
                $0.isASCII && $0.value > 0x20 && $0.value != 0x7F && $0 != "/" && $0 != ":"
            })
        else {
            throw Refusal(
                "\(VisibleText.quoted(name)) is not the name of a port",
                hint: "use the name that \"ip link\" shows, such as \"eno1\", or \"auto\"")
        }
        self = name == "auto" ? .auto : .named(name)
    }

    /// As an answers file writes it.
    public var description: String {
        switch self {
        case .auto: "auto"
        case .named(let name): name
        }
    }
}
