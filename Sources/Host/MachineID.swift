import Glibc

/// The id that a machine gets when it is installed (machine-id(5)).
public enum MachineID {
    /// The id: 32 lower-case hexadecimal digits; nil where there is none that lasts.
    ///
    /// That is so where the file is missing or says `uninitialized`, and where it is mounted from elsewhere: systemd puts
    /// an id there that it makes at each start, if `/etc` cannot be written.
    public static func read(_ path: String = "/etc/machine-id") -> String? {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var (status, folder) = (Glibc.stat(), Glibc.stat())
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            stat(ParentFolder.path(of: path), &folder) == 0, status.st_dev == folder.st_dev
        else { return nil }
        var octets = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(file, &octets, octets.count)
        guard count > 0 else { return nil }
        var text = octets.prefix(count)
        if text.last == UInt8(ascii: "\n") { text.removeLast() }
        let id = String(decoding: text, as: UTF8.self).lowercased()
        guard id.utf8.count == 32, id.allSatisfy(\.isHexDigit), id.contains(where: { $0 != "0" }) else { return nil }
        return id
    }
}
