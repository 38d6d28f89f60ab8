import Drawing
import SceneKit
import ScreenKit
import Testing

@testable import Wizard

@Suite("What the scenes cover")
struct CoverageTests {
    private static let names = SceneFolder.names(of: [.wizard])
    private let endings: [SceneEnding]

    init() throws { endings = try Self.names.map(SceneEnding.of) }

    @Test("Every scene ends on the screen that its folder is named after", arguments: names)
    func folders(_ name: String) throws {
        let state = try #require(try SceneEnding.of(name).wizard)
        #expect(SceneFolder.page(of: name) == Self.folder(of: state.step))
    }

    @Test(
        "Every screen is there at three sizes and in both charsets", .enabled(if: isWhole), arguments: Step.allCases)
    func screens(_ step: Step) {
        let bare = endings.filter { $0.wizard?.step == step && $0.wizard?.overlay == nil }
        for (columns, rows) in [(80, 24), (132, 43), (40, 12)] {
            let size = Size(columns: columns, rows: rows)
            #expect(bare.contains { $0.screen.size == size }, "\(step) at \(columns)x\(rows)")
        }
        for charset in Charset.allCases {
            #expect(bare.contains { $0.scene.charset == charset }, "\(step) in \(charset)")
        }
    }

    @Test("Every screen has a scene of its help", .enabled(if: isWhole), arguments: Step.allCases)
    func help(_ step: Step) {
        #expect(endings.contains { $0.wizard?.step == step && Self.name(of: $0.wizard?.overlay) == "help" })
    }

    @Test(
        "Everything that lies over a screen is there", .enabled(if: isWhole),
        arguments: ["help", "detail", "leave", "write", "save", "passphrase", "failure"])
    func overlays(_ name: String) {
        #expect(endings.contains { Self.name(of: $0.wizard?.overlay) == name })
    }

    @Test("Windows that are too small, windows that change, and plain terminals are there", .enabled(if: isWhole))
    func windows() {
        #expect(endings.contains { !$0.screen.size.holds(Size(columns: 40, rows: 12)) })
        #expect(endings.contains { $0.screen.size != $0.scene.size })
        #expect(endings.contains { $0.scene.terminal == "vt100" })
    }

    @Test("The same keys lead to the same screen in every window", arguments: names)
    func windows(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        let state = try #require(ending.wizard)
        for (window, other) in ending.otherWizards where Self.holds(ending.scene) {
            #expect(other.step == state.step, "\(window)")
            #expect(Self.name(of: other.overlay) == Self.name(of: state.overlay), "\(window)")
        }
    }

    /// Whether the scene's own window takes keys all the time.
    private static func holds(_ scene: Scene) -> Bool {
        scene.steps.allSatisfy { if case .resize(let size) = $0 { size.holds(Screen.smallest) } else { true } }
            && scene.size.holds(Screen.smallest)
    }

    @Test("What a dialog says that something failed, an operation has said", arguments: names)
    func sentences(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        switch ending.wizard?.overlay {
        case .failure(_, let problem, let hint, _):
            #expect(ending.told.isSuperset(of: [problem, hint]))
        case .saveAnswers(_, let problem?):
            #expect(ending.told.contains { problem.hasPrefix("\($0); ") && !$0.isEmpty })
        default: break
        }
    }

    /// Whether all scenes are played, and not only some that were asked for.
    private static let isWhole = names.count == SceneFolder.count(of: [.wizard])

    private static func folder(of step: Step) -> String {
        let name =
            switch step {
            case .welcome: "1-welcome"
            case .server: "2-server"
            case .addresses: "3-addresses"
            case .names: "4-names"
            case .authority: "5-authority"
            case .preview: "6-preview"
            case .files: "5-files"
            case .set: "6-set"
            case .checks: "6-checks"
            case .done: "7-done"
            }
        return "wizard/\(name)"
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
