import FoundationEssentials

/// The folder `screens` of the package.
package enum SceneFolder {
    /// Where it is.
    package static let path = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/screens"

    /// The names of everything in it.
    package static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    /// The text of a scene.
    package static func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name).screen", encoding: .utf8)
    }

    /// A scene.
    package static func scene(_ name: String) throws -> Scene {
        do { return try Scene(parsing: text(of: name)) } catch let error as SceneError {
            throw SceneError("screens/\(name).screen: \(error)")
        }
    }

    /// Writes a scene with another picture; says whether the file has changed.
    package static func record(_ name: String, _ scene: Scene, _ picture: ScenePicture, columns: Int) throws -> Bool {
        let new = scene.text(with: picture, columns: columns)
        guard try new != text(of: name) else { return false }
        try new.write(toFile: "\(path)/\(name).screen", atomically: true, encoding: .utf8)
        return true
    }
}
