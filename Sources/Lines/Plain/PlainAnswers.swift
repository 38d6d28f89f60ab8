import CertificateModel
import Operations

/// What the plain interface asks about a server: the questions of the wizard's pages, in their order.
final class PlainAnswers {
    var answers: Answers
    /// The answers of an operator who takes what is offered.
    private let untouched: Answers
    private let facts: HostFacts
    private let installation: Installation
    private let prompt: Prompt
    /// The server that is changed; nil where none has certificates yet.
    private let changes: ServerIdentity?
    private let accepted: AcceptedValues
    /// Whether the operator wants to change the parts of the naming.
    private var changesParts = false

    /// The questions, with these answers to begin with. A LAN that the rule chooses is offered as the port that it is.
    init(
        _ answers: Answers, _ facts: HostFacts, _ installation: Installation, _ prompt: Prompt,
        changing server: ServerIdentity? = nil
    ) {
        var answers = answers
        if answers.lan1Port == .auto { answers.lan1Port = facts.lan1Port.map { .named($0.name) } }
        if answers.lan2Port == .auto { answers.lan2Port = facts.lan2Port.map { .named($0.name) } }
        (self.answers, untouched) = (answers, answers)
        (self.facts, self.installation, self.prompt, changes) = (facts, installation, prompt, server)
        accepted = server.map(AcceptedValues.init) ?? .none
    }

    /// The answers so far, to be kept for the next start; nil where nothing was answered.
    var unfinished: Answers? { answers == untouched ? nil : answers }

    /// The server that the answers describe.
    func server() throws -> ServerIdentity {
        try Planning(installation.world).server(answers, facts, replacing: changes)
    }

    /// Whether the answers have another naming than the server that is changed.
    var changesNaming: Bool { changes.map { $0.naming != answers.naming } ?? false }

    /// The questions, from the host name to the role.
    var questions: [Prompt.Question] {
        [
            hostName, { [self] in try lan(first: true) }, { [self] in try lan(first: false) }, dnsNames, sipDomains,
            ipAddresses, naming, role,
        ]
    }

    // MARK: - The questions

    private func hostName() throws -> Bool {
        if let name = facts.name { Console.talk("This machine is called \(name).") }
        answers.hostName = try prompt.ask(
            "Host name (if none, it comes from reverse DNS or the MAC address)", answers.hostName?.text ?? "",
            help: "Phones and browsers use the host name to reach this server. Use the name that DNS has.",
        ) { [answers, accepted] text throws(Refusal) in
            guard !text.isEmpty else { return nil }
            let name = try HostName(text, accepting: accepted)
            if answers.source == .selfSigned { _ = try CommonNames(hostName: name, naming: answers.naming) }
            return name
        }
        return true
    }

    /// A LAN: the port that it is, or its addresses.
    private func lan(first isFirst: Bool) throws -> Bool {
        let name = isFirst ? "LAN1" : "LAN2"
        if isFirst {
            for port in facts.ports {
                Console.talk("Port \(VisibleText.quoted(port.name)) (\(port.summary)): \(port.addressText)")
            }
        }
        let before = answers
        while true {
            try prompt.ask([
                { [self] in try port(isFirst, name) }, { [self] in try ipv4(isFirst, name) },
                { [self] in try ipv6(isFirst, name) },
            ])
            do throws(Refusal) {
                var lans = answers
                if isFirst { (lans.lan2, lans.lan2Port) = (nil, nil) }
                _ = try lans.lans(on: facts, accepting: accepted)
                return true
            } catch {
                Prompt.show(error)
                // What is refused is not offered again.
                answers = before
            }
        }
    }

    private func port(_ isFirst: Bool, _ name: String) throws -> Bool {
        let (choice, typed) = isFirst ? (answers.lan1Port, answers.lan1) : (answers.lan2Port, answers.lan2)
        guard !facts.ports.isEmpty else {
            // The port that was answered is gone: the addresses are asked.
            set(nil, typed, isFirst)
            return false
        }
        let offered = choice?.description ?? ""
        let port = try prompt.ask(
            "\(name) port (if none, its addresses are asked)", offered,
            help:
                "\(name) as a port has the addresses of that port, also later. Addresses that you type stay as they are."
        ) { [facts] text throws(Refusal) in
            text.isEmpty ? nil : try facts.port(named: text)
        }
        set(port.map { .named($0.name) }, port == nil ? typed : nil, isFirst)
        return true
    }

    private func ipv4(_ isFirst: Bool, _ name: String) throws -> Bool {
        guard var addresses = typed(isFirst) else { return false }
        addresses.ipv4 = try prompt.ask(
            "\(name) IPv4 address", addresses.ipv4?.description ?? "", help: addressHelp(isFirst)
        ) { [accepted] text throws(Refusal) in text.isEmpty ? nil : try LANPort.ipv4(text, accepting: accepted) }
        set(nil, addresses, isFirst)
        return true
    }

