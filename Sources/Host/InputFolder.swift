public import CertificateModel
import Glibc

/// Lists folders that the operator named.
public enum InputFolder {
    /// An entry of a folder.
    public struct Entry: Hashable, Sendable {
        /// The type of its target, after all symbolic links.
        public enum Kind: Hashable, Sendable {
            /// A regular file.
            case file
            /// A folder.
            case folder
            /// A regular file whose name is not UTF-8, so that it cannot be opened.
            case unnameable
            /// Anything else, which cannot be read: a device, a pipe, a dangling symbolic link.
            case other
        }

        /// The name in its folder. Invalid UTF-8 is replaced (U+FFFD). It may contain control characters.
        public let name: String
        /// The type of the entry.
        public let kind: Kind
        /// The size of a file in octets; 0 for other types.
        public let size: Int64

        /// An entry from its parts.
        public init(name: String, kind: Kind, size: Int64 = 0) {
            self.name = name
            self.kind = kind
            self.size = size
        }
    }

    /// The entries of the folder at `path`, sorted by name, without `.` and `..`. The type is that of a link's target.
    ///
    /// Throws a refusal that names the path if it is not a readable folder, or is beyond `reach`. An entry that leads beyond
    /// it is of another type than those that can be read.
    public static func entries(of path: String, within reach: FileReach = .everywhere) throws(Refusal) -> [Entry] {
        let sentences = InputSentences(path, missingHint: "check the path")
        try sentences.refuseNull()
        try reach.check(path)
        // O_DIRECTORY: a pipe or a device is never opened.
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOTDIR, isThere(path) {
                throw Refusal("\(VisibleText.quoted(path)) is not a folder", hint: "name the folder that it is in")
            }
            throw sentences.refusal(of: code)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, reach.holds(status) else {
            close(descriptor)
            throw FileReach.refusal(of: path)
        }
        guard let stream = fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            throw sentences.refusal(of: code)
        }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while true {
            errno = 0
            guard let record = readdir(stream) else {
                if errno == 0 { break }
                throw sentences.refusal(of: errno)
            }
            let name = withUnsafeBytes(of: &record.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2e] && name != [0x2e, 0x2e] { entries.append(entry(name, in: descriptor, reach)) }
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// Whether the path is a folder. Symbolic links are followed.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    private static func entry(_ octets: [UInt8], in folder: Int32, _ reach: FileReach) -> Entry {
        // A name with replaced octets would open another file or none.
        let whole = String(validating: octets, as: UTF8.self)
        let name = whole ?? String(decoding: octets, as: UTF8.self)
        var status = stat()
        let path = octets.map { CChar(bitPattern: $0) } + [0]
        guard fstatat(folder, path, &status, 0) == 0, reach.holds(status) else {
            return Entry(name: name, kind: .other)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return Entry(name: name, kind: whole == nil ? .unnameable : .file, size: Int64(status.st_size))
        case S_IFDIR where whole != nil: return Entry(name: name, kind: .folder)
        default: return Entry(name: name, kind: .other)
        }
    }
}
