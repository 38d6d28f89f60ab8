extension Answers {
    /// The answers in a document. An unknown key is refused, and so is a value that the wizard would refuse.
    public init(_ document: SettingsDocument, defaults: SiteDefaults = SiteDefaults()) throws(Refusal) {
        self.init(naming: defaults.naming, profile: defaults.profile)
        remarks = try document.read(Self.keys, into: &self)
        if case .imported(files: [], _) = source {
            throw document.located(
                Refusal(
                    "\"certificates.files\" names no file to import",
                    hint: "list the files, or use source = \"self-signed\""), at: Self.keyOfSource.path)
        }
    }

    /// The answers as an answers file, without comments: read back, they are the same answers, but for the remarks.
    public var toml: String { text(isTemplate: false) }

    /// An answers file to start from: every key, its default, and a comment for each. With facts, LAN1 and LAN2 are
    /// filled with what this host has.
    public static func template(facts: HostFacts?, defaults: SiteDefaults = SiteDefaults()) -> String {
        template(facts.map { fromHost($0, defaults: defaults) } ?? Answers(naming: defaults.naming), defaults.profile)
    }

    /// The same, with the answers that a server was made of.
    public static func template(of server: ServerIdentity, profile: Profile?) -> String {
        template(Answers(of: server), profile)
    }

    private static func template(_ answers: Answers, _ profile: Profile?) -> String {
        var answers = answers
        answers.profile = profile ?? .interoperable
        return """
            # Answers for "keyturn ignite --answers FILE".
            # Give LAN1 an address. Every other key may be left out; each has its default here. An empty host name,
            # address or passphrase file means "not given".

            """ + answers.text(isTemplate: true)
    }

    private func text(isTemplate: Bool) -> String {
        func comment(_ text: String) -> String {
            isTemplate ? "\n" + text.split(separator: "\n").map { "# \($0)\n" }.joined() : ""
        }
        var text = ""
        var table: String?
        for key in Self.keys {
            guard let value = key.value(self) ?? (isTemplate ? key.blank : nil) else { continue }
            if let name = key.table, name != table {
                text += (isTemplate ? comment(Self.tables[name] ?? "") : "\n") + "[\(name)]\n"
                table = name
            }
            text += "\(comment(key.comment))\(key.leaf) = \(TOMLText.value(value))\n"
        }
        return text
    }

    /// What a record of the store keeps of them: every key of the server, the same as in an answers file.
    public var record: JSONValue {
        var record: [String: JSONValue] = [:]
        for key in Self.keysOfServer {
            guard let value = key.value(self) ?? key.blank else { continue }
            guard let table = key.table else {
                record[key.leaf] = value
                continue
            }
            guard case .object(var inner) = record[table, default: .object([:])] else { continue }
            inner[key.leaf] = value
            record[table] = .object(inner)
        }
        return .object(record)
    }
}
