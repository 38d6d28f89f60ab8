/// A host name as RFC 1123 section 2.1 has it: one label or a fully qualified name, in lower case, without a final dot.
///
/// Labels are 1 to 63 letters, digits and hyphens, the whole at most 253 characters (RFC 1035 section 2.3.4). An
/// internationalised name is kept as its A-labels (RFC 5890 section 2.3.2.1).
public struct HostName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name, lower-case, in A-label form.
    public let text: String

    /// The host name that `text` writes; refused with the reason where it writes none, or one that no server should have
    /// and that is not among the accepted ones.
    public init(_ text: some StringProtocol, accepting accepted: AcceptedValues = .none) throws(Refusal) {
        self = try Self.parse(text, accepting: accepted).name
    }

    /// The first label: the name without its domain.
    public var firstLabel: HostName { HostName(checked: String(text.prefix { $0 != "." })) }

    /// The name.
    public var description: String { text }

    /// By code point.
    public static func < (left: HostName, right: HostName) -> Bool { left.text < right.text }

    init(checked text: String) { self.text = text }

    /// A parsed name, and a word about what was changed on the way to it, where something was.
    public struct Parsed: Hashable, Sendable {
        /// The name.
        public let name: HostName
        /// For example that a final dot was left out.
        public let remark: String?
    }

    /// Parses `text`, and says what it changed: a final dot left out, an internationalised name converted.
    public static func parse(
        _ text: some StringProtocol, accepting accepted: AcceptedValues = .none
    ) throws(Refusal) -> Parsed {
        let typed = text.trimmed
        let quoted = VisibleText.quoted(typed)
        guard !typed.isEmpty else {
            throw Refusal("\"\" is not a host name", hint: "type a name such as ipo1.example.com")
        }
        if (try? IPAddress(typed)) != nil {
            throw Refusal(
                "\(quoted) is an IP address, not a host name",
                hint: "type a name such as ipo1.example.com; addresses have their own fields")
        }
        var remark: String?
        var name = typed
        if name.hasSuffix("."), name.count > 1 {
            name.removeLast()
            remark = "the final dot of \(quoted) was left out"
        }
        if !name.unicodeScalars.allSatisfy(\.isASCII) {
            name = try InternationalizedName.aLabels(of: name)
            remark = "\(quoted) is written \"\(name)\""
        }
        name = name.lowercased()
        try checkForm(of: name, quoted: quoted)
        let parsed = HostName(checked: name)
        if !accepted.contains(parsed) { try checkUse(of: name, quoted: quoted) }
        return Parsed(name: parsed, remark: remark)
    }

    private static func checkForm(of name: String, quoted: String) throws(Refusal) {
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            try check(label: label, quoted: quoted)
        }
        guard name.utf8.count <= 253 else {
            throw Refusal(
                "\(quoted) has \(name.utf8.count) characters, and a host name has at most 253",
                hint: "use a shorter name")
        }
    }

    /// The names that every machine has for itself: RFC 6761 section 6.3, and those of usual files `/etc/hosts`.
    private static let ownNames: Set = [
        "localhost", "localhost.localdomain", "localhost4", "localhost4.localdomain4", "localhost6",
        "localhost6.localdomain6",
    ]

    /// Refuses what has the form of a name, and is none by which others find a server.
    private static func checkUse(of name: String, quoted: String) throws(Refusal) {
        guard !ownNames.contains(name), !name.hasSuffix(".localhost") else {
            throw Refusal(
                "\(quoted) means \"this machine\" on every machine",
                hint: "type the name that phones and browsers use for this server")
        }
        let labels = name.split(separator: ".")
        if let last = labels.last, last.allSatisfy(\.isNumber) {
            throw Refusal(
                "\(quoted) ends in a number, like a mistyped IP address",
                hint: labels.count == 4 && labels.allSatisfy { $0.allSatisfy(\.isNumber) }
                    ? "use numbers from 0 to 255 in an IPv4 address"
                    : "use a letter in the last label of a host name")
        }
    }

    private static func check(label: Substring, quoted: String) throws(Refusal) {
        guard !label.isEmpty else {
            throw Refusal("\(quoted) has an empty label", hint: "put exactly one dot between two labels")
        }
        if let wrong = label.unicodeScalars.first(where: { !isAllowed($0) }) {
            throw Refusal(
                "\(quoted) has \(Self.named(wrong)), which a host name cannot have",
                hint: "use letters, digits and hyphens, with dots between labels")
        }
        guard label.utf8.count <= 63 else {
            throw Refusal(
                "\(quoted) has a label of \(label.utf8.count) characters, and a label has at most 63",
                hint: "shorten \"\(label.prefix(12))...\"")
        }
        guard label.first != "-", label.last != "-" else {
            throw Refusal(
                "\(quoted) has a label that starts or ends with a hyphen",
                hint: "put hyphens only between letters or digits")
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-": true
        default: false
        }
    }

    private static func named(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "_": "an underscore"
        case " ": "a space"
        case "*": "an asterisk"
        default: VisibleText.quoted(String(Character(scalar)))
        }
    }
}
