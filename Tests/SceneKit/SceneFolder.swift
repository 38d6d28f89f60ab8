import FoundationEssentials
import Glibc

/// The folder `screens` of the package: `screens/PART/SCREEN/WHAT.screen` is a scene that ends on that screen of a part of
/// the program. The folder is the list.
package enum SceneFolder {
    /// Where the package is.
    package static let package = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    /// Where the folder is.
    package static let path = package + "/screens"

    /// Every file in it, without what all of them have at their ends where they are scenes.
    package static func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().filter { name in
            var isFolder = false
            return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder) && !isFolder
        }
    }

    /// The names of the scenes of some parts of the program: all of them, or those that `KEYTURN_SCENE` names.
    package static func names(of parts: [Scene.Part] = Scene.Part.allCases) -> [String] {
        let wanted = getenv("KEYTURN_SCENE").map { String(cString: $0) }
        return all(of: parts).filter { name in wanted.map { name == $0 || name.hasPrefix($0 + "/") } ?? true }
    }

    /// How many scenes of some parts there are, whatever `KEYTURN_SCENE` names.
    package static func count(of parts: [Scene.Part]) -> Int { all(of: parts).count }

    private static func all(of parts: [Scene.Part]) -> [String] {
        everything.filter { name in parts.contains { name.hasPrefix("\($0.rawValue)/") } }
    }

    /// Where the folder cannot be read there is no scene, which is a failure of its own.
    private static let everything = ((try? files()) ?? []).filter { $0.hasSuffix(ending) }.map {
        String($0.dropLast(ending.count))
    }

    /// How the name of a scene's file ends.
    package static let ending = ".screen"

    /// The screen that a scene is of: `wizard/4-addresses`.
    package static func page(of name: String) -> String { name.split(separator: "/").dropLast().joined(separator: "/") }

    /// The text of a scene.
    package static func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)\(ending)", encoding: .utf8)
    }

    /// A scene.
    package static func scene(_ name: String) throws -> Scene {
        do {
            var scene = try Scene(parsing: text(of: name))
            let words = name.split(separator: "/")
            guard words.count == 3, let part = Scene.Part(rawValue: String(words[0])) else {
                throw SceneError("it belongs into screens/PART/SCREEN")
            }
            scene.part = part
            return scene
        } catch let error as SceneError {
            throw SceneError("screens/\(name)\(ending): \(error)")
        }
    }

    /// Writes a scene with another picture; says whether the file has changed.
    package static func record(_ name: String, _ scene: Scene, _ picture: ScenePicture, columns: Int) throws -> Bool {
        let new = scene.text(with: picture, columns: columns)
        guard try new != text(of: name) else { return false }
        try new.write(toFile: "\(path)/\(name)\(ending)", atomically: true, encoding: .utf8)
        return true
    }
}
