import Testing

@Suite("The commands", .ownThread)
struct CommandTests {
    @Test("what ignite printed is what is in the store, in every field")
    func previewIsWritten() throws {
        let scratch = try Scratch()
        let printed = try PrintedReport(Program.ignite(scratch, ["--format", "json"]))
        let review = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch))
        #expect(printed.certificates == review.certificates)
        #expect(printed.hostName == review.hostName)
        #expect(printed.profile == review.profile)
        #expect(printed.files == review.files)
        #expect((printed.generation, review.generation) == (1, 1))
        #expect((printed.changed, review.changed) == (true, false))
        #expect(printed.certificates.map(\.kind) == ["root", "identity"])
        #expect(printed.certificates.map(\.fields.count) == [17, 17])
        #expect(printed.certificates.flatMap(\.checks).allSatisfy { $0.result == "pass" })
        #expect(
            printed.certificates[1].subjectAlternativeNames == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:fd00:42::1", "IP:192.168.43.1", "IP:fd00:43::1",
            ])
        #expect(printed.warnings.contains("\"192.168.42.1\" is not an address of this host now"))
        for path in printed.files.values { #expect(Files.exists("\(scratch.store)/\(path)"), "\(path)") }
    }

    @Test("the tables of ignite are those of review and of no command, which add to them")
    func tables() throws {
        let scratch = try Scratch()
        let ignite = try Program.ignite(scratch)
        let review = try Program.run(["review"], in: scratch)
        #expect(ignite.output.hasSuffix("\nWritten as generation 1.\n"))
        var rest = ignite.output.split(separator: "\n").dropLast()
        for line in review.output.split(separator: "\n") where line == rest.first { rest.removeFirst() }
        #expect(rest == [])
        let home = try Program.run([], in: scratch)
        #expect(home.output == review.output)
        #expect(home.status == 0)
        #expect(home.errors == "This server is ignited. To regenerate its certificates: keyturn regenerate\n")
    }

    @Test("a dry run writes nothing")
    func dryRun() throws {
        let scratch = try Scratch()
        let report = try PrintedReport(Program.ignite(scratch, ["--dry-run", "--format", "json"]))
        #expect((report.changed, report.wouldChange, report.generation) == (nil, true, nil))
        #expect(!Files.exists(scratch.store))
    }

    @Test("a second ignition is refused with the way on, and --replace makes the next generation")
    func again() throws {
        let scratch = try Scratch()
        let first = try PrintedReport(Program.ignite(scratch, ["--format", "json"]))
        let before = Files.picture(scratch.store)
        let refused = try Program.ignite(scratch)
        #expect(
            refused.errors.hasSuffix(
                """
                keyturn: the store "\(scratch.store)" is ignited already
                hint: use --replace to issue a new root and identity, or "keyturn regenerate" to keep the root

                """))
        #expect(refused.status == 65)
        #expect(Files.picture(scratch.store) == before)

        let second = try PrintedReport(Program.ignite(scratch, ["--replace", "--format", "json"]))
        #expect(second.generation == 2)
        #expect(second.certificates[0].serial != first.certificates[0].serial)
        #expect(try PrintedReport(Program.run(["review", "--format", "json"], in: scratch)).generation == 2)
        #expect(Files.exists("\(scratch.store)/generations/000001/identity.pem"))
    }

    @Test("both profiles, from the command line and from the answers", arguments: ["interoperable", "documented"])
    func profiles(profile: String) throws {
        let scratch = try Scratch()
        let option = try PrintedReport(
            Program.ignite(scratch, ["--profile", profile, "--dry-run", "--format", "json"]))
        let answer = try PrintedReport(
            Program.ignite(
                scratch, answers: "profile = \"\(profile)\"\n\(SampleAnswers.usual)", ["--dry-run", "--format", "json"])
        )
        for report in [option, answer] {
            #expect(report.profile == profile)
            let identity = report.certificates[1]
            #expect(
                identity["Basic Constraints"]?.hasPrefix(profile == "documented" ? "CA" : "End entity") == true)
            #expect(identity.fields.contains { $0.departs != nil } == (profile == "interoperable"))
        }
    }

    @Test("the printed answers file, with LAN1 filled in, is accepted")
    func template() throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(in: scratch)
        let template = try Program.run(["answers"], in: scratch, under: host.prefix)
        #expect(template.status == 0)
        var table = ""
        let lines = template.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("[") { table = String(line) }
            return table == "[lan1]" && line.hasPrefix("ipv4 =") ? "ipv4 = \"192.168.42.1\"" : String(line)
        }
        let answers = lines.joined(separator: "\n")
        #expect(answers.contains("192.168.42.1"))
        let report = try PrintedReport(
            Program.run(
                ["ignite", "--answers", "-", "--format", "json"], in: scratch, under: host.prefix, input: answers))
        #expect(report.certificates[1].subjectAlternativeNames.contains("IP:192.168.42.1"))
    }

    @Test("the printed answers file has the site's defaults, and an ignited server's own answers")
    func siteDefaults() throws {
        let scratch = try Scratch()
        let site = scratch.file("keyturn.toml", "profile = \"documented\"\n[naming]\norganization = \"Example AG\"\n")
        let host = try NamespaceHost(in: scratch)
        let template = try Program.run(["answers", "--config", site], in: scratch, under: host.prefix).output
        #expect(template.contains("\nprofile = \"documented\"\n"))
        #expect(template.contains("\norganization = \"Example AG\"\n") && !template.contains("Avaya Inc"))
        // Whoever fills it in gets what the site wants, also where the site is not told of again.
        let answers = template.replacing(/\[lan1\][^\[]*\nipv4 = "[^"]*"/, with: "[lan1]\nipv4 = \"192.168.42.1\"")
        let subject = try PrintedReport(
            Program.run(
                ["ignite", "--answers", "-", "--dry-run", "--format", "json"], in: scratch, under: host.prefix,
                input: answers)
        ).certificates[0]["Subject"]
        #expect(subject?.contains("O=Example AG") == true, "\(subject ?? "")")

        try IgnitedStore.copy(to: scratch.store)
        let present = try Program.run(["answers", "--config", site], in: scratch).output
        #expect(present.contains("\norganization = \"Avaya Inc\"\n") && present.contains("ipo1.example.com"))
        // So has its JSON, which is read back as well.
        let json = scratch.file("answers.json", try Program.run(["answers", "--format", "json"], in: scratch).output)
        let dry = try Program.run(["regenerate", "--answers", json, "--dry-run", "--format", "json"], in: scratch)
        #expect(try PrintedReport(dry).hostName == .init(value: "ipo1.example.com", source: "entered"))
    }

    @Test("the version and the help are results, and succeed")
    func versionAndHelp() throws {
        let scratch = try Scratch()
        let version = try Program.run(["--version"], in: scratch)
        #expect(version.status == 0)
        #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
        for arguments in ["", "ignite", "import", "request", "review", "answers"].map({
            $0.isEmpty ? ["--help"] : [$0, "--help"]
        }) {
            let help = try Program.run(arguments, in: scratch)
            #expect(help.status == 0)
            #expect(help.output.contains("USAGE: keyturn"))
            #expect(help.errors == "")
        }
        #expect(!Files.exists(scratch.store))
    }
}
