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

    @Test("The help names no key that the page never has", arguments: Array(Set(CoverageTests.pageOf.values)))
    func help(_ page: String) throws {
        var (named, bound): (Set<Key>, Set<Key>) = ([], [])
        for name in Self.names where CoverageTests.pageOf[SceneFolder.page(of: name)] == page {
            let state = try SceneEnding.of(name).state
            for shown in state.pages where CoverageTests.name(of: shown) == page {
                bound.formUnion(Self.keys(of: shown, state.context))
                named.formUnion(shown.help(state.context).flatMap(\.keys))
            }
        }
        #expect(named.subtracting(bound).map(\.name) == [])
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
