import CertificateModel
import FoundationEssentials
import SceneKit
import ScreenKit
import Testing

@testable import Screens

@Suite("What the scenes cover")
struct CoverageTests {
    private static let names = SceneFolder.names()
    /// Whether all scenes are played, and not only some that were asked for.
    private static let isWhole = names.count == SceneFolder.count(of: Scene.Part.allCases)
    private let endings: [SceneEnding]

    init() throws { endings = try Self.names.map(SceneEnding.of) }

    /// The page that the scenes of a folder end on.
    static let pageOf: [String: String] = [
        "home/change": "ChangePage", "home/change-names": "NamesPage", "home/change-naming": "NamingPage",
        "home/change-server": "ServerPage",
        "home/changes": "DifferencePage", "home/checks": "ChecksPage", "home/generation": "GenerationPage",
        "home/export": "ExportPage", "home/history": "HistoryPage", "home/home": "HomePage",
        "home/hand-out": "HandOutPage", "home/server-lines": "ServerLinesPage", "home/serving": "ServingPage",
        "home/list": "ListPage",
        "home/regenerate": "RegeneratePage", "home/replace": "ReplacePage", "home/result": "ResultPage",
        "home/table": "DifferencePage", "home/text": "TextPage", "review/certificate": "CertificatePage",
        "review/chain": "ChainPage", "review/checks": "ChecksPage", "review/compare": "ComparePage",
        "review/list": "ListPage", "review/bytes": "BytesPage", "review/text": "TextPage",
        "wizard/1-welcome": "WelcomePage", "wizard/2-authority": "AuthorityPage", "wizard/3-server": "ServerPage",
        "wizard/4-addresses": "AddressesPage", "wizard/4-ports": "PortsPage", "wizard/5-names": "NamesPage",
        "wizard/5-naming": "NamingPage", "wizard/6-files": "FilesPage", "wizard/6-checks": "ImportChecksPage",
        "wizard/6-preview": "PreviewPage", "wizard/6-request": "RequestPage", "wizard/6-set": "SetPage",
        "wizard/7-done": "DonePage", "wizard/7-request-made": "RequestMadePage",
        "wizard/7-hand-out": "HandOutPage", "wizard/7-serving": "ServingPage",
    ]

