public import CertificateModel
import Glibc

/// The folders of this host where an operator is likely to have files.
public enum Places {
    /// The current folder, the home folder if it is another one, and the mount points of removable media.
    ///
    /// No medium is accessed: if it is gone, access could block.
    ///
    /// Within the reach of media, only those are places whose files can be used.
    public static func found(within reach: FileReach = .everywhere) -> [Place] {
        let mounts = MountPoint.all(in: KernelFile.octets(of: "/proc/self/mountinfo"))
        guard reach == .everywhere else {
            let devices = FileReach.media(mounts)
            return media(of: mounts.filter { $0.deviceNumber.map(devices.contains) == true }) { _ in false }
        }
        let own = ownFolders()
        return own
            + media(of: mounts, isRemovable: isRemovable).filter { medium in
                !own.contains { $0.path == medium.path }
            }
    }

    /// The places for the removable media among `mounts`, in that order.
    static func media(of mounts: [MountPoint], isRemovable: (_ device: String) -> Bool) -> [Place] {
        mounts.compactMap { mount in
            guard let name = mount.path.split(separator: "/").last,
                mount.isMedium || isRemovable(mount.device)
            else { return nil }
            return Place(
                label: "Removable: \(VisibleText.cleaned(name, limit: 40))", path: mount.path, isRemovable: true)
        }
    }

    /// Whether a block device, or the disk of a partition, is removable (sysfs(5)).
    private static func isRemovable(_ device: String) -> Bool {
        ["", "../"].contains { KernelFile.text(of: "/sys/dev/block/\(device)/\($0)removable").first == "1" }
    }

    private static func ownFolders() -> [Place] {
        var places: [Place] = []
        // A deleted folder, or one outside the root folder, has no absolute path.
        if let current = getcwd(nil, 0) {
            let path = String(validatingCString: current)
            free(current)
            if let path, path.hasPrefix("/") { places.append(Place(label: "Current folder", path: path)) }
        }
        if let home = ProcessEnvironment.value("HOME"), home.hasPrefix("/"),
            let folder = identity(home), folder != places.first.flatMap({ identity($0.path) })
        {
            places.append(Place(label: "Home folder", path: home))
        }
        return places
    }

    /// Device and inode, which are equal for the same folder; nil if there is no folder.
    private static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }
}