    private func ipv6(_ isFirst: Bool, _ name: String) throws -> Bool {
        guard var addresses = typed(isFirst) else { return false }
        addresses.ipv6 = try list("\(name) IPv6 addresses", addresses.ipv6, help: addressHelp(isFirst)) {
            [accepted] text throws(Refusal) in try LANPort.ipv6(text, accepting: accepted)
        }
        set(nil, addresses, isFirst)
        return true
    }

    /// The addresses of a LAN that is not a port; nil where it is one.
    private func typed(_ isFirst: Bool) -> LANPort? {
        guard (isFirst ? answers.lan1Port : answers.lan2Port) == nil else { return nil }
        return (isFirst ? answers.lan1 : answers.lan2) ?? LANPort()
    }

    private func addressHelp(_ isFirst: Bool) -> String {
        "Other machines reach this server at its addresses. "
            + (isFirst ? "LAN1 needs at least one." : "- leaves LAN2 without one.")
    }

    private func set(_ port: PortChoice?, _ addresses: LANPort?, _ isFirst: Bool) {
        if isFirst {
            (answers.lan1Port, answers.lan1) = (port, addresses)
        } else {
            (answers.lan2Port, answers.lan2) = (port, addresses)
        }
    }

    private func dnsNames() throws -> Bool {
        answers.names.dns = try list(
            "Further DNS names", answers.names.dns, help: "Every other name that clients use to reach this server."
        ) { [accepted] text throws(Refusal) in try HostName(text, accepting: accepted) }
        return true
    }

    private func sipDomains() throws -> Bool {
        answers.names.sipDomains = try list(
            "SIP domains", answers.names.sipDomains,
            help: "The domains that SIP phones register with. \"sip:example.com\" adds the URI name as well."
        ) { [accepted] text throws(Refusal) in try SIPDomain(text, accepting: accepted) }
        return true
    }

    private func ipAddresses() throws -> Bool {
        answers.names.ip = try list(
            "Further IP addresses", answers.names.ip, help: "Every other address at which clients reach this server."
        ) { text throws(Refusal) in try IPAddress(text) }
        return true
    }

    /// What a third party has issued is named already.
    private func naming() throws -> Bool {
        if case .imported = answers.source { return false }
        let isOfRoot = answers.source == .selfSigned
        try prompt.ask(
            [{ [self] in try wholeNaming(isOfRoot) }]
                + Naming.Part.asked(ofRoot: isOfRoot).map { part in { [self] in try changesParts && self.part(part) } })
        if changesParts { Console.talk(PlainRows.line("Naming", namingText)) }
        if changesNaming { Console.talk(Naming.changeRemark) }
        return true
    }

    private func wholeNaming(_ isOfRoot: Bool) throws -> Bool {
        changesParts = try prompt.ask(
            isOfRoot ? "Naming: the root's name (or change)" : "Naming: the subject (or change)", namingText,
            help: "What the certificates call your organisation. Type change to change its parts."
        ) { [namingText] text throws(Refusal) in
            if text == namingText { return false }
            guard text == "change" else {
                throw Refusal(
                    "\(VisibleText.quoted(text)) is not the naming", hint: "press Enter, or type \"change\"")
            }
            return true
        }
        return true
    }

    /// The root's name as it will be, or how a signing request names the server.
    private var namingText: String {
        // The root of a server keeps its name with a new host name.
        if changes != nil, !changesNaming { return "stays as it is" }
        guard let server = try? server() else { return "not known" }
        guard answers.source == .selfSigned else { return RequestContents(for: server).subject.description }
        return (try? CommonNames(hostName: server.hostName.value, naming: answers.naming))?.root ?? "not known"
    }

    private func part(_ part: Naming.Part) throws -> Bool {
        answers.naming = try prompt.ask(
            part.label, answers.naming[part],
            help: part.mayBeEmpty ? "- leaves it out of the names." : "It cannot be left out."
        ) { [naming = answers.naming, accepted] text throws(Refusal) in
            var naming = naming
            try naming.set(part, to: text, accepting: accepted)
            return naming
        }
        return true
    }

    private func role() throws -> Bool {
        answers.role = try prompt.ask(
            "Role (a record): primary or application", answers.role.rawValue,
            help: "What the server is for. It is a record: the certificates are the same for both."
        ) { text throws(Refusal) in try ServerRole(name: text) }
        return true
    }

    private func list<Value: CustomStringConvertible>(
        _ question: String, _ found: [Value], help: String, _ parse: (String) throws(Refusal) -> Value
    ) throws -> [Value] {
        try prompt.ask(
            "\(question), separated by commas", found.map(\.description).joined(separator: ", "), help: help
        ) { text throws(Refusal) in
            var values: [Value] = []
            for item in text.items { values.append(try parse(item)) }
            return values
        }
    }
}
