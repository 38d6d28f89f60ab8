package import ScreenKit
package import Screens
import Synchronization
import Threads

/// A scene, and what there is at its end.
package struct SceneEnding: Sendable {
    /// The scene.
    package let scene: Scene
    /// What the screen shows.
    package let screen: Screen
    /// The screens then, and in the other windows.
    package let state: State
    package let others: [SceneWindow: State]
    /// Every text that the performers told.
    package let told: Set<String>

    private static let played = Mutex<[String: Promise<Result<SceneEnding, any Error>>]>([:])

    /// The end of a scene of the folder, which is played once for all tests.
    package static func of(_ name: String) throws -> SceneEnding {
        let (promise, isNew) = played.withLock { played in
            if let promise = played[name] { return (promise, false) }
            let promise = Promise<Result<SceneEnding, any Error>>()
            played[name] = promise
            return (promise, true)
        }
        if isNew { promise.fulfil(Result { try SceneEnding(playing: SceneFolder.scene(name)) }) }
        return try promise.wait().get()
    }

    /// Plays a scene to its end.
    package init(playing scene: Scene) throws {
        var player = try ScenePlayer(scene)
        for step in scene.steps { try player.play(step) }
        self.scene = scene
        screen = player.screen
        state = player.state
        others = player.others
        told = player.told
    }
}
