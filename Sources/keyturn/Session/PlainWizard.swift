import CertificateStore
import CertificateEngine
import CertificateModel
import Operations

/// The wizard line by line: for terminals that cannot place a cursor, for screen readers, and for scripts that answer.
struct PlainWizard {
    private let installation: Installation
    private let options: GlobalOptions

    init(_ options: GlobalOptions) {
        self.options = options
        installation = options.installation
    }

    /// Asks everything, shows both tables, and writes the certificates if the operator confirms.
    func run() throws {
        let keys = KeyMaterialGenerator()
        keys.start()
        let facts = installation.world.facts()
        Console.talk("Keyturn \(SoftwareRelease.version). Press Enter for the answer in brackets, or type - for none.")
        Console.talk("Clock: \(facts.clock.text)")
        var answers = try ask(facts)
        let isImport = try Prompt.ask("Certificates: issue (this server issues its own) or import", "issue") {
            text throws(Refusal) in
            switch text {
            case "issue": false
            case "import": true
            default:
                throw Refusal(
                    "\(VisibleText.quoted(text)) is neither issue nor import", hint: "type \"issue\" or \"import\"")
            }
        }
        if isImport {
            let server = try Planning(installation.world).server(answers, facts)
            return try PlainImport(installation, options).run(server)
        }
        for profile in Profile.allCases { Console.talk("Profile \(profile.rawValue): \(profile.label)") }
        answers.profile = try Prompt.ask(
            "Profile: interoperable or documented", (answers.profile ?? .interoperable).rawValue
        ) { text throws(Refusal) in try Profile(name: text) }
        let ignition = Ignition(installation, command: "keyturn")
        let prepared = try ignition.prepare(answers, facts, keys: keys)
        for table in [prepared.certificates.rootTable, prepared.certificates.identityTable] {
            Console.talk(PlainTable.text(of: table, columns: Console.columns))
        }
        let handoff = try installation.handoff(command: "keyturn")
        _ = try ignition.commit(prepared, try Prompt.consent(to: prepared.confirmation))
        try Console.say(Success.ignited(installation.store.layout.live))
        try HandoffReport(handoff.perform(from: nil)).tell(isTable: true)
    }

    private func ask(_ facts: HostFacts) throws -> Answers {
        var answers = try installation.defaultAnswers()
        answers.role = try Prompt.ask("Role: primary or application", answers.role.rawValue) { text throws(Refusal) in
            try ServerRole(name: text)
        }
        if let name = facts.name { Console.talk("This machine is called \(name).") }
        answers.hostName = try Prompt.ask("Host name (if none, it comes from reverse DNS or the MAC address)", "") {
            text throws(Refusal) in text.isEmpty ? nil : try HostName(text)
        }
        for port in facts.ports { Console.talk("Port \(Self.line(of: port))") }
        (answers.lan1Port, answers.lan1) = try lan("LAN1", facts.lan1Port, facts)
        (answers.lan2Port, answers.lan2) = try lan("LAN2", facts.lan2Port, facts)
        answers.names.dns = try list("Further DNS names", []) { text throws(Refusal) in try HostName(text) }
        answers.names.sipDomains = try list("SIP domains", []) { text throws(Refusal) in try SIPDomain(text) }
        answers.names.ip = try list("Further IP addresses", answers.names.ip.map(\.description)) {
            text throws(Refusal) in try IPAddress(text)
        }
        for part in Naming.Part.allCases {
            answers.naming = try Prompt.ask(part.label, answers.naming[part]) {
                [naming = answers.naming]
                text throws(Refusal) in
                var naming = naming
                try naming.set(part, to: text)
                return naming
            }
        }
        return answers
    }

    /// What is said of a port: its name, kind and addresses.
    private static func line(of port: NetworkInterface) -> String {
        let addresses = port.addresses.map(\.description).joined(separator: ", ")
        let words =
            [port.kind.word] + (port.hasCarrier ? [] : ["no cable"]) + (port.hasDefaultRoute ? ["default route"] : [])
        return "\(VisibleText.quoted(port.name)) (\(words.joined(separator: ", "))): "
            + (addresses.isEmpty ? "no address" : addresses)
    }

    /// A LAN: the port that it is, or its addresses.
    private func lan(
        _ name: String, _ offered: NetworkInterface?, _ facts: HostFacts
    ) throws -> (PortChoice?, LANPort?) {
        if !facts.ports.isEmpty {
            let port = try Prompt.ask("\(name) port (if none, its addresses are asked)", offered?.name ?? "") {
                text throws(Refusal) in text.isEmpty ? nil : try facts.port(named: text)
            }
            if let port { return (.named(port.name), nil) }
        }
        while true {
            let ipv4 = try Prompt.ask("\(name) IPv4 address", "") {
                text throws(Refusal) in text.isEmpty ? nil : try LANPort.ipv4(text)
            }
            let ipv6 = try list("\(name) IPv6 addresses", []) { text throws(Refusal) in try LANPort.ipv6(text) }
            let port = LANPort(ipv4: ipv4, ipv6: ipv6)
            if name != "LAN1" || !port.isEmpty { return (nil, port) }
            Prompt.show(LANPort.lan1Missing)
        }
    }

    private func list<Value>(
        _ question: String, _ found: [String], _ parse: (String) throws(Refusal) -> Value
    ) throws -> [Value] {
        try Prompt.ask("\(question), separated by commas", found.joined(separator: ", ")) { text throws(Refusal) in
            var values: [Value] = []
            for item in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
                values.append(try parse(String(item)))
            }
            return values
        }
    }
}
