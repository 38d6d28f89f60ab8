import CertificateEngine
import CertificateModel
import Testing

/// The path from a certificate to a root, where there are several, and where there is none.
@Suite struct PathTests {
    private static let leaf =
        "keyUsage=digitalSignature\\nsubjectAltName=DNS:leaf.example.com\\nextendedKeyUsage=serverAuth"
    private static let authority = "basicConstraints=critical,CA:TRUE"

    private let chains: OddChains

    init() throws { chains = try OddChains() }

    private func issueLeaf(by issuer: String) throws {
        try chains.issue("leaf", named: "leaf.example.com", by: issuer, key: "identity", extensions: Self.leaf)
    }

    private func root(_ file: String, named name: String, days: Int = 3650, startingIn start: Int = 0) throws {
        try chains.issue(file, named: name, by: nil, days: days, extensions: Self.authority, startingIn: start)
    }

    /// The set of these files, judged today.
    private func judge(_ files: [String], _ level: CheckLevel = .medium) throws -> Judgement {
        var objects = try chains.objects(key: "identity")
        for file in files { objects.append(try chains.objects(file)) }
        let now = try Certificate(der: try #require(chains.objects("leaf").certificates.first).der).contents.notBefore
        let set = try PreparedImport(objects, in: ImportContext(now: now.adding(seconds: 60))).set
        let server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("leaf.example.com"), from: .entered), lan1: LANPort())
        return Judgement(set, for: server, level: level, clock: IgnitionClock(reading: now.adding(seconds: 60)))
    }

    @Test("a root that is out of date on the shorter path does not hide the one that is valid", arguments: [-400, 400])
    func outOfDate(start: Int) throws {
        try root("old", named: "Old Root", days: 300, startingIn: start)
        try root("new", named: "New Root")
        try chains.issue("middle", named: "Middle", by: "new", extensions: Self.authority)
        try chains.issue("issuing-old", named: "Issuing", by: "old", extensions: Self.authority)
        try chains.issue("issuing", named: "Issuing", by: "middle", extensions: Self.authority)
        try issueLeaf(by: "issuing")
        for order in [
            ["leaf", "issuing-old", "old", "issuing", "middle", "new"],
            ["new", "middle", "issuing", "old", "issuing-old", "leaf"],
        ] {
            let judgement = try judge(order)
            #expect(judgement.refusals == [])
            #expect(
                judgement.set.root.name == "New Root"
                    && judgement.set.intermediates.map(\.name) == ["Issuing", "Middle"])
        }
        // The old path alone is refused for what is wrong with it.
        let old = try judge(["leaf", "issuing-old", "old"])
        #expect(
            old.refusals.count == 1
                && old.refusals[0].problem.contains(
                    start < 0 ? "\"Old Root\" expired at" : "\"Old Root\" is not valid yet")
        )
    }

    @Test("names are compared without regard to case and blanks")
    func names() throws {
        try root("root", named: "Example Root CA")
        try root("other", named: "EXAMPLE  Root ca")
        try issueLeaf(by: "other")
        let judgement = try judge(["leaf", "root"])
        #expect(judgement.refusals == [] && judgement.set.root.name == "Example Root CA")
    }

    @Test("a self-issued certificate is not a self-signed one: its key identifiers name another key")
    func selfIssued() throws {
        try root("root", named: "/O=Example/CN=Root")
        try chains.issue(
            "leaf", named: "/O=Example/CN=Root", by: "root", key: "identity", extensions: Self.leaf)
        let judgement = try judge(["leaf", "root"])
        #expect(judgement.set.isSelfSigned == false && judgement.set.chainProblem == nil && judgement.refusals == [])
        // The old root's key signs the new one, which has the same name (RFC 4210 section 4.4).
        try chains.issue(
            "old", named: "Rolled", by: nil, key: "other", extensions: "basicConstraints=critical,CA:TRUE,pathlen:0")
        try chains.issue("new-with-old", named: "Rolled", by: "old", extensions: Self.authority)
        try issueLeaf(by: "new-with-old")
        let rolled = try judge(["new-with-old", "old", "leaf"])
        #expect(rolled.refusals == [] && rolled.set.intermediates.map(\.name) == ["Rolled"])
    }

    @Test(
        "what clients refuse in an authority does not pass, and is told",
        arguments: [
            (
                "keyUsage=keyCertSign", "basicConstraints=critical,CA:TRUE",
                "\"leaf.example.com\" does not lead to \"Root\": \"Root\" does not say that it may sign certificates: it has no "
                    + "Basic Constraints, and Firefox, Go and Python refuse it"
            ),
            (
                "basicConstraints=critical,CA:TRUE,pathlen:0", "basicConstraints=critical,CA:TRUE",
                "\"leaf.example.com\" does not lead to \"Root\": \"Root\" allows no CA below it, and the chain has 1"
            ),
            (
                "basicConstraints=critical,CA:TRUE", "basicConstraints=critical,CA:TRUE\\n1.2.3.4.5=critical,ASN1:NULL",
                "\"Middle\" has the critical extension \"1.2.3.4.5\", which clients do not know"
            ),
            (
                "basicConstraints=critical,CA:TRUE",
                "basicConstraints=critical,CA:TRUE\\nnameConstraints=critical,excluded;DNS:secret.example.com",
                "\"leaf.example.com\" has the name \"*.example.com\", which covers \"secret.example.com\": \"Middle\" may not "
                    + "sign for that, and some clients (Go, Python) refuse it"
            ),
        ])
    func refused(root: String, middle: String, problem: String) throws {
        try chains.issue("root", named: "Root", by: nil, extensions: root)
        try chains.issue("middle", named: "Middle", by: "root", extensions: middle)
        try chains.issue(
            "leaf", named: "leaf.example.com", by: "middle", key: "identity",
            extensions: Self.leaf.replacing("DNS:leaf", with: "DNS:*.example.com,DNS:leaf"))
        #expect(try judge(["leaf", "middle", "root"]).refusals.map(\.problem) == [problem])
    }

    @Test("a wildcard that covers no excluded name passes")
    func wildcard() throws {
        try root("root", named: "Root")
        let middle = "\(Self.authority)\\nnameConstraints=critical,excluded;DNS:a.secret.example.com"
        try chains.issue("middle", named: "Middle", by: "root", extensions: middle)
        try chains.issue(
            "leaf", named: "leaf.example.com", by: "middle", key: "identity",
            extensions: Self.leaf.replacing("DNS:leaf", with: "DNS:*.example.com,DNS:leaf"))
        #expect(try judge(["leaf", "middle", "root"]).refusals == [])
    }

    @Test("what a server does not send is not used, and a root that nobody trusts is none")
    func peers() throws {
        try root("root", named: "Root")
        try chains.issue("middle", named: "Middle", by: "root", extensions: Self.authority)
        try issueLeaf(by: "middle")
        func member(_ file: String, _ trust: RootTrust? = nil, isSent: Bool = true) throws -> PathMember {
            let der = try #require(chains.objects(file).certificates.first).der
            return PathMember(try Certificate(der: der), file: file, trust: trust, isSent: isSent)
        }
        func path(_ others: [PathMember]) throws -> CertificatePath {
            PathBuilder(from: try member("leaf"), now: nil) { hash in
                others.filter { $0.certificate.subjectHash == hash }
            }.path()
        }
        let trusted = try path([try member("middle"), try member("root", .store)])
        #expect(trusted.problem == nil && trusted.trust == .store && trusted.isTaken)
        #expect(try path([try member("middle"), try member("root")]).problem == .untrusted(root: "Root"))
        let notSent = try path([try member("middle", isSent: false), try member("root", .store, isSent: false)])
        #expect(notSent.problem == .notSent(issuer: "Middle"))
        let missing = try path([try member("root", .store)])
        #expect(missing.problem == .missing(issuer: "Middle", subject: "leaf.example.com", namesake: nil))
        // The same root is sent and trusted.
        let both = try path([try member("middle"), try member("root"), try member("root", .file("ca.pem"))])
        #expect(both.trust == .file("ca.pem") && both.isTaken)
    }

    @Test("a cross-certificate leads to the root of its own name and key")
    func crossed() throws {
        try root("root", named: "CA")
        try chains.issue("second", named: "CA2", by: "root", key: "other", extensions: Self.authority)
        try chains.issue("cross", named: "CA", by: "second", extensions: Self.authority)
        let members = try ["cross", "second", "root"].map { file in
            PathMember(
                try Certificate(der: try #require(chains.objects(file).certificates.first).der), file: file,
                trust: file == "root" ? .store : nil)
        }
        let path = PathBuilder(from: members[0], now: nil) { hash in
            members.filter { $0.certificate.subjectHash == hash }
        }.path()
        #expect(path.problem == nil && path.trust == .store && path.members.map(\.file) == ["cross", "second", "root"])
    }

    @Test("authorities that all signed one another end the search, and so do hundreds of one name")
    func hostile() throws {
        let names = ["A", "B", "C", "D", "E"]
        for name in names { try root("root-\(name)", named: name) }
        var all: [String] = []
        for subject in names {
            for issuer in names where issuer != subject {
                try chains.issue(
                    "\(subject)-\(issuer)", named: subject, by: "root-\(issuer)", extensions: Self.authority)
                all.append("\(subject)-\(issuer)")
            }
        }
        try issueLeaf(by: "root-A")
        #expect(throws: Refusal.self) { try judge(["leaf"] + all) }
        let found = try judge(["leaf"] + all + ["root-E"])
        #expect(found.refusals == [] && found.set.root.name == "E" && found.set.intermediates.map(\.name) == ["A"])
    }
}
