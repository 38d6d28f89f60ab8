import CertificateModel
import ScreenKit

/// The page for clients while it is served: its address, in text and as a QR code, and who fetched what.
struct ServingPage: Moving {
    let title = "Web page"
    private let endpoint: PageEndpoint
    private let until: Timestamp
    private let root: PublicRoot
    private let code: QRCode?
    private var visitors = PageVisitors()
    /// Why it is not served any more; nil while it is.
    private var end: PageEnd?
    /// Whether the dark modules of the code are drawn, and not the light ones.
    private var isInverted = false
    private var first = 0

    init(_ endpoint: PageEndpoint, until: Timestamp, _ root: PublicRoot) {
        self.endpoint = endpoint
        self.until = until
        self.root = root
        code = QRCode(endpoint.url)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        let leaving: Binding<Self> =
            end == nil
            ? .init([.escape, .backspace], "Stop") {
                $1.perform(.stopPage)
                $1.close()
            } : .init([.enter, .escape, .backspace], "Back") { $1.close() }
        let inverting: [Binding<Self>] =
            shownCode(context) == nil ? [] : [.init(["i", "I"], "Invert code") { page, _ in page.isInverted.toggle() }]
        let isLong = lines(context).count > textRows(context)
        return [leaving] + inverting + [Self.helps, Self.leaves("Leave")] + Self.lines(isLong ? "Move" : "")
            + Self.anywhere
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Clients open the address in a browser, and find the root, its fingerprint and the steps to install it. Let them compare the fingerprint that you read aloud.",
            "In UTF-8, and where there is room, a code holds the address: phones open it with their camera. \(key: "i") draws the code in the opposite colours, for a terminal with dark text on a light ground.",
            "The page is served until its time is over, or until you leave this screen. The list has the clients that fetched something, the last one first.",
        ]
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .page(.fetched(let fetches)): visitors.take(fetches)
        case .page(.ended(let end)): self.end = end
        default: break
        }
    }

    // MARK: - The picture

    /// The code, where it is served, and where there is room for it and for text beside it.
    private func shownCode(_ context: Context) -> QRCode? {
        guard end == nil, context.glyphs.charset == .unicode, let code, code.size.rows <= textRows(context),
            code.size.columns + 36 <= context.size.columns
        else { return nil }
        return code
    }

    /// The rows between the title and a footer of two rows.
    private func textRows(_ context: Context) -> Int { context.size.rows - 3 }

    mutating func move(by distance: Int, _ context: inout Context) {
        first = moved(first, by: distance, limit: lines(context).count - textRows(context))
    }

    func pageHeight(_ context: Context) -> Int { textRows(context) }

    private func lines(_ context: Context) -> [[Span]] {
        let isRoomy = context.size.rows >= 20
        var body = Body(
            columns: context.size.columns - (shownCode(context)?.size.columns ?? 0), glyphs: context.glyphs)
        if isRoomy { body.blank() }
        if let end {
            body.text(end.sentence, end == .failed ? .error : .warning)
        } else {
            body.heading("Served until \(until.clockText.prefix(5)) UTC")
            body.text(endpoint.url, .value, indent: 2)
        }
        if isRoomy { body.blank() }
        body.fingerprint(aloud: root)
        if isRoomy { body.blank() }
        body.heading(
            visitors.gotRoot == 0
                ? "Nobody fetched the root yet"
                : visitors.gotRoot == 1 ? "1 client fetched the root" : "\(visitors.gotRoot) clients fetched the root")
        for visitor in visitors.all {
            body.item([Span("  \(visitor.client)  ", .value)], visitor.text)
        }
        return body.lines
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let code = shownCode(context)
        if let code { screen.put(code, row: area.row, column: 0, isInverted: isInverted) }
        let column = code?.size.columns ?? 0
        screen.put(
            lines: lines(context), from: first,
            in: Rectangle(row: area.row, column: column, columns: area.columns - column, rows: area.rows))
    }
}

extension HandOutPage {
    /// Shows the page for clients, which is served now.
    mutating func show(_ endpoint: PageEndpoint, until: Timestamp, _ context: inout Context) {
        if let root { context.open(ServingPage(endpoint, until: until, root)) }
    }
}
