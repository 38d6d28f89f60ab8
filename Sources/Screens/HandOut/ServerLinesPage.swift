import CertificateModel
import ScreenKit

/// The lines that make a server use the certificates of the store, without a frame, so that they can be copied.
struct ServerLinesPage: LinesPage {
    let title = "Server lines"
    let headHeight = 2
    /// The folder of the deploy hooks.
    private let hooks: String
    private var server = ServerLines.nginx
    var first = 0

    init(hooks: String) { self.hooks = hooks }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init([.tab, .right], "Next server") { page, _ in page.go(by: 1) },
            .init([.backTab, .left], "") { page, _ in page.go(by: -1) },
        ] + Self.always + Self.lines(isLong(context) ? "Move" : "")
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Each server has lines of its own. They name the folder \"live\" of the store, which always has the present certificates, so that they stay as they are. A deploy hook lets the server read its files again. \(key: .tab) shows the lines of the next server."
        ]
    }

    private mutating func go(by distance: Int) {
        let all = ServerLines.allCases
        let index = (all.firstIndex(of: server) ?? 0) + distance
        server = all[(index + all.count) % all.count]
        first = 0
    }

    private func isLong(_ context: Context) -> Bool { lineCount(context) > context.size.rows - 3 - headHeight }

    func lineCount(_ context: Context) -> Int { lines(context).count }

    private func lines(_ context: Context) -> [Span] {
        let live = "\(context.store)/live"
        func wrapped(_ text: String, _ style: Style) -> [Span] {
            TextWidth.wrap(text, max(context.size.columns - 1, 1), in: context.glyphs.charset).map { Span($0, style) }
        }
        let hook = server.hook(live: live).map { $0 + [""] } ?? []
        return server.notes(hooks: hooks).flatMap { wrapped(VisibleText.cleaned($0), .muted) } + [Span("")]
            + (hook + server.lines(live: live)).flatMap { wrapped(VisibleText.cleaned($0), .value) }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let all = ServerLines.allCases
        let tabs = all.map { (name: $0.rawValue, isShown: $0 == server) }
        if area.columns >= 64 {
            screen.put(tabs: tabs, row: area.row, column: 1)
        } else {
            let column = screen.put(tabs: tabs.filter(\.isShown), row: area.row, column: 1)
            screen.put("\((all.firstIndex(of: server) ?? 0) + 1) of \(all.count)", row: area.row, column: column)
        }
        let viewport = viewport(rows: area.rows, context)
        screen.put(
            rows: lines(context)[viewport.visible].map { [$0] }, at: area.row + headHeight, width: area.columns)
    }
}
