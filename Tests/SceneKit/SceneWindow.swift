package import ScreenKit
import SoakSwitch

/// The other windows in which every scene is played beside its own one: there it has to lead to the same screen.
package enum SceneWindow: CaseIterable, Hashable, Sendable {
    /// The scene's own, on a terminal that shows ASCII alone.
    case ascii
    /// The smallest in which everything works.
    case small
    /// A large one.
    case large

    /// Its size in a scene.
    package func size(of scene: Scene) -> Size {
        switch self {
        case .ascii: scene.size
        case .small: Size(columns: 40, rows: 12)
        case .large: Size(columns: 132, rows: 43)
        }
    }

    func glyphs(of scene: Scene) -> Glyphs { self == .ascii ? scene.signs(.ascii) : scene.glyphs }

    /// Whether it goes through what the scene's own window does.
    func takes(isResizing: Bool) -> Bool { self == .ascii || !isResizing }

    /// The windows that a scene is played in besides its own: the other sizes of one scene in four, unless this is a long run.
    static func played(in scene: Scene) -> [SceneWindow] {
        let isSampled = Soak.isOn || scene.title.utf8.reduce(0) { $0 &+ Int($1) } % 4 == 0
        return isSampled ? allCases : [.ascii]
    }
}

extension Scene {
    /// The signs that its pictures are drawn with.
    var glyphs: Glyphs { signs(.of(charset)) }

    func signs(_ glyphs: Glyphs) -> Glyphs { isSlow ? glyphs.forSlowLine : glyphs }
}
