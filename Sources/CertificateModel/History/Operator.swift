/// Who acts: what the manifest and the journal keep about the person behind a run.
///
/// The names come from the environment, which its user can set to anything. They are cleaned here, and are a note for
/// people, not a proof.
public struct Operator: Codable, Hashable, Sendable {
    /// The real user id of the process.
    public var uid: UInt32
    /// The user's name, from the user database.
    public var login: String?
    /// The user who called sudo (`SUDO_USER`).
    public var sudoUser: String?
    /// The address from which the SSH session came (`SSH_CONNECTION`).
    public var sshClient: String?
    /// The terminal, as a path.
    public var terminal: String?

    /// An operator from raw values, which are cleaned.
    public init(
        uid: UInt32, login: String? = nil, sudoUser: String? = nil, sshConnection: String? = nil,
        terminal: String? = nil
    ) {
        self.uid = uid
        self.login = Self.name(login)
        self.sudoUser = Self.name(sudoUser)
        self.sshClient = Self.address(sshConnection)
        self.terminal = Self.name(terminal)
    }

    private static func name(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return VisibleText.cleaned(text, limit: 64)
    }

    /// The first word of `SSH_CONNECTION`, if it can be an address.
    private static func address(_ text: String?) -> String? {
        guard let word = text?.utf8.split(separator: 0x20, maxSplits: 1).first, word.count <= 64 else { return nil }
        let usable = word.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x25, 0x5F: true
            default: false
            }
        }
        return usable ? String(word) : nil
    }

    /// Who it was, also behind sudo and over SSH: fit to be shown.
    public var sentence: String {
        var text = Self.clean(login ?? "user \(uid)")
        if let sudoUser { text += ", through sudo of \(Self.clean(sudoUser))" }
        if let sshClient { text += ", from \(Self.clean(sshClient))" }
        if let terminal { text += ", on \(Self.clean(terminal))" }
        return text
    }

    /// The name of the person: of the user who called sudo, else of the user of the process.
    public var person: String { Self.clean(sudoUser ?? login ?? "user \(uid)") }

    /// Cleans again: what was decoded from a file did not go through the initialiser.
    private static func clean(_ text: String) -> String { VisibleText.cleaned(text, limit: 64) }
}
