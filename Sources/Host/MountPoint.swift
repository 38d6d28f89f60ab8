/// A mount point, as in `/proc/self/mountinfo` (proc(5)).
struct MountPoint: Hashable {
    /// The device number: `MAJOR:MINOR`.
    let device: String
    /// The folder.
    let path: String

    /// Whether it is where media are mounted: the places of the Filesystem Hierarchy Standard 3.0 (§3.11, §3.12) and of
    /// udisks. `/mnt` is itself a mount point.
    var isMedium: Bool { ["/media", "/run/media", "/mnt"].contains { path == $0 || path.hasPrefix("\($0)/") } }

    /// The device number as stat(2) has it (makedev(3)).
    var deviceNumber: UInt64? {
        let parts = device.split(separator: ":").compactMap { UInt32($0) }
        return parts.count == 2 ? DeviceNumber(major: parts[0], minor: parts[1]).code : nil
    }

    /// The mount points in a text of that format, in order. If several are on one folder, only the last one, which
    /// hides the others.
    ///
    /// Lines of another format are skipped, and paths that are not UTF-8, because an operator could not name them.
    static func all(in text: [UInt8]) -> [MountPoint] {
        var found: [MountPoint] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            // The fields are mount ID, parent ID, device number, root and mount point.
            let words = line.split(separator: UInt8(ascii: " "))
            guard words.count > 5, let device = numbers(words[2]),
                let path = String(validating: unescaped(words[4]), as: UTF8.self), path.hasPrefix("/")
            else { continue }
            found.removeAll { $0.path == path }
            found.append(MountPoint(device: device, path: path))
        }
        return found
    }

    /// The device number. It is validated because it becomes part of a path.
    private static func numbers(_ word: ArraySlice<UInt8>) -> String? {
        let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { 0x30...0x39 ~= $0 } }
        guard parts.count == 2, areDigits else { return nil }
        return String(decoding: word, as: UTF8.self)
    }

    /// The kernel escapes spaces, line feeds and backslashes as a backslash and three octal digits.
    private static func unescaped(_ word: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = word
        while let octet = rest.popFirst() {
            let digits = rest.prefix(3)
            if octet == UInt8(ascii: "\\"), digits.count == 3,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                result.append(value)
                rest = rest.dropFirst(3)
            } else {
                result.append(octet)
            }
        }
        return result
    }
}
