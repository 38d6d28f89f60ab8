import CertificateModel
import Glibc

/// Who acts: what the manifest and the journal keep about the person behind a run.
///
/// The names come from the environment and can be anything its owner likes; they are cleaned here, and are a note for
/// people, never a proof.
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

    /// Who runs this process.
    public static var current: Operator {
        Operator(
            uid: getuid(), login: loginName(getuid()), sudoUser: variable("SUDO_USER"),
            sshConnection: variable("SSH_CONNECTION"), terminal: terminalName())
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

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func loginName(_ uid: uid_t) -> String? {
        var record = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, getpwuid_r(uid, &record, start, buffer.count, &found) == 0,
                found != nil,
                let name = record.pw_name
            else { return nil }
            return String(cString: name)
        }
    }

    private static func terminalName() -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        for descriptor in [STDIN_FILENO, STDERR_FILENO, STDOUT_FILENO]
        where ttyname_r(descriptor, &buffer, buffer.count - 1) == 0 {
            return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return nil
    }
}
