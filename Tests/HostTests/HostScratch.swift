import Glibc
import Isolation
import Testing

/// A real folder for one test, removed with the test.
final class HostScratch: Sendable {
    let root: String

    init() throws {
        var template = Array("/tmp/keyturn-reading-XXXXXX".utf8CString)
        root = mkdtemp(&template).map { String(cString: $0) } ?? ""
        try #require(!root.isEmpty)
        // Somebody else has to come as far as the file that they may not read.
        chmod(root, 0o755)
    }

    deinit {
        guard let stream = opendir(root) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { remove(path(name)) }
        }
        rmdir(root)
    }

    func path(_ name: String) -> String { "\(root)/\(name)" }

    func create(_ name: String, mode: mode_t = 0o600) -> Int32 {
        open(path(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    }

    func write(_ text: String, to name: String, mode: mode_t = 0o600) {
        let descriptor = create(name, mode: mode)
        _ = Glibc.write(descriptor, text, text.utf8.count)
        close(descriptor)
    }

    /// A socket that is listened on.
    func listen(_ name: String) -> Int32 {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path(name).utf8) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(status == 0 && Glibc.listen(listener, 1) == 0)
        return listener
    }
}

/// Runs the body as a user without rights where the tests run as root, who may read every file.
func asNobody<Result>(_ body: () -> Result) -> Result {
    isolation_open_files_as(65_534)
    defer { isolation_open_files_as(geteuid()) }
    return body()
}
