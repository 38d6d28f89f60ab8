import SceneKit
import ScreenKit
import Testing

@testable import Wizard

@Suite("What the scenes cover")
struct CoverageTests {
    /// A scene, and the wizard at its end.
    private struct Ending {
        let scene: Scene
        let state: State
    }

    /// Played once for all tests.
    private static let played = Result {
        try SceneList.wizard.map { name in
            let scene = try SceneFolder.scene(name)
            var player = try ScenePlayer(scene)
            for step in scene.steps { try player.play(step) }
            return Ending(scene: scene, state: try #require(player.wizard))
        }
    }

    private let endings: [Ending]

    init() throws { endings = try Self.played.get() }

    @Test("Every screen is there at three sizes and in both charsets", arguments: Step.allCases)
    func screens(_ step: Step) {
        let bare = endings.filter { $0.state.step == step && $0.state.overlay == nil }
        for (columns, rows) in [(80, 24), (132, 43), (40, 12)] {
            let size = Size(columns: columns, rows: rows)
            #expect(bare.contains { $0.state.size == size }, "\(step) at \(columns)x\(rows)")
        }
        for charset in Charset.allCases {
            #expect(bare.contains { $0.scene.charset == charset }, "\(step) in \(charset)")
        }
    }

    @Test("Every screen has a scene of its help", arguments: Step.allCases)
    func help(_ step: Step) {
        #expect(endings.contains { $0.state.step == step && Self.name(of: $0.state.overlay) == "help" })
    }

    @Test(
        "Everything that lies over a screen is there",
        arguments: ["help", "detail", "leave", "write", "save", "passphrase", "failure"])
    func overlays(_ name: String) {
        #expect(endings.contains { Self.name(of: $0.state.overlay) == name })
    }

    @Test("Windows that are too small, windows that change, and plain terminals are there")
    func windows() {
        #expect(endings.contains { !$0.state.size.holds(Size(columns: 40, rows: 12)) })
        #expect(endings.contains { $0.state.size != $0.scene.size })
        #expect(endings.contains { $0.scene.terminal == "vt100" })
    }

    /// Written as a switch, so that a new overlay does not compile until it has a name here.
    private static func name(of overlay: Overlay?) -> String? {
        switch overlay {
        case nil: nil
        case .help: "help"
        case .detail: "detail"
        case .leave: "leave"
        case .write: "write"
        case .saveAnswers: "save"
        case .passphrase: "passphrase"
        case .failure: "failure"
        }
    }
}
