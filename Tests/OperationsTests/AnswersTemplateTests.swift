import CertificateModel
import Operations
import Testing
import WorldFixtures

@Suite("An answers file to start from")
struct AnswersTemplateTests {
    private let server: TestServer
    private let site = "profile = \"documented\"\n[naming]\norganization = \"Example AG\"\nstate = \"NRW\"\n"

    init() throws { server = try TestServer() }

    /// The answers that the file gives where nobody configures a site.
    private func read() throws -> Answers {
        try server.write(try AnswersTemplate(server.installation).answers().template, to: "answers.toml")
        try server.configure("")
        return try server.installation.answers(in: "\(server.folder)/answers.toml")
    }

    @Test func `has the site's defaults, and the ports that the rule chooses`() throws {
        try server.configure(site)
        let expected = try server.installation.defaultAnswers()
        #expect(expected.naming[.organization] == "Example AG" && expected.profile == .documented)
        #expect(try read() == expected)
    }

    @Test func `has the specification's defaults where the site says nothing`() throws {
        #expect(try read().naming == Naming())
        #expect(try read().profile == .interoperable)
    }

    @Test func `has the answers of a server that is ignited, whatever the site says by now`() throws {
        var answers = try server.usualAnswers()
        answers.role = .application
        answers.names.dns = [try HostName("phones.example.com")]
        try answers.naming.set(.unit, to: "Voice")
        answers.profile = .interoperable
        try server.ignite(answers)
        try server.configure(site)
        (answers.lan1Port, answers.lan2Port) = (.named("lan1"), .named("lan2"))
        #expect(try read() == answers)
    }

    @Test func `is not printed for a site configuration that cannot be read`() throws {
        try server.configure("[naming]\nunti = \"IT\"\n")
        let error = #expect(throws: OperationError.self) { try AnswersTemplate(server.installation).answers() }
        #expect(
            error?.problem == "\"\(server.folder)/site/keyturn.toml\" line 2: \"naming.unti\" is not a known key of "
                + "site configurations")
        #expect(error?.hint == "use \"naming.unit\" if you mean that")
    }
}
