import FoundationEssentials
import Glibc
import SceneKit
import ScreenKit
import Synchronization

/// A scene on a real terminal: tmux, with a server, a network and a file system of its own.
final class SceneTerminal {
    private static let count = Atomic(0)

    private let folder: String
    private let client: TmuxClient

    init(_ scene: Scene) throws {
        let number = Self.count.add(1, ordering: .relaxed).newValue
        folder = "/tmp/keyturn-\(getpid())-\(number)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let media = scene.hasMedia ? try SceneMedia.at(scene.clock) : nil
        try SceneStage(scene: scene, folder: folder, program: Program.path(), media: media).write()
        try SceneTool.run(
            Unshare.prefix("--net", "--mount") + ["sh", "\(folder)/stage"], output: "\(folder)/output")
        client = try TmuxClient(socket: "\(folder)/socket")
    }

    deinit {
        _ = try? client.endServer("kill-server")
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Does a step, and returns what is to be seen right after it.
    func play(_ step: SceneStep) throws -> [String] {
        switch step {
        case .press(.character(let character)): try client.run(["send-keys", "-l", "--", String(character)])
        case .press(let key): try client.run(["send-keys", "--", Self.name(of: key)])
        case .resize(let size): try client.run(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
        }
        return try show()
    }

    /// What is to be seen: the rows without blanks at their ends, with random digits masked.
    func show() throws -> [String] {
        let text = try client.run(["capture-pane", "-p"])
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        return SceneMask.masked(rows).map(ScenePicture.droppingBlanks)
    }

    /// Where the cursor is; nil where it is hidden.
    func cursor() throws -> Position? {
        let numbers = try client.run(["display-message", "-p", "#{cursor_flag} #{cursor_x} #{cursor_y}"])
            .split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 3 else { throw SceneError("tmux does not say where the cursor is") }
        return numbers[0] == 0 ? nil : Position(row: numbers[2], column: numbers[1])
    }

    /// What tmux calls a key.
    private static func name(of key: Key) -> String {
        switch key {
        case .escape: "Escape"
        case .backTab: "BTab"
        case .backspace: "BSpace"
        case .delete: "DC"
        case .insert: "IC"
        case .pageUp: "PPage"
        case .pageDown: "NPage"
        case .control(let letter): "C-\(letter)"
        default: key.name
        }
    }
}
