import CertificateModel
import Drawing
import SceneKit
import ScreenKit
import Testing

@testable import Viewer

@Suite("What the scenes of the viewer cover")
struct CoverageTests {
    private static let scenes = SceneFolder.names(of: [.home, .review])
    private let endings: [SceneEnding]

    init() throws { endings = try Self.scenes.map(SceneEnding.of) }

    /// Whether all scenes are played, and not only some that were asked for.
    private static let isWhole = scenes.count == SceneFolder.count(of: [.home, .review])

    @Test("Every scene ends on the screen that its folder is named after", arguments: scenes)
    func folders(_ name: String) throws {
        let state = try #require(try SceneEnding.of(name).viewer)
        #expect(SceneFolder.page(of: name).split(separator: "/").last.map(String.init) == Self.name(of: state.page))
    }

    @Test("The same keys lead to the same screen in every window", arguments: scenes)
    func windows(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        let state = try #require(ending.viewer)
        for (window, other) in ending.otherViewers where ending.scene.size.holds(Screen.smallest) {
            #expect(Self.name(of: other.page) == Self.name(of: state.page), "\(window)")
            #expect(other.overlay.map(Self.name(of:)) == state.overlay.map(Self.name(of:)), "\(window)")
            #expect((other.help == nil) == (state.help == nil), "\(window)")
        }
    }

    @Test("What a dialog says that something failed, an operation has said", arguments: scenes)
    func sentences(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        guard case .failure(_, let refusal) = ending.viewer?.overlay?.subject else { return }
        #expect(ending.told.isSuperset(of: [refusal.problem, refusal.hint]))
    }

    private static let names = [
        "home", "list", "certificate", "text", "octets", "chain", "checks", "compare", "regenerate", "replace",
        "changes", "table",
        "result", "history", "generation",
    ]

    @Test("Every screen is there at three sizes and in both charsets", .enabled(if: isWhole), arguments: names)
    func screens(_ name: String) {
        let bare = endings.filter { ending in
            guard let state = ending.viewer else { return false }
            return Self.name(of: state.page) == name && state.help == nil && state.overlay == nil
        }
        for (columns, rows) in [(80, 24), (132, 43), (40, 12)] {
            let size = Size(columns: columns, rows: rows)
            #expect(bare.contains { $0.screen.size == size }, "\(name) at \(columns)x\(rows)")
        }
        for charset in Charset.allCases {
            #expect(bare.contains { $0.scene.charset == charset }, "\(name) in \(charset)")
        }
    }

    @Test("Every screen has a scene of its help", .enabled(if: isWhole), arguments: names)
    func help(_ name: String) {
        #expect(
            endings.contains { ending in
                ending.viewer.map { Self.name(of: $0.page) == name && $0.help != nil } ?? false
            })
    }

    @Test("Every dialog is there", .enabled(if: isWhole))
    func dialogs() {
        let names = Set(endings.compactMap(\.viewer?.overlay).map(Self.name(of:)))
        #expect(
            names == [
                "write", "write, and lose names", "roll back, and lose names", "roll back", "renewal", "hooks",
                "Nothing was written", "Nothing was changed", "The certificates could not be made",
            ])
    }

    @Test("Every screen that waits for something has a scene in which it waits", .enabled(if: isWhole))
    func waiting() {
        let waiting = Set(
            endings.filter { $0.scene.world == .reading }.compactMap(\.viewer).map { Self.name(of: $0.page) })
        #expect(waiting == ["home", "list", "certificate", "chain", "checks", "compare", "history"])
        let operations = Set(endings.compactMap(\.viewer?.operation).map(Self.name(of:)))
        #expect(operations == ["preparing", "switching", "handing off", "saving"])
    }

    @Test("Every state of an entry is there, and every order of the list", .enabled(if: isWhole))
    func lists() {
        let all = endings.compactMap(\.viewer)
        let lists = all.map(\.list)
        for order in Order.allCases {
            #expect(lists.contains { $0.arrangement.order == order })
        }
        let states = all.flatMap { state in
            (0..<min(state.list.entries.count, 30)).compactMap { state.list.entries[$0]?.state(at: state.now) }
                + (state.list.entry.flatMap { state.list.entries[$0] }.map { [$0.state(at: state.now)] } ?? [])
        }
        #expect(Set(states) == [.good, .endsSoon, .notYet, .ended, .undecodable])
    }

    @Test("Windows that are too small, windows that change, and plain terminals are there", .enabled(if: isWhole))
    func windows() {
        #expect(endings.contains { !$0.screen.size.holds(Screen.smallest) })
        #expect(endings.contains { $0.screen.size != $0.scene.size })
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
