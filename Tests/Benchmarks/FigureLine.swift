/// One line of what is printed: a figure, its bound, and whether it is kept.
struct FigureLine {
    let name: String
    let figure: Double
    let unit: String
    /// The most that the figure may be; nil where it is told for comparison only.
    let bound: Double?
    /// How it came about.
    let detail: String

    var isKept: Bool { bound.map { figure <= $0 } ?? true }

    var text: String {
        let limit = bound.map { "<= \(Self.number($0)) \(unit)" } ?? ""
        let verdict = bound == nil ? "    " : isKept ? "ok  " : "MISS"
        return "\(verdict) \(pad(name, 46)) \(pad("\(Self.number(figure)) \(unit)", 12)) \(pad(limit, 12)) \(detail)"
    }

    /// Two decimal places, without Foundation.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "none" }
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }
}
