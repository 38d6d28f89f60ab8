extension Answers {
    /// The answers in a document. An unknown key is refused, and so is a value that the wizard would refuse, unless it is
    /// among the accepted ones. Answers that are unfinished need not name the files of an import.
    public init(
        _ document: SettingsDocument, defaults: SiteDefaults = SiteDefaults(),
        accepting accepted: AcceptedValues = .none, areUnfinished: Bool = false
    ) throws(Refusal) {
        self.init(naming: defaults.naming, profile: defaults.profile)
        remarks = try document.read(Self.keys(accepting: accepted), into: &self)
        for (table, port, addresses) in [("lan1", lan1Port, lan1), ("lan2", lan2Port, lan2)] {
            // Addresses take the place of the choice of the rule, which a template has.
            guard let port, port != .auto, addresses != nil else { continue }
            throw document.located(
                Refusal(
                    "\"\(table)\" is the port \(VisibleText.quoted(port.description)), and has addresses as well",
                    hint: "give the port, or the addresses"), at: [table, "port"])
        }
        if lan1 != nil { lan1Port = nil }
        if lan2 != nil { lan2Port = nil }
        if case .imported(files: [], _) = source, !areUnfinished {
            throw document.located(
                Refusal(
                    "\"certificates.files\" names no file to import",
                    hint: "list the files, or use source = \"self-signed\""), at: Self.keyOfSource.path)
        }
    }

    /// The answers as an answers file, without comments: read back, they are the same answers, but for the remarks.
    public var toml: String { text(isTemplate: false) }

    /// An answers file to start from: every key with these answers, and a comment for each.
    public var template: String {
        """
        # Answers for "keyturn ignite --answers FILE".
        # Every key may be left out but one of LAN1; each has its default here. An empty host name, port, address or
        # passphrase file means "not given".

        """ + complete.text(isTemplate: true)
    }

    /// The same as JSON, without comments.
    public var templateJSON: JSONValue { complete.object(of: Self.keys) }

    /// The answers with a profile, which a template names.
    private var complete: Answers {
        var answers = self
        answers.profile = profile ?? .interoperable
        return answers
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

    /// What a record of the store keeps of them: the keys of the server as in an answers file. A record has the addresses
    /// of a port, and not its name, which stands elsewhere in it.
    public var record: JSONValue { object(of: Self.keysOfServer(accepting: .none).filter { $0.leaf != "port" }) }

    /// These keys with their values, in their tables.
    private func object(of keys: [SettingsKey<Answers>]) -> JSONValue {
        var object: [String: JSONValue] = [:]
        for key in keys {
            guard let value = key.value(self) ?? key.blank else { continue }
            guard let table = key.table else {
                object[key.leaf] = value
                continue
            }
            guard case .object(var inner) = object[table, default: .object([:])] else { continue }
            inner[key.leaf] = value
            object[table] = .object(inner)
        }
        return .object(object)
    }
}
