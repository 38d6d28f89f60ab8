extension Answers {
    /// The answers as an answers file, without comments: read back, they are the same answers, but for the remarks.
    public var toml: String {
        AnswersKey.ofAnswers.sections.map { section in
            let lines = section.keys.compactMap { key in written(key).map { "\(key.leaf) = \($0)\n" } }
            return lines.isEmpty ? "" : (section.table.map { "\n[\($0)]\n" } ?? "") + lines.joined()
        }.joined()
    }

    /// The value of a key as TOML; nil where there is nothing to say.
    func written(_ key: AnswersKey) -> String? {
        if let part = Naming.Part.allCases.first(where: { AnswersKey($0) == key }) {
            return TOMLText.quoted(naming[part])
        }
        return key.isList ? list(key).map(TOMLText.list) : text(key).map(TOMLText.quoted)
    }

    private func text(_ key: AnswersKey) -> String? {
        switch key {
        case .role: role.rawValue
        case .hostName: hostName?.text
        case .profile: profile?.rawValue
        case .lan1IPv4: lan1?.ipv4?.description
        case .lan2IPv4: lan2?.ipv4?.description
        case .source: source == .selfSigned ? "self-signed" : "import"
        case .passphraseFile: if case .imported(_, let file) = source { file } else { nil }
        default: nil
        }
    }

    private func list(_ key: AnswersKey) -> [String]? {
        let values =
            switch key {
            case .lan1IPv6: lan1?.ipv6.map(\.description) ?? []
            case .lan2IPv6: lan2?.ipv6.map(\.description) ?? []
            case .dns: names.dns.map(\.text)
            case .ip: names.ip.map(\.description)
            case .sipDomains: names.sipDomains.map(\.description)
            case .files: if case .imported(let files, _) = source { files } else { [] as [String] }
            default: [] as [String]
            }
        return values.isEmpty ? nil : values
    }
}

extension [AnswersKey] {
    /// The keys by table, those of no table first.
    var sections: [(table: String?, keys: [AnswersKey])] {
        var sections: [(table: String?, keys: [AnswersKey])] = []
        for key in self {
            if let last = sections.indices.last, sections[last].table == key.table {
                sections[last].keys.append(key)
            } else {
                sections.append((key.table, [key]))
            }
        }
        return sections
    }
}
