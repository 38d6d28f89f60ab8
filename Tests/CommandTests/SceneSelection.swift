import SceneKit
import ScreenKit

/// Which scenes a real terminal plays: each takes a second or more there, and a thousandth of that against the pure
/// screens, which play all of them.
///
/// A scene's name says what it shows: `6-checks-expired-40x12` is of the screen `6-checks`, its third word is the subject,
/// and a size or a charset may follow. In the usual window, of 80x24 in UTF-8, the terminal plays one scene of each
/// subject; in every other window, one of each screen. Where there are several, it is the one with the most keys, and of
/// those the first one.
struct SceneSelection {
    /// What stands for all scenes that are like it.
    struct Kind: Hashable {
        let words: [Substring]
        let size: Size
        let charset: Charset
        let terminal: String

        init(_ name: String, _ scene: Scene) {
            let usual = Scene()
            (size, charset, terminal) = (scene.size, scene.charset, scene.terminal)
            let isUsual = size == usual.size && charset == usual.charset && terminal == usual.terminal
            words = Array(name.split(separator: "-").prefix(isUsual ? 3 : 2))
        }
    }

    /// The names of the scenes to play, in the order in which they were given.
    let names: [String]

    init(_ scenes: [(name: String, scene: Scene)]) {
        var best: [Kind: (name: String, keys: Int)] = [:]
        for (name, scene) in scenes {
            let kind = Kind(name, scene)
            if let other = best[kind], other.keys >= scene.steps.count { continue }
            best[kind] = (name, scene.steps.count)
        }
        let chosen = Set(best.values.map(\.name))
        names = scenes.map(\.name).filter { chosen.contains($0) }
    }

    /// The scenes that a terminal can be brought into. The question about automatic renewal is none: it names the file of the
    /// site configuration, and no test may write to that of this host. Another test turns it off and on in a terminal.
    static func playable() throws -> [(name: String, scene: Scene)] {
        try SceneList.names.map { ($0, try SceneFolder.scene($0)) }.filter { _, scene in
            (scene.world == .ordinary || scene.world == .drifted)
                && !(scene.part == .home && scene.steps.contains(.press(.character("a"))))
        }
    }
}
