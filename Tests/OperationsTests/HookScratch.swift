import Glibc

/// A folder of hooks for one test, removed with it.
final class HookScratch {
    let folder: String

    init() throws {
        var template = Array("/tmp/keyturn-hooks.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXFailure(code: errno) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    struct POSIXFailure: Error {
        let code: Int32
    }

    deinit {
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { remove("\(folder)/\(name)") }
        }
        rmdir(folder)
    }

    /// Writes a hook; `script` is what its interpreter runs.
    func hook(_ name: String, _ script: String, mode: mode_t = 0o755, interpreter: String = "/bin/sh") {
        file(name, "#!\(interpreter)\n\(script)\n", mode: mode)
    }

    /// Makes a hook that belongs to another user, who is not root, and returns that user's number.
    ///
    /// Root gives it away. Others take a program of the system: root has no number in the user namespace of the tests, and is
    /// somebody else there.
    func foreignHook(_ name: String, _ script: String) -> uid_t {
        let path = "\(folder)/\(name)"
        if geteuid() == 0 {
            hook(name, script)
            chown(path, 12_345, 12_345)
        } else {
            symlink("/bin/false", path)
        }
        var status = stat()
        return stat(path, &status) == 0 ? status.st_uid : 0
    }

    /// Writes a file.
    func file(_ name: String, _ text: String, mode: mode_t = 0o644) {
        let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_EXCL, mode)
        _ = text.withCString { write(file, $0, strlen($0)) }
        close(file)
        chmod("\(folder)/\(name)", mode)
    }

    /// What a file of the folder says.
    func text(_ name: String) -> String? { Self.text(path: "\(folder)/\(name)") }

    /// What a file says.
    static func text(path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
