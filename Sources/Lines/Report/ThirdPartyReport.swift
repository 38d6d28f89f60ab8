import CertificateModel
import ScreenKit

/// How a third party's set fits this server: its names and its checks.
struct ThirdPartyReport: Encodable {
    struct NameEntry: Encodable {
        let role, name: String
        let coveredBy: String?

        private enum CodingKeys: CodingKey {
            case role, name, coveredBy
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(role, forKey: .role)
            try container.encode(name, forKey: .name)
            try container.encode(coveredBy, forKey: .coveredBy)
        }
    }

    struct GrantedEntry: Encodable {
        let name: String
        let requested, granted: Bool
    }

    let level: String
    let serverNames: [NameEntry]
    let requestedNames: [GrantedEntry]
    private let checks: [CheckResult]

    private enum CodingKeys: CodingKey {
        case level, serverNames, requestedNames
    }

    init(_ judgement: Judgement) {
        level = judgement.level.description
        serverNames = judgement.coverage.map {
            NameEntry(role: $0.role, name: $0.name.description, coveredBy: $0.coveredBy?.description)
        }
        requestedNames = judgement.grantedNames.map {
            GrantedEntry(name: $0.name.description, requested: $0.isRequested, granted: $0.isGranted)
        }
        checks = judgement.certificates.last?.checks ?? []
    }

    /// As lines, for a table's reader.
    var text: String {
        var lines = ["Names of this server"]
        lines += serverNames.map { line($0.coveredBy != nil, $0.name, $0.coveredBy == nil ? "not covered" : $0.role) }
        if !requestedNames.isEmpty {
            lines += ["", "Names requested and granted"]
            lines += requestedNames.map {
                line($0.granted, $0.name, !$0.granted ? "not granted" : $0.requested ? "" : "not asked for")
            }
        }
        lines += ["", "Checks of the identity, level \(level)"]
        lines += checks.map {
            "  \(Self.padded($0.verdict.rawValue, 6))\(Self.padded($0.check.rawValue, 21))\($0.detail)"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ isWell: Bool, _ name: String, _ remark: String) -> String {
        let text = "  \(isWell ? "yes" : "no ")   \(Self.padded(TextWidth.clean(name), 40)) \(remark)"
        return text.lastIndex { $0 != " " }.map { String(text[...$0]) } ?? ""
    }

    private static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(columns - TextWidth.of(text), 0))
    }
}
