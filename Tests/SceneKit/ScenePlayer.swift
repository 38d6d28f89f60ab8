package import ScreenKit
package import Viewer
package import Wizard

/// Plays a scene against the pure screens, on the real operations.
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

    /// Every text that the performers told so far.
    package var told: Set<String> {
        switch part {
        case .wizard(let player): player.told.all
        case .viewer(let player): player.told.all
        }
    }

    /// What the screen shows now.
    package var screen: Screen {
        switch part {
        case .wizard(let player): player.screen
        case .viewer(let player): player.screen
        }
    }

    /// What it shows in the other windows.
    package var otherScreens: [SceneWindow: Screen] {
        switch part {
        case .wizard(let player): player.others.mapValues { $0.view() }
        case .viewer(let player): player.others.mapValues { $0.view() }
        }
    }

    /// The wizard in the other windows.
    package var otherWizards: [SceneWindow: Wizard.State] {
        if case .wizard(let player) = part { player.others } else { [:] }
    }

    /// The viewer in the other windows.
    package var otherViewers: [SceneWindow: Viewer.State] {
        if case .viewer(let player) = part { player.others } else { [:] }
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
}
