package import ScreenKit
package import Viewer
package import Wizard

/// Plays a scene against the pure screens: the world answers every effect at once, and always the same.
package struct ScenePlayer {
    private enum Part {
        case wizard(WizardPlayer)
        case viewer(ViewerPlayer)
    }

    private var part: Part

    /// The program as it opens.
    package init(_ scene: Scene) throws {
        part = scene.part == .wizard ? .wizard(try WizardPlayer(scene)) : .viewer(try ViewerPlayer(scene))
    }

    /// The wizard, where the scene is one of its scenes.
    package var wizard: Wizard.State? { if case .wizard(let player) = part { player.state } else { nil } }

    /// The viewer, where the scene is one of its scenes.
    package var viewer: Viewer.State? { if case .viewer(let player) = part { player.state } else { nil } }

    /// What the screen shows now.
    package var screen: Screen {
        switch part {
        case .wizard(let player): player.screen
        case .viewer(let player): player.screen
        }
    }

    /// Does one step.
    package mutating func play(_ step: SceneStep) throws {
        switch part {
        case .wizard(var player):
            try player.play(step)
            part = .wizard(player)
        case .viewer(var player):
            try player.play(step)
            part = .viewer(player)
        }
    }

    /// Does every step of the scene, and returns the last screen.
    package static func play(_ scene: Scene) throws -> Screen {
        var player = try ScenePlayer(scene)
        for step in scene.steps { try player.play(step) }
        return player.screen
    }
}
