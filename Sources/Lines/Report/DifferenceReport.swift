package import CertificateModel
import ScreenKit

/// What a regeneration changes, as JSON or as lines.
package struct DifferenceReport: Encodable {
    struct Change: Encodable {
        let certificate, what, before, after: String
    }

    let namesGained, namesLost: [String]
    let changes: [Change]
    let consequences: [String]
    /// What names follow, for the lines of a table.
    private let follows: [String: String]

    private enum CodingKeys: CodingKey {
        case namesGained, namesLost, changes, consequences
    }

    package init(_ difference: Difference) {
        namesGained = difference.namesGained.map(\.description)
        namesLost = difference.namesLost.map(\.description)
        changes = difference.changes.map {
            Change(certificate: $0.kind.rawValue, what: $0.what, before: $0.before, after: $0.after)
        }
        consequences = difference.consequences
        follows = Dictionary(difference.follows.map { ($0.key.description, $0.value) }) { first, _ in first }
    }

    /// As lines, for a table's reader.
    var text: String {
        var lines = ["What changes"]
        lines += namesGained.map { "  + \(TextWidth.clean($0))" + (follows[$0].map { "  follows \($0)" } ?? "") }
        lines += namesLost.map { "  - \(TextWidth.clean($0))  LOST" }
        for change in changes {
            let name = "\(change.certificate) \(change.what)"
            lines.append("  \(name)\(String(repeating: " ", count: max(24 - name.count, 1)))\(text(of: change))")
        }
        lines += ["", "What follows"] + consequences.map { "  \(TextWidth.clean($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func text(of change: Change) -> String {
        change.before.isEmpty ? change.after : "\(TextWidth.clean(change.before)) -> \(TextWidth.clean(change.after))"
    }
}
