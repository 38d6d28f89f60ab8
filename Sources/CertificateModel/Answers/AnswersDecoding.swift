extension Answers {
    /// The answers that a document gives; refused where a key is unknown, or a value is none that the wizard would take.
    public init(_ document: AnswersDocument, defaults: SiteDefaults = SiteDefaults()) throws(Refusal) {
        let fields = try AnswersFields(document, known: AnswersKey.ofAnswers)
        var remarks: [String] = []

        let role = try fields.text(.role) { (text) throws(Refusal) in try ServerRole(name: text) }
        let hostName = try fields.optionalText(.hostName) { (text) throws(Refusal) in try HostName.parse(text) }
        remarks += [hostName?.remark].compactMap(\.self)
        let lan1 = try fields.port(ipv4: .lan1IPv4, ipv6: .lan1IPv6)
        let lan2 = try fields.port(ipv4: .lan2IPv4, ipv6: .lan2IPv6)

        var names = AdditionalNames()
        let dns = try fields.list(.dns) { (text) throws(Refusal) in try HostName.parse(text) }
        names.dns = dns.map(\.name)
        remarks += dns.compactMap(\.remark)
        names.ip = try fields.list(.ip) { (text) throws(Refusal) in try IPAddress(text) }
        let sipDomains = try fields.list(.sipDomains) { (text) throws(Refusal) in try SIPDomain.parse(text) }
        names.sipDomains = sipDomains.map(\.domain)
        remarks += sipDomains.compactMap(\.remark)

        let naming = try fields.naming(replacing: defaults.naming)
        remarks += [naming.remark].compactMap(\.self)
        let profile = try fields.text(.profile) { (text) throws(Refusal) in try Profile(name: text) }

        self.init(
            role: role ?? .primary, hostName: hostName?.name, lan1: lan1, lan2: lan2, names: names,
            naming: naming.naming, profile: profile ?? defaults.profile, source: try fields.source(), remarks: remarks)
    }
}

extension AnswersFields {
    /// The naming with the parts that the document replaces, and a word about its domain where it was changed.
    func naming(replacing defaults: Naming) throws(Refusal) -> (naming: Naming, remark: String?) {
        var naming = defaults
        var remark: String?
        for part in Naming.Part.allCases {
            _ = try text(AnswersKey(part)) { (text) throws(Refusal) in
                try naming.set(part, to: text)
                if part == .domain { remark = try HostName.parse(text).remark }
            }
        }
        return (naming, remark)
    }

    fileprivate func port(ipv4: AnswersKey, ipv6: AnswersKey) throws(Refusal) -> LANPort {
        LANPort(
            ipv4: try optionalText(ipv4) { (text) throws(Refusal) in try LANPort.ipv4(text) },
            ipv6: try list(ipv6) { (text) throws(Refusal) in try LANPort.ipv6(text) })
    }

    fileprivate func source() throws(Refusal) -> CertificateSource {
        let isImport =
            try text(.source) { (text) throws(Refusal) in
                switch text.trimmed {
                case "self-signed": return false
                case "import": return true
                default:
                    throw Refusal(
                        "\(VisibleText.quoted(text)) is not a source of certificates",
                        hint: "use \"self-signed\" or \"import\"")
                }
            } ?? false
        let files = try list(.files) { (text) throws(Refusal) in try Self.fileName(text) }
        let passphraseFile = try optionalText(.passphraseFile) { (text) throws(Refusal) in try Self.fileName(text) }
        if isImport {
            guard !files.isEmpty else {
                throw locate(
                    .source,
                    Refusal(
                        "\"certificates.files\" names no file to import",
                        hint: "list the files, or use source = \"self-signed\""))
            }
            return .imported(files: files, passphraseFile: passphraseFile)
        }
        // A file that is named and never read would surprise whoever named it.
        let unread: AnswersKey? = files.isEmpty ? (passphraseFile == nil ? nil : .passphraseFile) : .files
        if let key = unread {
            throw locate(
                key,
                Refusal(
                    "\"\(key.rawValue)\" is given, and \"self-signed\" certificates come from no file",
                    hint: "use source = \"import\", or leave \(key.leaf) empty"))
        }
        return .selfSigned
    }

    /// A path as the system takes it: not empty, and without a null character, which would cut it short.
    private static func fileName(_ text: String) throws(Refusal) -> String {
        guard !text.isEmpty, !text.unicodeScalars.contains("\0") else {
            throw Refusal("\(VisibleText.quoted(text)) is not a file name", hint: "type the path of a file")
        }
        return text
    }
}
