import CertificateModel
import Glibc

/// Which files an operator may name: all of this host, or those of mounted media alone.
public enum FileReach: Hashable, Sendable {
    /// Every file that the user of this process may use.
    case everywhere
    /// The files of the media that are mounted below `/media`, `/run/media` and `/mnt`: for somebody who has not logged in.
    ///
    /// The file system of an open file decides, not its path: a symbolic link on a medium leads nowhere else.
    case media

    /// Why a path is refused that leads beyond the reach.
    static func refusal(of path: String) -> Refusal {
        Refusal("\(VisibleText.quoted(path)) is not on a mounted medium", hint: hint)
    }

    static let hint = "name a file below /media, /run/media or /mnt, or log in to use another one"

    /// Whether a file is within it.
    func holds(_ status: stat) -> Bool { devices.map { $0.contains(UInt64(status.st_dev)) } ?? true }

    /// Refuses a path that leads beyond it, also where nothing is there: nobody learns what other folders hold.
    func check(_ path: String) throws(Refusal) {
        guard self == .media else { return }
        var status = stat()
        guard stat(path, &status) == 0 || stat(ParentFolder.path(of: path), &status) == 0, holds(status) else {
            throw Self.refusal(of: path)
        }
    }

    /// The device numbers of the media as stat(2) has them; nil where every file is in reach.
    private var devices: Set<UInt64>? {
        guard self == .media else { return nil }
        return Self.media(MountPoint.all(in: KernelFile.octets(of: "/proc/self/mountinfo")))
    }

    /// The device numbers of the media among mount points. A file system that is mounted in
    /// another place as well belongs to this host, and is left out.
    static func media(_ mounts: [MountPoint]) -> Set<UInt64> {
        let (media, own) = (mounts.filter(\.isMedium), Set(mounts.filter { !$0.isMedium }.map(\.device)))
        return Set(media.lazy.filter { !own.contains($0.device) }.compactMap(\.deviceNumber))
    }
}
