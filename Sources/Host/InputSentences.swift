package import CertificateModel
import Threads
import Glibc

/// The sentences about a path that cannot be read.
package struct InputSentences {
    private let path: String
    private let quoted: String
    private let missingHint: String

    /// U+FFFD stands for octets that are not UTF-8, for example in the arguments of a command.
    private static let mended: Unicode.Scalar = "\u{fffd}"

    /// The sentences about a path; `missingHint` is the hint if nothing is there.
    package init(_ path: String, missingHint: String) {
        self.path = path
        self.quoted = VisibleText.quoted(path)
        self.missingHint = missingHint
    }

    /// The refusal for a system error number.
    package func refusal(of code: Int32) -> Refusal {
        switch code {
        case ENOENT, ENOTDIR:
            Refusal(
                "\(quoted) is not there",
                hint: path.unicodeScalars.contains(Self.mended)
                    ? "give it another name: this one is not UTF-8" : missingHint)
        case EACCES, EPERM:
            Refusal("\(quoted) cannot be read by this user", hint: "change its permissions, or run as its owner")
        default:
            Refusal(
                "\(quoted) cannot be read: \(SystemReason.text(code))", hint: "check the path and the disk it is on")
        }
    }

    /// The refusal of a file with more than `limit` octets; `content` is what it should hold.
    package func tooLarge(limit: Int, content: String, isStream: Bool = false) -> Refusal {
        Refusal(
            "\(quoted) is larger than \(Self.size(limit)), the limit for \(content)",
            hint: isStream ? "name the file instead of \"-\"" : "check that it is the file you mean")
    }

    /// Refuses a path with a NUL, which would end the path in a system call.
    func refuseNull() throws(Refusal) {
        guard path.utf8.contains(0) else { return }
        throw Refusal("\(quoted) is not a file name", hint: "type the path of a file")
    }

    /// The refusal of a pipe that has not ended in time.
    func tooSlow(_ patience: Duration) -> Refusal {
        Refusal(
            "\(quoted) is a pipe that does not end within \(patience.components.seconds) seconds",
            hint: "write a file first, and name that")
    }

    /// Refuses folders, sockets and devices but `/dev/null`, which is empty.
    func refuseUnreadable(_ status: stat, standardInput: Bool) throws(Refusal) {
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFIFO: return
        // Documentation/admin-guide/devices.txt of Linux.
        case S_IFCHR where DeviceNumber(code: UInt64(status.st_rdev)) == DeviceNumber(major: 1, minor: 3): return
        case S_IFDIR: throw Refusal("\(quoted) is a folder", hint: "name a file in it")
        default:
            throw Refusal(
                "\(quoted) is not a regular file",
                hint: standardInput ? "use \"-\" to read from standard input" : "name a file on a disk")
        }
    }

    private static func size(_ octets: Int) -> String {
        for (unit, name) in [(1 << 20, "MiB"), (1 << 10, "KiB")] where octets >= unit && octets % unit == 0 {
            return "\(octets / unit) \(name)"
        }
        return "\(octets) bytes"
    }
}