    /// The pages that the screens have: the folder is the list.
    static let everyPage: [String] = {
        let source = SceneFolder.path.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/Sources/Screens"
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: source)) ?? []
        return files.filter { file in
            guard file.hasSuffix("Page.swift"), !file.hasPrefix("Content/") else { return false }
            let text = (try? String(contentsOfFile: "\(source)/\(file)", encoding: .utf8)) ?? ""
            return text.contains("\nstruct ")
        }.compactMap { $0.split(separator: "/").last?.split(separator: ".").first.map(String.init) }
    }()

    /// The page that a state shows, or that its dialogs lie over; under a help that has the whole screen, the one below it.
    static func shownPage(of state: State) -> any Page {
        if state.base is FramedText, state.pages.count > 1 { return state.pages[state.pages.count - 2] }
        return state.base
    }

    static func name(of page: any Page) -> String { String(describing: type(of: page)) }

    /// What lies over the page, if anything does.
    static func dialog(of state: State) -> (any Page)? {
        state.top.isDialog || state.top is FramedText ? state.top : nil
    }

    @Test("Every page is one of a folder's", .enabled(if: isWhole), arguments: everyPage)
    func pages(_ page: String) { #expect(Self.pageOf.values.contains(page)) }

    @Test("Every scene ends on the screen that its folder is named after", arguments: names)
    func folders(_ name: String) throws {
        let folder = SceneFolder.page(of: name)
        let page = Self.shownPage(of: try SceneEnding.of(name).state)
        #expect(Self.name(of: page) == Self.pageOf[folder])
        if let page = page as? DifferencePage { #expect((page.tab == .changes) == (folder == "home/changes")) }
    }

    @Test("The same keys lead to the same screen in every window", arguments: names)
    func windows(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        // Only where the scene's own window takes keys all the time.
        let isLarge = ending.scene.steps.allSatisfy { step in
            if case .resize(let size) = step { size.holds(Screen.smallest) } else { true }
        }
        guard isLarge, ending.scene.size.holds(Screen.smallest) else { return }
        for (window, other) in ending.others {
            #expect(other.pages.map(Self.name) == ending.state.pages.map(Self.name), "\(window)")
            #expect(other.top.title == ending.state.top.title, "\(window)")
        }
    }

    @Test("What a dialog says that something failed, an operation has said", arguments: names)
    func sentences(_ name: String) throws {
        let ending = try SceneEnding.of(name)
        if let question = ending.state.top as? Question, case .close = question.answers, question.body.count == 2 {
            let hint = question.body[1].replacing("hint: ", with: "", maxReplacements: 1)
            #expect(ending.told.isSuperset(of: [question.body[0], hint]))
        }
        if let problem = (ending.state.top as? SavePrompt)?.problem {
            #expect(ending.told.contains { problem.hasPrefix("\($0); ") && !$0.isEmpty })
        }
    }

    @Test(
        "Every screen is there at three sizes and in both charsets", .enabled(if: isWhole),
        arguments: Array(Set(pageOf.values)))
    func screens(_ page: String) {
        let bare = endings.filter {
            Self.name(of: Self.shownPage(of: $0.state)) == page && Self.dialog(of: $0.state) == nil
        }
        for (columns, rows) in [(80, 24), (132, 43), (40, 12)] {
            let size = Size(columns: columns, rows: rows)
            #expect(bare.contains { $0.screen.size == size }, "\(page) at \(columns)x\(rows)")
        }
        for charset in Charset.allCases {
            #expect(bare.contains { $0.scene.charset == charset }, "\(page) in \(charset)")
        }
    }

    @Test("Every screen has a scene of its help", .enabled(if: isWhole), arguments: Array(Set(pageOf.values)))
    func help(_ page: String) {
        #expect(
            endings.contains { ending in
                Self.name(of: Self.shownPage(of: ending.state)) == page && ending.state.top is FramedText
            })
    }

    @Test("Every dialog is there", .enabled(if: isWhole))
    func dialogs() {
        let titles = Set(
            endings.compactMap { ending in
                Self.dialog(of: ending.state).map { dialog in
                    if let prompt = dialog as? ConfirmationPrompt, prompt.confirmation.wantsYes {
                        return "\(dialog.title) y"
                    }
                    return dialog is FramedText ? dialog.title.isEmpty ? "" : "Text" : dialog.title
                }
            }.map { $0.replacing(#/\d+/#, with: "N") })
        #expect(
            titles == [
                "Text", "Leave Keyturn?", "Go back to the home screen?", "Write these certificates?",
                "Write these certificates? y", "Save the answers", "Passphrase", "The certificates could not be made",
                "Nothing was written",
                "Nothing was changed", "These files are refused", "These certificates are refused",
                "These certificates are refused (N of N)", "Make generation N live again?",
                "Make generation N live again? y", "Turn automatic renewal on?", "Turn automatic renewal off?",
                "Run the deploy hooks again?", "Not now", "Unfinished answers", "Unfinished answers are not used",
                "Make this signing request?", "Copy the request", "Serve a web page", "Serve the root for ten minutes?",
                "Copy the root", "Test a port", "As on Avaya's page?", "New passphrase", "Export to a file",
                "Which certificate",
            ])
    }

    @Test("Every screen that waits for something has a scene in which it waits", .enabled(if: isWhole))
    func waiting() {
        let waiting = Set(
            endings.filter { $0.scene.world == .reading && $0.scene.part != .wizard }.map {
                Self.name(of: Self.shownPage(of: $0.state))
            })
        #expect(
            waiting == [
                "HomePage", "ListPage", "CertificatePage", "ChainPage", "ChecksPage", "ComparePage", "HistoryPage",
            ])
        let operations = endings.compactMap(\.state.context.operation)
        for operation in [Screens.Operation.switching, .handingOff, .savingRenewal] {
            #expect(operations.contains(operation))
        }
        #expect(operations.contains { !$0.mustEnd })
    }

    @Test("Every state of an entry is there, and every order of the list", .enabled(if: isWhole))
    func lists() {
        let all = endings.map(\.state.context.reviewed)
        for order in Order.allCases {
            #expect(all.contains { $0.list.arrangement.order == order })
        }
        let states = all.flatMap { reviewed in
            let list = reviewed.list
            let entries = (0..<min(list.entries.count, 30)).map { $0 } + (list.entry.map { [$0] } ?? [])
            return entries.compactMap { list.entries[$0]?.state(at: reviewed.now) }
        }
        #expect(Set(states) == [.good, .endsSoon, .notYet, .ended, .undecodable])
    }

    @Test("Windows that are too small, windows that change, and plain terminals are there", .enabled(if: isWhole))
    func windows() {
        for parts in [[Scene.Part.wizard], [.home, .review]] {
            let endings = endings.filter { parts.contains($0.scene.part) }
            #expect(endings.contains { !$0.screen.size.holds(Screen.smallest) })
            #expect(endings.contains { $0.screen.size != $0.scene.size })
            #expect(endings.contains { $0.scene.terminal == "vt100" })
        }
    }
}
