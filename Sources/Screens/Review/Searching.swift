import CertificateModel
import ScreenKit

/// A page with an incremental search.
protocol Searching: Moving {
    /// The search prompt; nil while it is closed.
    var prompt: TextField? { get set }
    /// Goes to the next or the previous match; by 0, stays where the present place matches.
    mutating func jump(by distance: Int, _ context: Context)
}

extension Searching {
    /// The keys while a search is typed.
    static var searchBindings: [Binding<Self>] {
        [
            .init(.enter, "Done") { page, _ in page.prompt = nil },
            .init(.escape, "Clear") { page, context in
                page.prompt = nil
                context.reviewed.needle = ""
            },
            .init([.down, .control("n")], "Next") { $0.jump(by: 1, $1) },
            .init([.up, .control("p")], "") { $0.jump(by: -1, $1) }, helpsTyping,
        ] + anywhere
    }

    /// The keys that search.
    static func searching(_ context: Context) -> [Binding<Self>] {
        let search = Binding<Self>("/", "Search") { $0.prompt = TextField($1.reviewed.needle, limit: 256) }
        if context.reviewed.needle.isEmpty { return [search] }
        return [
            .init("n", "Next match") { $0.jump(by: 1, $1) }, .init("N", "") { $0.jump(by: -1, $1) }, search,
        ]
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        guard prompt?.handle(key) == true else { return }
        context.notice = nil
        guard let text = prompt?.string, text != context.reviewed.needle else { return }
        context.reviewed.needle = text
        jump(by: 0, context)
    }

    /// The next of the matches, from the last one on to the first.
    static func target(_ places: [Int], from place: Int, by distance: Int) -> Int? {
        if distance < 0 { return places.last { $0 < place } ?? places.last }
        return places.first { distance > 0 ? $0 > place : $0 >= place } ?? places.first
    }

    /// Draws the search and how many places match; without a search, `info`.
    func drawSearch(
        on screen: inout Screen, row: Int, matches: Int, of total: Int, _ found: Span, info: [Span],
        _ context: Context
    ) {
        let needle = context.reviewed.needle
        let spans =
            needle.isEmpty
            ? info : [Span("Search: ", .label), Span(VisibleText.cleaned(needle), .value), found]
        screen.put(
            info: spans, row: row, prompt: prompt.map { ("Search: ", $0) },
            count: needle.isEmpty ? "" : "\(matches.grouped) of \(total.grouped)", context)
    }
}
