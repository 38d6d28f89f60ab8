/// How much is asked of a certificate that a third party issued: the levels of the specification.
public struct CheckLevel: Hashable, Sendable, CustomStringConvertible {
    /// The levels without the remote checks; each asks for what the one before it does, and more.
    public enum Base: String, CaseIterable, Hashable, Sendable, Comparable {
        /// In date.
        case none
        /// And a key that is not trivially broken.
        case low
        /// And a whole chain, and fit for a server.
        case medium
        /// And strong, not self-signed, and trusted by name.
        case high

        /// Less asked before more.
        public static func < (left: Base, right: Base) -> Bool { left.rank < right.rank }

        private var rank: Int { Base.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The level without the remote checks.
    public let base: Base
    /// Whether the names in use have to be among the certificate's, which is what a peer at the other end checks.
    public let isRemote: Bool

    private init(_ base: Base, isRemote: Bool = false) {
        self.base = base
        self.isRemote = isRemote
    }

    /// What holds where nothing else was chosen.
    public static let medium = CheckLevel(.medium)

    /// Every level there is, from the one that asks least: the remote checks go with `medium` and `high`.
    public static let all: [CheckLevel] =
        Base.allCases.map { CheckLevel($0) } + [CheckLevel(.medium, isRemote: true), CheckLevel(.high, isRemote: true)]

    /// The names of all levels, to choose from.
    public static let names = "\(all.dropLast().map(\.description).joined(separator: ", ")) or \(all[all.count - 1])"

    /// The level of this name, as `--level` takes it: `medium`, `high+remote`.
    public init(name: some StringProtocol) throws(Refusal) {
        let name = name.trimmed
        guard let level = CheckLevel.all.first(where: { $0.description == name }) else {
            throw Refusal(
                "\(VisibleText.quoted(name)) is not a check level",
                hint: "use \(Self.names)")
        }
        self = level
    }

    /// The level after this one, and the first again after the last.
    public var next: CheckLevel {
        let index = Self.all.firstIndex(of: self) ?? 0
        return Self.all[(index + 1) % Self.all.count]
    }

    /// The level's name.
    public var description: String { isRemote ? "\(base.rawValue)+remote" : base.rawValue }
}
