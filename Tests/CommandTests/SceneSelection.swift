import CertificateModel
import SceneKit
import ScreenKit
import SoakSwitch

/// Which scenes a real terminal plays: each takes a second or more there, and a thousandth of that against the pure
/// screens, which play all of them.
///
/// In the usual window, of 80x24 in UTF-8, it plays one scene of each screen; in every other window, one. Where there are
/// several, it is the one with the most keys, and of those the first one. A long run plays all that it can.
struct SceneSelection {
    /// What stands for all scenes that are like it.
    private struct Kind: Hashable {
        let page: String?
        let size: Size
        let charset: Charset
        let terminal: String

        init(_ name: String, _ scene: Scene) {
            let usual = Scene()
            (size, charset, terminal) = (scene.size, scene.charset, scene.terminal)
            let isUsual = size == usual.size && charset == usual.charset && terminal == usual.terminal
            page = isUsual ? SceneFolder.page(of: name) : nil
        }
    }

    /// The names of the scenes to play, in the order in which they were given.
    let names: [String]

    init(_ scenes: [(name: String, scene: Scene)], isWhole: Bool = Soak.isOn) {
        var best: [Kind: (name: String, keys: Int)] = [:]
        for (name, scene) in scenes {
            let kind = Kind(name, scene)
            if let other = best[kind], other.keys >= scene.steps.count { continue }
            best[kind] = (name, scene.steps.count)
        }
        let chosen = Set(best.values.map(\.name))
        names = scenes.map(\.name).filter { isWhole || chosen.contains($0) }
    }

    /// The scenes that a terminal can be brought into. Its host has plain ports and no name of its own, somebody has logged in,
    /// its line is fast, and nothing can be plugged in to copy the root to. The question about automatic renewal is none of them: it names the file of the site
    /// configuration, and no test may write to that of this host. Another test turns it off and on in a terminal.
    static func playable() throws -> [(name: String, scene: Scene)] {
        try SceneFolder.names().map { ($0, try SceneFolder.scene($0)) }.filter { _, scene in
            (scene.world == .ordinary || scene.world == .drifted) && scene.machineName == nil
                && scene.hasLogin && !scene.isSlow && !(scene.part == .home && scene.hasMedia)
                && scene.ports.allSatisfy { $0.kind == .hardware && $0.hasCarrier && !$0.hasDefaultRoute }
                && !(scene.part == .home && scene.steps.contains { $0 == .press("a") || $0 == .press("s") })
        }
    }
}
