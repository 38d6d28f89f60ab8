public import CertificateModel
import Glibc

/// Looks into the folders that an operator named.
public enum InputFolder {
    /// Something in a folder.
    public struct Entry: Hashable, Sendable {
        /// What it is, behind all links.
        public enum Kind: Hashable, Sendable {
            /// A regular file.
            case file
            /// A folder.
            case folder
            /// A regular file that cannot be opened, because its name is not UTF-8.
            case unnameable
            /// What is none of these, and so cannot be read: a device, a pipe, a link that leads nowhere.
            case other
        }

        /// The name in its folder, as it is, or mended where it is not UTF-8: it may hold what no terminal should get.
        public let name: String
        /// What it is.
        public let kind: Kind
        /// The size of a file in octets; 0 for anything else.
        public let size: Int64

        /// An entry from its parts.
        public init(name: String, kind: Kind, size: Int64 = 0) {
            self.name = name
            self.kind = kind
            self.size = size
        }
    }

    /// What the folder at `path` holds, sorted by name, without `.` and `..`; links are followed for their kind.
    ///
    /// Throws a refusal that names the path where it is no folder that can be read.
    public static func entries(of path: String) throws(Refusal) -> [Entry] {
        let sentences = InputSentences(path, missingHint: "check the path")
        try sentences.refuseNull()
        // Nothing but a folder is opened at all.
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            if code == ENOTDIR, isThere(path) {
                throw Refusal("\(VisibleText.quoted(path)) is not a folder", hint: "name the folder that it is in")
            }
            throw sentences.refusal(of: code)
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
            if name != [0x2e] && name != [0x2e, 0x2e] { entries.append(entry(name, in: descriptor)) }
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// Whether the path is a folder; links are followed.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    private static func entry(_ octets: [UInt8], in folder: Int32) -> Entry {
        // What is not UTF-8 is shown mended, under a name that would open nothing, or something else.
        let whole = String(validating: octets, as: UTF8.self)
        let name = whole ?? String(decoding: octets, as: UTF8.self)
        var status = stat()
        let path = octets.map { CChar(bitPattern: $0) } + [0]
        guard fstatat(folder, path, &status, 0) == 0 else { return Entry(name: name, kind: .other) }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return Entry(name: name, kind: whole == nil ? .unnameable : .file, size: Int64(status.st_size))
        case S_IFDIR where whole != nil: return Entry(name: name, kind: .folder)
        default: return Entry(name: name, kind: .other)
        }
    }
}
