import Glibc
import Testing

@Suite("keyturn review shows the certificates of any source", .ownThread)
struct ReviewTests {
    private let stage: ImportStage

    init() throws { stage = try ImportStage(isIgnited: false) }

    private func review(_ sources: [String], _ options: [String] = []) throws -> CommandResult {
        try stage.run(["review"] + sources + options)
    }

    private func json(_ sources: [String], _ options: [String] = [], status: Int32 = 0) throws -> ReviewReport {
        try ReviewReport(review(sources, options + ["--format", "json"]), status: status)
    }

    /// The SHA-256 fingerprint of a PEM file's first certificate, in the words of another program.
    private func fingerprint(_ name: String) throws -> String {
        let line = try Tool.expect(
            ["openssl", "x509", "-in", ImportMaterial.path(name), "-noout", "-fingerprint", "-sha256"],
            in: stage.scratch)
        return line.drop { $0 != "=" }.filter(\.isHexDigit).lowercased()
    }

    @Test(
        "a file of any form",
        arguments: [
            ("identity.pem", ["identity.pem"]), ("good.pem", ["root.pem", "identity.pem", "issuing.pem"]),
            ("identity.der", ["identity.pem"]), ("chain.p7b", ["issuing.pem", "root.pem"]),
            ("good.p12", ["identity.pem", "issuing.pem", "root.pem"]),
            ("legacy.p12", ["identity.pem", "issuing.pem", "root.pem"]),
        ])
    func forms(name: String, holds: [String]) throws {
        var path = try ImportMaterial.path(name)
        if name.hasSuffix(".der") {
            path = stage.scratch.path(name)
            try Tool.expect(
                ["openssl", "x509", "-in", ImportMaterial.path("identity.pem"), "-outform", "der", "-out", path],
                in: stage.scratch)
        }
        let report = try json([path], stage.passphrase)
        #expect(!report.changed && report.failures.isEmpty && report.peers.isEmpty)
        #expect(report.certificates.allSatisfy { $0.source == path && $0.fields?.count == 17 })
        #expect(Set(report.certificates.map(\.sha256)) == Set(try holds.map(fingerprint)))
        #expect(report.certificates.count == holds.count)

        let table = try review([path], stage.passphrase + ["--format", "table"])
        #expect(table.status == 0 && table.errors == "")
        let numbers = holds.count == 1 ? [""] : (1...holds.count).map { ", \($0) of \(holds.count)" }
        for number in numbers { #expect(table.output.contains("\(path)\(number)")) }
        #expect(Files.tree(stage.scratch.store) == [] && stage.litter == [])
    }

    @Test("the private key of a PKCS #12 file is not decrypted: without a passphrase, its open certificates are shown")
    func openCertificates() throws {
        let path = stage.scratch.path("open.p12")
        try Tool.expect(
            [
                "openssl", "pkcs12", "-export", "-in", ImportMaterial.path("good.pem"), "-certpbe", "NONE", "-nomac",
                "-passout", "pass:secret", "-out", path,
            ], in: stage.scratch)
        let names = ["identity.pem", "issuing.pem", "root.pem"]
        #expect(try Set(json([path]).certificates.map(\.sha256)) == Set(try names.map(fingerprint)))
        let imported = try stage.run(["import", path, "--dry-run"])
        #expect(imported.status == 65 && imported.errors.contains("open.p12\" is encrypted"), "\(imported)")
    }

    @Test("what is encrypted needs its passphrase, and a wrong one is said to be wrong")
    func passphrase() throws {
        let path = try ImportMaterial.path("good.p12")
        let without = try review([path])
        #expect(without.status == 65 && without.output == "")
        #expect(without.errors.contains("good.p12\"") && without.errors.contains("--passphrase-file"))
        let wrong = try review([path], ["--passphrase-file", stage.scratch.file("wrong", "wrong\n")])
        #expect(wrong.status == 65 && wrong.output == "" && wrong.errors.contains("good.p12\""))
        #expect(wrong.errors != without.errors)
    }

    @Test("a folder shows what its files hold, and passes over what is no certificate")
    func folder() throws {
        let folder = stage.scratch.path("folder")
        mkdir(folder, 0o755)
        for name in ["identity.pem", "text.pem", "empty.pem", "root.pem"] {
            try Tool.expect(["cp", ImportMaterial.path(name), folder], in: stage.scratch)
        }
        let report = try json([folder])
        #expect(report.certificates.map(\.source) == ["\(folder)/identity.pem", "\(folder)/root.pem"])
        #expect(
            !report.warnings.isEmpty && report.warnings.allSatisfy { $0.hasPrefix("left out ") }, "\(report.warnings)")
        #expect(try report.certificates.map(\.sha256) == [fingerprint("identity.pem"), fingerprint("root.pem")])

        mkdir(stage.scratch.path("nothing"), 0o755)
        let nothing = try review([stage.scratch.path("nothing")])
        #expect(nothing.status == 65 && nothing.output == "")
        #expect(nothing.errors.contains("/nothing\" holds no certificate\nhint: "))
        let key = try review([ImportMaterial.path("identity.key")])
        #expect(key.status == 65 && key.errors.contains("/identity.key\" holds no certificate\nhint: "))
    }

