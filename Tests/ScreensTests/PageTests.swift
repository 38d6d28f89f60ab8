import SceneKit
import ScreenKit
import Testing

@testable import Screens

/// Every page and every dialog, in every state in which a scene leaves it.
@Suite("A page is one value")
struct PageTests {
    private static let names = SceneFolder.names()
    private static let isWhole = names.count == SceneFolder.count(of: Scene.Part.allCases)

    @Test("No two bindings of a page have the same key", arguments: names)
    func clashes(_ name: String) throws {
        for page in try SceneEnding.of(name).state.pages {
            var seen: Set<Key> = []
            for key in Self.keys(of: page, try SceneEnding.of(name).state.context) where !seen.insert(key).inserted {
                Issue.record("\(page.title): \(key.name)")
            }
        }
    }

    @Test("The footer shows the first key and the word of each binding, and of nothing else")
    func footer() throws {
        var seen: Set<String> = []
        for name in Self.names {
            var state = try SceneEnding.of(name).state
            // Many scenes end with the same keys.
            let words = "\(CoverageTests.name(of: state.top)): \(Self.labelled(state.top, state.context))"
            guard seen.insert(words).inserted else { continue }
            // There is room for all of them, and words may be others there.
            _ = state.update(.resized(Size(columns: 400, rows: 50)))
            let expected = Self.labelled(state.top, state.context)
            let footer = state.lines.suffix(state.top.footer(state.context).height).joined()
            #expect(footer.filter { $0 != " " } == expected.filter { $0 != " " }, "\(name)")
        }
        #expect(seen.count > 50 || !Self.isWhole)
    }

    @Test("Every word in a footer does something in one of the scenes", .enabled(if: isWhole))
    func actions() throws {
        var (shown, acting): (Set<String>, Set<String>) = ([], [])
        for name in Self.names {
            let state = try SceneEnding.of(name).state
            guard state.context.size.holds(Screen.smallest) else { continue }
            for (key, label) in Self.acting(state.top, state.context) {
                let binding = "\(CoverageTests.name(of: state.top)): \(label)"
                shown.insert(binding)
                guard !acting.contains(binding) else { continue }
                var copy = state
                let effects = copy.update(.key(key))
                if !effects.isEmpty || copy.view() != state.view() { acting.insert(binding) }
            }
        }
        #expect(shown.count > 80)
        #expect(shown.subtracting(acting) == [])
    }

    @Test("Enter does something in every scene whose footer has a word for it", arguments: names)
    func enter(_ name: String) throws {
        let state = try SceneEnding.of(name).state
        guard state.context.size.holds(Screen.smallest),
            Self.acting(state.top, state.context).contains(where: { $0.0 == .enter })
        else { return }
        // What was refused is refused again, in the same words.
        if state.context.notice != nil || state.lines.contains(where: { $0.contains("hint: ") }) { return }
        var copy = state
        let effects = copy.update(.key(.enter))
        #expect(!effects.isEmpty || copy.view() != state.view())
    }

    @Test("The help names no key that the page never has", arguments: Array(Set(CoverageTests.pageOf.values)))
    func help(_ page: String) throws {
        var (named, bound): (Set<Key>, Set<Key>) = ([], [])
        for name in Self.names where CoverageTests.pageOf[SceneFolder.page(of: name)] == page {
            let state = try SceneEnding.of(name).state
            for shown in state.pages where CoverageTests.name(of: shown) == page {
                bound.formUnion(Self.keys(of: shown, state.context))
                named.formUnion((shown.help(state.context) + [FramedText.general(of: shown)]).flatMap(\.keys))
            }
        }
        #expect(named.subtracting(bound).map(\.name) == [])
    }

    @Test("The buttons of a question have other first letters, which press them", arguments: names)
    func buttons(_ name: String) throws {
        for case let question as Question in try SceneEnding.of(name).state.pages {
            guard case .choice(let first, let second, _) = question.answers else { continue }
            #expect(first.first?.lowercased() != second.first?.lowercased())
        }
    }

    // MARK: - What has no picture

    /// Every key that a terminal has.
    private static let everyKey: [Key] = {
        var keys: [Key] = [
            .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .pasted("y"), .pasted(" "),
        ]
        keys += characters.map(Key.character)
        keys += "abcdefghijklmnopqrstuvwxyz".map(Key.control)
        return keys + (1...12).map(Key.function)
    }()

