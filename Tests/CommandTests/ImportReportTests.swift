import Testing

@Suite("What is printed of a third party's set", .ownThread)
struct ImportReportTests {
    @Test("JSON has every certificate, its checks, and what covers each name of the server")
    func json() throws {
        let stage = try ImportStage()
        let report = try PrintedReport(
            stage.importing(
                "no-lan2.pem", "unrelated.pem", options: ["--allow-name-loss", "--format", "json", "--level", "low"]))
        #expect((report.changed, report.generation, report.profile, report.level) == (true, 2, nil, "low"))
        #expect(report.hostName == .init(value: "ipo1.example.com", source: "entered"))
        #expect(report.certificates.map(\.kind) == ["root", "intermediate", "identity"])
        #expect(report.certificates.map(\.fields.count) == [17, 17, 17])
        let common = ["in-date", "key-size"]
        #expect(
            report.certificates.map { $0.checks.map(\.check) } == [
                common + ["critical-extensions"], common + ["signature-algorithm", "critical-extensions"],
                common + [
                    "signature-algorithm", "critical-extensions", "chain", "end-entity", "key-usage",
                    "extended-key-usage", "self-signed", "names",
                ],
            ])
        let wrong = report.certificates.flatMap(\.checks).filter { $0.result != "pass" }
        let missing = "\"ipo1.example.com\" does not cover the LAN2 address \"10.1.1.1\""
        #expect(wrong == [.init(check: "names", result: "warn", detail: missing)])
        #expect(
            report.warnings == [
                missing,
                "left out \"unrelated.example.com\" (file \"\(try ImportMaterial.path("unrelated.pem"))\"): "
                    + "it did not sign \"ipo1.example.com\"",
            ])
        #expect(
            report.serverNames == [
                .init(role: "host name", name: "DNS:ipo1.example.com", coveredBy: "DNS:ipo1.example.com"),
                .init(role: "LAN1 address", name: "IP:192.168.42.1", coveredBy: "IP:192.168.42.1"),
                .init(role: "LAN1 address", name: "IP:2001:db8::1", coveredBy: "IP:2001:db8::1"),
                .init(role: "LAN2 address", name: "IP:10.1.1.1", coveredBy: nil),
            ])
        #expect(report.requestedNames == [])
        #expect(Set(report.files.keys) == ["root", "identity", "identityKey", "chain", "fullchain", "webRootCA"])
        for path in report.files.values { #expect(Files.exists("\(stage.scratch.store)/\(path)"), "\(path)") }

        let review = try PrintedReport(stage.run(["review", "--format", "json"]))
        #expect(review.certificates == report.certificates)
        #expect((review.changed, review.generation, review.level) == (false, 2, "low"))
        #expect(review.serverNames == report.serverNames)
        #expect(review.files == report.files)
        #expect(review.warnings == [missing])
    }

    @Test("the tables of a dry run and of the import are the same text, to which review adds")
    func tables() throws {
        let stage = try ImportStage()
        let dry = try stage.importing("wildcard.pem", options: ["--dry-run"])
        let written = try stage.importing("wildcard.pem")
        let review = try stage.run(["review"])
        #expect(written.output == dry.output + "Written as generation 2.\n")
        var rest = dry.output.split(separator: "\n")[...]
        for line in review.output.split(separator: "\n") where line == rest.first { rest.removeFirst() }
        #expect(rest == [])
        #expect(
            dry.output.contains(
                """
                Names of this server
                  yes   DNS:ipo1.example.com                     host name
                  yes   IP:192.168.42.1                          LAN1 address
                  yes   IP:2001:db8::1                           LAN1 address
                  yes   IP:10.1.1.1                              LAN2 address

                Checks of the identity, level medium
                  pass  in-date              valid until
                """))
        for title in ["Root CA certificate\n", "Intermediate certificate\n", "Identity certificate\n"] {
            #expect(dry.output.contains(title))
        }
    }

    @Test("a self-signed certificate is shown once")
    func selfSigned() throws {
        let stage = try ImportStage()
        let report = try PrintedReport(stage.importing("self-signed.pem", options: ["--format", "json"]))
        #expect(report.certificates.map(\.kind) == ["identity"])
        let files = ["root", "identity", "chain", "fullchain", "webRootCA"].map { name in
            report.files[name].flatMap { Files.text("\(stage.scratch.store)/\($0)") }
        }
        #expect(Set(files).count == 1)
        #expect(try PrintedReport(stage.run(["review", "--format", "json"])).certificates == report.certificates)
    }

    @Test("what a certificate's names hide from a terminal is shown as what it is")
    func hostile() throws {
        let stage = try ImportStage()
        let script = stage.scratch.file(
            "hostile.sh",
            """
            cd \(stage.scratch.folder)
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout hostile.pem -days 99 \
                -subj "/CN=$(printf 'a\\033[2Jb\\342\\200\\256c')" -utf8 -out hostile.crt \
                -addext basicConstraints=critical,CA:FALSE -addext keyUsage=digitalSignature 2>hostile.err
            cat hostile.crt >>hostile.pem
            """)
        try Tool.expect(["sh", script], in: stage.scratch)
        for format in ["table", "json"] {
            let finished = try stage.run(
                ["import", stage.scratch.path("hostile.pem"), "--allow-name-loss", "--dry-run", "--format", format])
            #expect(finished.status == 0, "\(finished.errors)")
            for text in [finished.output, finished.errors] {
                #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" }, "\(format)")
            }
        }
    }
}