    @Test("standard input", arguments: ["identity.pem", "good.pem"])
    func standardInput(name: String) throws {
        let text = try #require(Files.text(ImportMaterial.path(name)))
        let report = try ReviewReport(stage.run(["review", "-", "--format", "json"], input: text))
        #expect(Set(report.certificates.map(\.source)) == ["standard input"])
        #expect(try report.certificates.contains { try $0.sha256 == fingerprint("identity.pem") })
        let nothing = try stage.run(["review", "-"], input: "nothing\n")
        #expect(nothing.status == 65 && nothing.errors.contains("\"standard input\" holds"))
    }

    @Test("several sources are shown in their order, and know each other's certificates")
    func several() throws {
        let paths = try ["identity.pem", "issuing.pem", "root.pem"].map(ImportMaterial.path)
        let report = try json(paths)
        #expect(report.certificates.map(\.source) == paths)
        #expect(report.certificates.map(\.kind) == ["other", "intermediate", "root"])
        #expect(report.certificates.first?.checks?.first { $0.check == "chain" }?.result == "pass")
        let alone = try json([paths[0]])
        #expect(alone.certificates.first?.remarks == ["chain"])
    }

    @Test("a source that cannot be opened keeps no other from being shown; its sentence comes at the end")
    func failures() throws {
        let good = try ImportMaterial.path("identity.pem")
        let (missing, text) = (stage.scratch.path("missing.pem"), try ImportMaterial.path("text.pem"))
        for sources in [[missing, good, text], [good, missing, text]] {
            let table = try review(sources)
            #expect(table.status == 65 && table.output.contains("ipo1.example.com"))
            let sentences = table.errors.split(separator: "\n")
            #expect(sentences.count == 4 && sentences[1].hasPrefix("hint: ") && sentences[3].hasPrefix("hint: "))
            #expect(sentences[0].contains("\"\(missing)\"") && sentences[2].contains("\"\(text)\""))

            let report = try json(sources, status: 65)
            #expect(report.certificates.map(\.source) == [good])
            #expect(report.failures.map(\.source) == [missing, text])
            #expect(report.failures.allSatisfy { !$0.problem.isEmpty && !$0.hint.isEmpty })
        }
    }

    @Test(
        "whatever the checks say, what could be shown was shown",
        arguments: [
            ("expired.pem", "in-date"), ("not-yet.pem", "in-date"), ("weak-key.pem", "key-size"),
            ("sha1.pem", "signature-algorithm"), ("no-intermediate.pem", "chain"),
            ("unknown-critical.pem", "critical-extensions"), ("name-constraints.pem", "name-constraints"),
        ])
    func unwell(name: String, check: String) throws {
        let report = try json([ImportMaterial.path(name)], ["--level", "medium"])
        #expect(report.certificates.contains { $0.remarks.contains(check) }, "\(report.certificates.map(\.remarks))")
        #expect(try review([ImportMaterial.path(name)]).status == 0)
    }

    @Test("a level asks for as much as its name says")
    func levels() throws {
        let path = try ImportMaterial.path("expired.pem")
        // Whether it is in the trusted store is asked at the highest level alone.
        let counts = try ["none", "low", "medium", "high"].map { level in
            try json([path], ["--level", level]).certificates.reduce(0) { $0 + ($1.checks?.count ?? 0) }
        }
        #expect(counts == counts.sorted() && counts[0] < counts[3])
        let unknown = try review([path], ["--level", "lowest"])
        #expect(unknown.status == 65 && unknown.output == "" && unknown.errors.contains("\"lowest\""))
    }

    @Test("the store is a source: without a word, and by its files")
    func store() throws {
        let stage = try ImportStage()
        let report = try PrintedReport(stage.run(["review", "--format", "json"]))
        #expect(report.certificates.map(\.kind) == ["root", "identity"] && report.changed == false)
        let live = try ReviewReport(stage.run(["review", "\(stage.scratch.store)/live", "--format", "json"]))
        #expect(Set(live.certificates.map(\.sha256)) == Set(report.certificates.map(\.sha256)))
        let table = try stage.run(["review"])
        #expect(table.status == 0 && table.output.contains("Root CA certificate"))
        #expect(table.output.contains("Identity certificate"))

        let nothing = try review([])
        #expect(nothing.status == 65 && nothing.output == "" && nothing.errors.contains("\nhint: "))
    }
}