    private static let characters = (UInt8(0x20)...0x7E).map { Character(Unicode.Scalar($0)) }

    @Test("In a window that is too small no key acts but ^X and ^C, and nothing is lost", arguments: names)
    func small(_ name: String) throws {
        var state = try SceneEnding.of(name).state
        let size = state.context.size.holds(Screen.smallest) ? state.context.size : Size(columns: 80, rows: 24)
        _ = state.update(.resized(Size(columns: 20, rows: 5)))
        var pressed = state
        for key in Self.everyKey where key != .control("x") && key != .control("c") {
            #expect(pressed.update(.key(key)) == [], "\(key.name)")
        }
        #expect(pressed.freshPictures == state.freshPictures)
        for key in [Key.control("x"), .control("c")] {
            var (here, there) = (pressed, pressed)
            _ = there.update(.resized(size))
            let effects = [here.update(.key(key)), there.update(.key(key))]
            #expect(effects[0].contains(.quit(.left)) == effects[1].contains(.quit(.left)))
            #expect(here.pages.map(CoverageTests.name) == there.pages.map(CoverageTests.name))
        }
        #expect(pressed.update(.resized(size)) == state.update(.resized(size)))
        #expect(pressed.view() == state.view() && pressed.freshPictures == state.freshPictures)
    }

    @Test("A paste opens and closes nothing, and answers nothing", arguments: names)
    func pastes(_ name: String) throws {
        let state = try SceneEnding.of(name).state
        var pasted = state
        for character in Self.characters {
            for effect in pasted.update(.key(.pasted(character))) {
                switch effect {
                case .listFolder, .passphrase, .summarizeAll, .summarize: break
                default: Issue.record("\(character): \(effect)")
                }
            }
        }
        #expect(pasted.pages.map(CoverageTests.name) == state.pages.map(CoverageTests.name))
        if state.top is Question || state.top is ConfirmationPrompt || state.top is FramedText {
            #expect(pasted.view() == state.view())
        }
    }

    @Test("? is help wherever nothing is typed, and a letter where something is", arguments: names)
    func questionMark(_ name: String) throws {
        let state = try SceneEnding.of(name).state
        guard state.context.size.holds(Screen.smallest) else { return }
        let keys = Self.keys(of: state.top, state.context)
        // While something is written there is no help.
        guard keys != [.control("l")] else { return }
        #expect(keys.contains(.control("g")), "\(state.top.title)")
        var (typed, helped, other) = (state, state, state)
        _ = typed.update(.key("?"))
        _ = helped.update(.key(.control("g")))
        _ = other.update(.key("!"))
        let isText = other.view() != state.view()
        #expect(typed.pages.count == (isText ? state : helped).pages.count)
    }

    @Test("^Z stops the program on every page, and not while something is written", arguments: names)
    func suspends(_ name: String) throws {
        var state = try SceneEnding.of(name).state
        guard state.context.size.holds(Screen.smallest) else { return }
        #expect(state.update(.key(.control("z"))) == (state.isBusy ? [] : [.suspend]))
    }

    @Test("What comes into view is counted, so that no key acts on it that was pressed before")
    func freshPictures() {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts()))
        for (key, count) in [("u", 0), ("a", 1), ("?", 2), ("Esc", 2), ("Esc", 2), ("h", 2), ("Esc", 2), ("a", 3)] {
            _ = state.press(key)
            #expect(state.freshPictures == count, "\(key)")
        }
        for (size, count) in [(Size(columns: 20, rows: 5), 3), (Size(columns: 80, rows: 24), 4)] {
            _ = state.update(.resized(size))
            #expect(state.freshPictures == count)
        }
    }

    // MARK: - What is bound

    private static func keys(of page: some Page, _ context: Context) -> [Key] {
        page.bindings(context).flatMap(\.keys)
    }

    /// The keys that act and are shown, with their words; the last of neighbours has the word for all of them.
    private static func labelled(_ page: some Page, _ context: Context) -> String {
        let shown = acting(page, context)
        return shown.enumerated().map { index, binding in
            let isLast = index + 1 == shown.count || shown[index + 1].label != binding.label
            return binding.0.name + (isLast ? " \(binding.label)" : "/")
        }.joined()
    }

    private static func acting(_ page: some Page, _ context: Context) -> [(Key, label: String)] {
        page.bindings(context).filter { !$0.label.isEmpty && $0.absence == nil }.map { ($0.keys[0], $0.label) }
    }
}
