import Drawing
import ScreenKit

/// Filtering the list, and searching within an entry: both follow what is typed.
extension State {
    mutating func search(_ action: Action) {
        switch action {
        case .search: prompt = TextField(page == .list ? list.arrangement.filter : needle, limit: 256)
        case .endSearch: prompt = nil
        case .dropSearch:
            prompt = nil
            if page == .list { list.narrow(to: "") } else { needle = "" }
        case .nextMatch: jump(by: 1)
        case .previousMatch: jump(by: -1)
        default: break
        }
    }

    /// Follows what was typed.
    mutating func searchOn() {
        notice = nil
        guard let text = prompt?.string else { return }
        if page == .list {
            if text != list.arrangement.filter { list.narrow(to: text) }
        } else if text != needle {
            needle = text
            jump(by: 0)
        }
    }

    /// The rows of the entry in view that hold what is searched for.
    func matches(of certificate: CertificatePage) -> [Int] {
        let needle = Needle(needle)
        return rows(of: certificate.entry).enumerated().filter { _, row in
            needle.isFound(in: row.name) || needle.isFound(in: row.contents)
                || row.detail.contains(where: needle.isFound)
        }.map(\.offset)
    }

    /// Goes to the next place that holds what is searched for; by 0 only where this one does not hold it.
    private mutating func jump(by distance: Int) {
        if case .certificate(var certificate) = page {
            guard let target = Self.target(matches(of: certificate), from: certificate.selected, by: distance) else {
                return
            }
            certificate.selected = target
            page = .certificate(certificate)
        } else {
            jumpInText(by: distance)
        }
    }

    mutating func jumpInText(by distance: Int) {
        guard case .text(var text) = page else { return }
        guard let target = Self.target(text.matches(Needle(needle)), from: text.match ?? text.first, by: distance)
        else {
            text.match = nil
            page = .text(text)
            return
        }
        text.match = target
        text.first =
            Viewport(
                contentHeight: text.lines.count, windowHeight: textHeight, focus: target..<target + 1,
                previous: text.first
            ).first
        page = .text(text)
    }

    /// The next of some places, and the first again after the last.
    private static func target(_ places: [Int], from place: Int, by distance: Int) -> Int? {
        if distance < 0 { return places.last { $0 < place } ?? places.last }
        return places.first { distance > 0 ? $0 > place : $0 >= place } ?? places.first
    }
}
