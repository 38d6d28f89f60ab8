import CertificateModel
import Drawing
import ScreenKit

/// Going from one screen to the next, and moving on each.
extension State {
    /// Opens what is under the cursor.
    mutating func open() {
        switch page {
        case .list:
            switch list[list.selected] {
            case .entry(let entry): openCertificate(entry)
            case .head(.failure(let source, let problem, let hint)):
                push(text: source, [Span(problem, .error), Span("hint: \(hint)")])
            case .head(.peer(let peer)):
                if peer.entries.isEmpty {
                    notice = "It sent no certificate."
                } else {
                    list.select(entry: peer.entries.lowerBound)
                }
            case nil: break
            }
        case .chain(let entry, let selected):
            guard let chain = found(entry)?.chain, !chain.isEmpty else { return }
            let link = chain[min(selected, chain.count - 1)]
            if let entry = link.entry {
                openCertificate(entry)
            } else {
                notice =
                    link.problem == nil
                    ? "It is among the trusted certificates of the store, not in this list."
                    : "That certificate is not in this list."
            }
        case .history: if let generation { pages.append(.generation(generation.generation, scroll: 0)) }
        default: break
        }
    }

    private mutating func openCertificate(_ entry: Int) {
        opened.touch(entry)
        needle = ""
        list.select(entry: entry)
        pages.append(.certificate(CertificatePage(entry: entry)))
    }

    /// Shows the entry before or after the one in view; the row under the cursor stays the same one.
    mutating func openNeighbour(by distance: Int) {
        guard case .certificate(var certificate) = page else { return }
        guard let entry = list.neighbour(of: certificate.entry, by: distance) else {
            notice = distance < 0 ? "This is the first entry." : "This is the last entry."
            return
        }
        certificate.entry = entry
        page = .certificate(certificate)
        opened.touch(entry)
        list.select(entry: entry)
    }

    /// The whole of the row under the cursor.
    mutating func openDetail() {
        let (rows, selected): ([SheetRow], Int)
        switch page {
        case .certificate(let certificate): (rows, selected) = (self.rows(of: certificate.entry), certificate.selected)
        case .difference(let difference): (rows, selected) = (self.rows(of: difference), difference.selected)
        default: return
        }
        guard !rows.isEmpty else { return }
        let row = rows[min(selected, rows.count - 1)]
        push(
            text: row.name,
            row.detail.map { Span($0, .value) } + (row.detailRemarks.isEmpty ? [] : [Span("")]) + row.detailRemarks)
        if !needle.isEmpty { jumpInText(by: 0) }
    }

    mutating func openPEM() {
        guard let entry, let opened = opened[entry] else { return }
        push(text: "PEM", opened.pem.map { Span($0) }, isVerbatim: true)
    }

    private mutating func push(text title: String, _ paragraphs: [Span], isVerbatim: Bool = false) {
        var text = TextPage(title: title, paragraphs: paragraphs, isVerbatim: isVerbatim)
        text.wrap(columns: size.columns, in: glyphs.charset)
        pages.append(.text(text))
    }

    /// Moves the cursor, or the text where there is none.
    mutating func move(by distance: Int) {
        switch page {
        case .list: list.move(by: distance)
        case .home(let scroll): page = .home(scroll: Self.moved(scroll, by: distance, limit: bodyLimit))
        case .certificate(var certificate):
            let last = rows(of: certificate.entry).count - 1
            certificate.selected = Self.moved(certificate.selected, by: distance, limit: last)
            page = .certificate(certificate)
        case .text(var text):
            text.first = Self.moved(text.first, by: distance, limit: text.lines.count - textHeight)
            page = .text(text)
        case .octets(let entry, let first):
            page = .octets(
                entry: entry, first: Self.moved(first, by: distance, limit: octetLines(of: entry) - textHeight))
        case .chain(let entry, let selected):
            let last = (found(entry)?.chain.count ?? 0) - 1
            page = .chain(entry: entry, selected: Self.moved(selected, by: distance, limit: last))
        case .checks(let entry, let scroll):
            page = .checks(entry: entry, scroll: Self.moved(scroll, by: distance, limit: bodyLimit))
        case .compare(var compare):
            compare.first = Self.moved(
                compare.first, by: distance, limit: (compare.lines?.count ?? 0) - compareHeight)
            page = .compare(compare)
        case .regenerate, .replace, .difference, .result, .history, .generation: moveInOperation(by: distance)
        }
    }

    static func moved(_ position: Int, by distance: Int, limit: Int) -> Int {
        let limit = max(limit, 0)
        return min(max(min(position, limit) + distance, 0), limit)
    }
}
