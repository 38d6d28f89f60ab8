extension Answers {
    /// The answers as an answers file in TOML, which parses back to the same answers.
    public var toml: String { AnswersText(self).text(commented: false) }

    /// An answers file with every key, its default and a comment; the addresses are those of the host, where it is known.
    public static func template(facts: HostFacts?, defaults: SiteDefaults = SiteDefaults()) -> String {
        let answers = facts.map { Answers.fromHost($0, defaults: defaults) } ?? Answers(naming: defaults.naming)
        return AnswersText(answers).text(commented: true)
    }
}

/// Writes answers as TOML.
private struct AnswersText {
    private let answers: Answers

    init(_ answers: Answers) { self.answers = answers }

    func text(commented: Bool) -> String {
        var lines: [String] = []
        if commented { lines = ["# Answers for \"keyturn ignite --answers FILE\".", ""] }
        var table: String?
        for key in AnswersKey.all {
            if key.path.count == 2, key.path.first != table {
                table = key.path.first
                lines += ["", "[\(key.path[0])]"]
            }
            let line = "\(key.path[key.path.count - 1]) = \(value(of: key))"
            lines.append(commented ? "\(line)  # \(key.comment)" : line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func value(of key: AnswersKey) -> String {
        switch key {
        case .role: string(answers.role.rawValue)
        case .hostname: string(answers.hostName?.text ?? "")
        case .profile: string((answers.profile ?? .interoperable).rawValue)
        case .lan1IPv4: string(answers.lan1.ipv4?.description ?? "")
        case .lan1IPv6: list(answers.lan1.ipv6)
        case .lan2IPv4: string(answers.lan2.ipv4?.description ?? "")
        case .lan2IPv6: list(answers.lan2.ipv6)
        case .namesDNS: list(answers.names.dns)
        case .namesIP: list(answers.names.ip)
        case .namesSIPDomains: list(answers.names.sipDomains)
        case .naming(let part): string(answers.naming[part])
        case .certificatesSource: string(answers.source == .selfSigned ? "self-signed" : "import")
        case .certificatesFiles:
            if case .imported(let files, _) = answers.source { list(files) } else { "[]" }
        case .certificatesPassphraseFile:
            if case .imported(_, let file?) = answers.source { string(file) } else { "\"\"" }
        }
    }

    private func list(_ values: [some CustomStringConvertible]) -> String {
        "[" + values.map { string($0.description) }.joined(separator: ", ") + "]"
    }

    /// A basic string of TOML, with the escapes that it needs.
    private func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where VisibleText.isUnsafe(scalar):
                let digits = String(scalar.value, radix: 16)
                result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
