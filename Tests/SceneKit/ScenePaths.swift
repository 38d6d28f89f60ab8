import FoundationEssentials

/// The folder that stands for the file system of a scene's host, and goes with it: what has the path `/etc/keyturn` in the
/// scene is in its `root/etc/keyturn`. Nothing else of this machine is read or written.
final class ScenePaths: Sendable {
    private let folder: String

    /// Where everything of the scene is.
    var root: String { "\(folder)/root" }
    /// A link to the current folder: what is reached through it has a relative path in the scene.
    private var current: String { "\(folder)/current" }

    /// A file system without anything in it, where this folder is to be the current one.
    init(currentFolder: String) throws {
        folder = try ScratchFolder.make()
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: current, withDestinationPath: "\(root)\(currentFolder)")
    }

    deinit { ScratchFolder.remove(folder) }

    /// The path on this machine of a path of the scene.
    func real(_ path: String) -> String { path.hasPrefix("/") ? root + path : "\(current)/\(path)" }

    /// A text with the paths of the scene in place of those of this machine.
    func shown(_ text: String) -> String {
        guard text.contains(folder) else { return text }
        return text.replacing("\(current)/", with: "").replacing("\(root)/", with: "/").replacing(root, with: "/")
    }
}
