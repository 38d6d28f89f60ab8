import Threads
import CertificateModel
import Glibc
import Host

/// The folder `deploy.d/` with executables that tell servers about new certificates.
public struct HookFolder: Hashable, Sendable {
    /// The path of the folder, which may not exist.
    public let path: String

    /// The hooks of a folder.
    public init(path: String) { self.path = path }

    /// The hook folder of an installation, beside its site configuration. The path is absolute, because a hook starts
    /// in another folder.
    init(of installation: Installation) {
        self.init(path: installation.world.absolute(installation.site.hookFolder))
    }

    /// A hook, or a file that should be one and is not run.
    public struct Hook: Hashable, Sendable {
        /// The name of its file.
        public let name: String
        /// The path of the file.
        public let path: String
        /// Why it is not run; nil if it is run.
        let objection: String?
    }

    /// The executables of the folder, sorted by name. Hidden files, backups of editors (`~`), folders and files that
    /// are not executable are skipped. A script that is not executable is reported: probably its mode was forgotten.
    func hooks() -> [Hook] {
        guard let folder = opendir(path) else {
            // No folder means no hooks. A folder that cannot be read is reported.
            return errno == ENOENT || errno == ENOTDIR ? [] : [Hook(name: path, path: path, objection: reason(errno))]
        }
        defer { closedir(folder) }
        var names: [String] = []
        var unnameable: [Hook] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                // Which hooks are left is not known, so that none is passed over in silence.
                if errno != 0 { unnameable.append(Hook(name: path, path: path, objection: reason(errno))) }
                break
            }
            let octets = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let name = String(validating: octets, as: UTF8.self) {
                names.append(name)
            } else if isExecutable(octets, in: folder) {
                // Its name would be another one in the journal, by which it is run again.
                let name = String(decoding: octets, as: UTF8.self)
                unnameable.append(Hook(name: name, path: path, objection: "its name is not UTF-8"))
            }
        }
        let objection = objection(to: path)
        let hooks = names.filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }.sorted().compactMap { name -> Hook? in
            let path = "\(path)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            guard status.st_mode & 0o111 != 0 else {
                return isScript(path) ? Hook(name: name, path: path, objection: "it is not executable (chmod +x)") : nil
            }
            return Hook(name: name, path: path, objection: objection ?? self.objection(to: path))
        }
        return hooks + unnameable.sorted { $0.name < $1.name }
    }

    /// Whether an entry is an executable file, and neither hidden nor a backup.
    private func isExecutable(_ name: [UInt8], in folder: OpaquePointer) -> Bool {
        var status = stat()
        guard name.first != UInt8(ascii: "."), name.last != UInt8(ascii: "~"),
            fstatat(dirfd(folder), (name + [0]).map { CChar(bitPattern: $0) }, &status, 0) == 0
        else { return false }
        return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o111 != 0
    }

    /// Whether a file begins with `#!` (execve(2)).
    private func isScript(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var start: [UInt8] = [0, 0]
        return read(file, &start, start.count) == start.count && start == Array("#!".utf8)
    }

    /// Why a hook or its folder is not safe: another user could change what runs with this program's rights.
    private func objection(to path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return reason(errno) }
        let quoted = VisibleText.quoted(path)
        if status.st_uid != 0, status.st_uid != geteuid() {
            return "\(quoted) belongs to the user with the id \(status.st_uid)"
        }
        guard status.st_mode & 0o022 == 0 else {
            return "the mode \(String(status.st_mode & 0o7777, radix: 8)) of \(quoted) lets others write to it"
        }
        return nil
    }

    private func reason(_ code: Int32) -> String { SystemReason.text(code) }
}
