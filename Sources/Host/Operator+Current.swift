public import CertificateModel
import Glibc
import Threads

extension Operator {
    /// Who runs this process.
    public static var current: Operator {
        Operator(
            uid: getuid(), login: loginName(getuid()), sudoUser: variable("SUDO_USER"),
            sshConnection: variable("SSH_CONNECTION"), terminal: terminalName())
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
            return String(nulTerminated: buffer)
        }
        return nil
    }
}
