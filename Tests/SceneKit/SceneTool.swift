import Glibc
import Isolation

/// Runs a command to its end, with what it prints kept in a file: a pipe would stay open as long as any daemon that the
/// command leaves behind.
package enum SceneTool {
    /// Runs it, and returns its output.
    @discardableResult
    package static func run(_ words: [String], output path: String) throws -> String {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        isolation_close_from(&actions, 3)
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], &actions, nil, &pointers, environ)
        guard code == 0 else {
            throw SceneError("\"\(words[0])\" cannot be run: \(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        let text = try contents(of: path)
        guard status == 0 else { throw SceneError("\(words.joined(separator: " ")): status \(status): \(text)") }
        return text
    }

    /// The text of a file.
    package static func contents(of path: String) throws -> String {
        guard let file = fopen(path, "re") else { throw SceneError("\"\(path)\" cannot be read") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file.
    package static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "we") else { throw SceneError("\"\(path)\" cannot be written") }
        defer { fclose(file) }
        guard fputs(text, file) >= 0 else { throw SceneError("\"\(path)\" cannot be written") }
    }
}
