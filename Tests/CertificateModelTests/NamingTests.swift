import CertificateModel
import Testing

@Suite("The naming")
struct NamingTests {
    private func set(_ part: Naming.Part, _ text: String) -> String {
        ModelSample.refusal { () throws(Refusal) in
            var naming = Naming()
            try naming.set(part, to: text)
            return naming
        }
    }

    @Test func `has the specification's defaults`() {
        let naming = Naming()
        #expect(
            Naming.Part.allCases.map { "\($0.rawValue) = \(naming[$0])" } == [
                "email = support@avaya.com", "unit = GCS", "organization = Avaya Inc", "locality = Basking Ridge",
                "state = New Jersey", "country = US", "domain = avaya.com", "root-prefix = ipoffice-root-",
            ])
    }

    @Test(arguments: [
        (Naming.Part.unit, 64, "GCS"), (.organization, 64, "Avaya Inc"), (.locality, 128, "Basking Ridge"),
        (.state, 128, "New Jersey"),
    ])
    func `has X.520's upper bounds, in characters`(_ part: Naming.Part, _ bound: Int, _ specified: String) {
        let label = part.label.lowercased()
        #expect(set(part, String(repeating: "é", count: bound)) == "accepted")
        let long = String(repeating: "é", count: bound + 2)
        #expect(
            set(part, long) == "\"\(long)\" has \(bound + 2) characters, and \(label) has at most \(bound)\n"
                + "hint: shorten it by 2")
        let none = "\"\" is not a value for \(label)\nhint: type a value, or \"\(specified)\", the default"
        #expect(set(part, " ") == (part == .organization ? none : "accepted"))
        #expect(
            set(part, "a\u{202e}") == "\"a\\u{202e}\" has a control or invisible character\n"
                + "hint: type the value of \(label) by hand")
        // What a terminal makes of a letter that its locale has not.
        #expect(
            set(part, "\u{fffd}n\u{fffd}")
                == "\"\u{fffd}n\u{fffd}\" has a character that this terminal's locale cannot read\n"
                + "hint: use letters of that locale, or an answers file in UTF-8")
    }

    @Test(arguments: ["US", "de", " De "])
    func `has a country of two letters, in upper case`(_ text: String) throws {
        var naming = Naming()
        try naming.set(.country, to: text)
        #expect(["US", "DE"].contains(naming[.country]))
    }

    @Test(arguments: ["", "U", "USA", "U1", "ß", "ı", "ＤＥ", "é"])
    func `has no other country`(_ text: String) {
        #expect(
            set(.country, text) == "\"\(text)\" is not a country code\n"
                + "hint: type the two letters of ISO 3166, such as US or DE")
    }

    @Test(arguments: [Naming.Part.email, .unit, .locality, .state])
    func `leaves an empty part out of the names`(_ part: Naming.Part) throws {
        var server = try ModelSample.server()
        let before = try Plan(
            server: server, profile: .interoperable, clock: IgnitionClock(reading: SoftwareRelease.date)
        ).root.subject
        try server.naming.set(part, to: "")
        let subject = try Plan(
            server: server, profile: .interoperable, clock: IgnitionClock(reading: SoftwareRelease.date)
        ).root.subject
        #expect(subject.attributes.count == before.attributes.count - 1)
        #expect(!subject.description.contains(part.specified))
    }

    @Test(arguments: [("UK", "use GB"), ("uk", "use GB"), ("ZZ", "type the two letters of ISO 3166, such as US or DE")])
    func `has no country that ISO 3166 does not have`(_ text: String, _ hint: String) throws {
        #expect(set(.country, text) == "\"\(text)\" is not a country code of ISO 3166\nhint: \(hint)")
        var naming = Naming()
        // What a store holds was accepted once.
        try naming.set(.country, to: text, accepting: .everything)
        #expect(naming[.country] == text.uppercased())
    }

    @Test(arguments: [
        (Naming.Part.email, "root@localhost.localdomain"), (.email, "root@localhost4"),
        (.organization, "M\u{fffd}ller"), (.state, "\u{fffd}"), (.domain, "localhost.localdomain"), (.country, "UK"),
    ])
    func `has for a server what its store holds, and for no other`(_ part: Naming.Part, _ text: String) throws {
        #expect(set(part, text) != "accepted")
        var server = try ModelSample.server()
        try server.naming.set(part, to: text, accepting: .everything)
        #expect(server.naming[part] == text)
        var naming = Naming()
        try naming.set(part, to: text, accepting: AcceptedValues(of: server))
        #expect(naming == server.naming)
        #expect(throws: Refusal.self) {
            try naming.set(part, to: text, accepting: AcceptedValues(of: ModelSample.server()))
        }
    }

    @Test(arguments: ["a", "@b", "a@b@c", "a b@c.de", "ä@b.de", "<a>@b.de", "\"a\"@b.de"])
    func `has an email address as mail has it`(_ text: String) {
        #expect(
            set(.email, text)
                == "\"\(text)\" is not an email address\nhint: type an address such as support@example.com")
    }

    @Test func `has an email address of at most 255 characters at a host`() throws {
        var naming = Naming()
        try naming.set(.email, to: " Voice+1@Müller.Example. ")
        #expect(naming[.email] == "Voice+1@xn--mller-kva.example")
        #expect(
            set(.email, "a@10.0.0.1") == "\"a@10.0.0.1\" is not an email address: "
                + "\"10.0.0.1\" is an IP address, not a host name\n"
                + "hint: type a name such as ipo1.example.com; addresses have their own fields")
        let domain = Array(repeating: String(repeating: "b", count: 49), count: 4).joined(separator: ".")
        let fits = "\(String(repeating: "a", count: 55))@\(domain)"
        #expect(set(.email, fits) == "accepted")
        #expect(
            set(.email, "a\(fits)") == "\"\("a\(fits)".prefix(200))… (256 characters)\" has 256 characters, "
                + "and an email address has at most 255 here\nhint: use a shorter address")
    }

    @Test func `has a domain and a prefix that make a host name`() throws {
        var naming = Naming()
        try naming.set(.domain, to: "Example.COM.")
        try naming.set(.rootPrefix, to: "")
        #expect(naming[.domain] == "example.com" && naming[.rootPrefix] == "")
        #expect(
            set(.domain, "a_b") == "\"a_b\" has an underscore, which a host name cannot have\n"
                + "hint: use letters, digits and hyphens, with dots between labels")
        for text in ["a b", "-a", "ü-", "a..", "a_", String(repeating: "a", count: 41)] {
            #expect(
                set(.rootPrefix, text) == "\"\(text)\" cannot start a host name\n"
                    + "hint: use at most 40 letters, digits, hyphens and dots, such as ipoffice-root-")
        }
    }

    @Test(arguments: [40, 41])
    func `leaves 40 characters of the root's common name to the host name`(_ count: Int) throws {
        let whole = String(repeating: "a", count: count - 12) + ".example.com"
        let names = try CommonNames(hostName: HostName(whole), naming: Naming())
        let used = count == 40 ? whole : String(repeating: "a", count: 29)
        #expect(names.root == "ipoffice-root-\(used).avaya.com")
        #expect(names.root.count == (count == 40 ? 64 : 53))
        #expect(names.identity == whole)
    }

    @Test func `falls back to the first label in the identity's common name too`() throws {
        let whole = "ipo1." + String(repeating: "b", count: 60)
        let names = try CommonNames(hostName: HostName(whole), naming: Naming())
        #expect(whole.count == 65 && names.identity == "ipo1" && names.root == "ipoffice-root-ipo1.avaya.com")
        #expect(
            try ModelSample.plan(.interoperable, hostName: whole).identity.subjectAlternativeNames?.value.first
                == .dns(whole)
        )
    }

    @Test func `refuses a first label that does not fit, with the number of characters that do`() throws {
        let label = String(repeating: "a", count: 41)
        let name = try HostName("\(label).example.com")
        #expect(
            ModelSample.refusal { () throws(Refusal) in try CommonNames(hostName: name, naming: Naming()) }
                == "\"\(label).example.com\" is too long for the root's common name: its first label has 41 characters, "
                + "and 40 are allowed\nhint: use a first label of at most 40 characters")
        var naming = Naming()
        try naming.set(.domain, to: String(repeating: "d", count: 60))
        #expect(
            ModelSample.refusal { () throws(Refusal) in try CommonNames(hostName: name, naming: naming) }
                == "\"\(label).example.com\" is too long for the root's common name: its first label has 41 characters, "
                + "and 0 are allowed\nhint: shorten the root prefix or the domain")
    }
}
