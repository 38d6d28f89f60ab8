import CertificateModel
import Drawing
import SceneKit
import ScreenKit
import Testing

@testable import Viewer

@Suite("What the scenes of the viewer cover")
struct CoverageTests {
    /// A scene, and the viewer at its end.
    private struct Ending {
        let scene: Scene
        let state: State
    }

    /// Played once for all tests.
    private static let played = Result {
        try SceneList.viewer.map { name in
            let scene = try SceneFolder.scene(name)
            var player = try ScenePlayer(scene)
            for step in scene.steps { try player.play(step) }
            return Ending(scene: scene, state: try #require(player.viewer))
        }
    }

    private let endings: [Ending]

    init() throws { endings = try Self.played.get() }

    private static let names = [
        "home", "list", "certificate", "text", "octets", "chain", "checks", "compare", "regenerate", "replace",
        "changes", "table",
        "result", "history", "generation",
    ]

    @Test("Every screen is there at three sizes, each in both charsets", arguments: names)
    func screens(_ name: String) {
        let bare = endings.filter {
            Self.name(of: $0.state.page) == name && $0.state.help == nil && $0.state.overlay == nil
        }
        for (columns, rows) in [(80, 24), (132, 43), (40, 12)] {
            let size = Size(columns: columns, rows: rows)
            for charset in Charset.allCases {
                #expect(
                    bare.contains { $0.state.size == size && $0.scene.charset == charset },
                    "\(name) at \(columns)x\(rows) in \(charset)")
            }
        }
    }

    @Test("Every screen has a scene of its help", arguments: names)
    func help(_ name: String) {
        #expect(endings.contains { Self.name(of: $0.state.page) == name && $0.state.help != nil })
    }

    private static let overlays = [
        "write", "write, and lose names", "roll back, and lose names", "roll back", "renewal", "hooks",
        "Nothing was written", "Nothing was changed", "The certificates could not be made",
    ]

    @Test("Every dialog is there at three sizes and in both charsets", arguments: overlays)
    func dialogs(_ name: String) {
        let shown = endings.filter { $0.state.overlay.map(Self.name(of:)) == name }
        for (columns, rows) in [(80, 24), (132, 43), (40, 12)] {
            let size = Size(columns: columns, rows: rows)
            #expect(shown.contains { $0.state.size == size }, "\(name) at \(columns)x\(rows)")
        }
        for charset in Charset.allCases { #expect(shown.contains { $0.scene.charset == charset }) }
        #expect(Set(endings.compactMap(\.state.overlay).map(Self.name(of:))) == Set(Self.overlays))
    }

    @Test("Every screen that waits for something has a scene in which it waits")
    func waiting() {
        let waiting = Set(endings.filter { $0.scene.world == .reading }.map { Self.name(of: $0.state.page) })
        #expect(waiting == ["home", "list", "certificate", "chain", "checks", "compare", "history"])
        let operations = Set(endings.compactMap(\.state.operation).map(Self.name(of:)))
        #expect(operations == ["preparing", "switching", "handing off", "saving"])
    }

    @Test("Every state of an entry is there, and every order of the list")
    func lists() {
        let lists = endings.map(\.state.list)
        for order in Order.allCases {
            #expect(lists.contains { $0.arrangement.order == order })
        }
        let states = endings.flatMap { ending in
            (0..<min(ending.state.list.entries.count, 30)).compactMap {
                ending.state.list.entries[$0]?.state(at: ending.state.now)
            }
                + (ending.state.list.entry.flatMap { ending.state.list.entries[$0] }.map {
                    [$0.state(at: ending.state.now)]
                } ?? [])
        }
        #expect(Set(states) == [.good, .endsSoon, .notYet, .ended, .undecodable])
    }

    @Test("Windows that are too small, windows that change, and plain terminals are there")
    func windows() {
        #expect(endings.contains { !$0.state.size.holds(Screen.smallest) })
        #expect(endings.contains { $0.state.size != $0.scene.size })
        #expect(endings.contains { $0.scene.terminal == "vt100" })
    }

    /// Written as a switch, so that a new screen does not compile until it has a name here.
    private static func name(of page: Page) -> String {
        switch page {
        case .home: "home"
        case .list: "list"
        case .certificate: "certificate"
        case .text: "text"
        case .octets: "octets"
        case .chain: "chain"
        case .checks: "checks"
        case .compare: "compare"
        case .regenerate: "regenerate"
        case .replace: "replace"
        case .difference(let page): page.tab == .changes ? "changes" : "table"
        case .result: "result"
        case .history: "history"
        case .generation: "generation"
        }
    }

    private static func name(of operation: Viewer.Operation) -> String {
        switch operation {
        case .preparing: "preparing"
        case .switching: "switching"
        case .handingOff: "handing off"
        case .savingRenewal: "saving"
        }
    }

    private static func name(of overlay: Overlay) -> String {
        switch overlay.subject {
        case .failure(let title, _): title
        case .renewal: "renewal"
        case .ask(.hooks): "hooks"
        case .ask(.regeneration): overlay.wantsYes ? "write, and lose names" : "write"
        case .ask(.rollback): overlay.wantsYes ? "roll back, and lose names" : "roll back"
        }
    }
}
