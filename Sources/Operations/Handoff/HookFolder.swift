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
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        let objection = objection(to: path)
        return names.filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }.sorted().compactMap { name in
            let path = "\(path)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            guard status.st_mode & 0o111 != 0 else {
                return isScript(path) ? Hook(name: name, path: path, objection: "it is not executable (chmod +x)") : nil
            }
            return Hook(name: name, path: path, objection: objection ?? self.objection(to: path))
        }
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
