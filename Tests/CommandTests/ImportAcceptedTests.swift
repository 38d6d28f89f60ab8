import Glibc
import Testing

@Suite("A set that will do is taken in, and what was done to it is said", .ownThread)
struct ImportAcceptedTests {
    @Test("a certificate with 10,000 names is read, shown and written in a moment")
    func manyNames() throws {
        let stage = try ImportStage()
        let started = ContinuousClock.now
        let finished = try stage.importing(
            "names-10000.pem", options: ["--level", "medium+remote", "--format", "json"])
        #expect(ContinuousClock.now - started < .seconds(10))
        #expect(finished.errors == "")
        #expect(finished.status == 0)
        #expect(finished.output.contains("DNS:host9999.example.com"))
    }

    @Test("a file that is named twice, in two ways")
    func twice() throws {
        let stage = try ImportStage()
        let path = try ImportMaterial.path("ed25519.pem")
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let finished = try stage.run(["import", path, "\(path[..<slash])/.\(path[slash...])", "--dry-run"])
        #expect(finished.errors == "")
        #expect(finished.status == 0)
    }

    @Test("a host that has no port and no name yet is what its certificate says")
    func noHost() throws {
        let stage = try ImportStage(isIgnited: false)
        let finished = try stage.run(
            ["import", ImportMaterial.path("good.pem"), "--format", "json"], under: Unshare.prefix("--net"))
        let report = try PrintedReport(finished)
        #expect(report.hostName == .init(value: "ipo1.example.com", source: "entered"))
        #expect(report.generation == 1)
        #expect(try PrintedReport(stage.run(["review", "--format", "json"])).hostName == report.hostName)
    }

    @Test("a folder with the files in it, and other files")
    func folder() throws {
        let stage = try ImportStage()
        let folder = stage.scratch.path("from-the-authority")
        mkdir(folder, 0o755)
        for name in ["identity.key", "identity.pem", "chain.p7b", "text.pem", "empty.pem"] {
            try Tool.expect(["cp", try ImportMaterial.path(name), folder], in: stage.scratch)
        }
        for given in [folder, "\(folder)/"] {
            let finished = try stage.run(["import", given, "--dry-run"])
            #expect(
                finished.errors
                    == "warning: left out \"empty.pem\" and \"text.pem\" of the folder \"\(given)\": "
                    + "they hold no certificate and no private key\n")
            #expect(finished.status == 0)
        }
    }

    @Test(
        "PKCS #12, with its passphrase from a file, from a pipe or from standard input",
        arguments: ["good.p12", "legacy.p12"])
    func passphrase(file: String) throws {
        let stage = try ImportStage()
        let fromFile = try stage.importing(file, options: stage.passphrase + ["--dry-run"])
        // As a shell's <(command); the site configuration is empty, and not that of this host.
        let fromPipe = try stage.run(
            [
                "import", ImportMaterial.path(file), "--passphrase-file", "/dev/fd/3", "--config", "/dev/null",
                "--dry-run",
            ], under: ["sh", "-c", "echo correct horse | { exec 3<&0 </dev/null; \"$@\"; }", "-"])
        let fromInput = try stage.run(
            ["import", ImportMaterial.path(file), "--passphrase-file", "-"], input: "\u{feff}correct horse\r\nbattery")
        for finished in [fromFile, fromInput, fromPipe] {
            #expect(finished.errors == "")
            #expect(finished.status == 0)
        }
        #expect(fromPipe.output == fromFile.output)
        #expect(fromInput.output == fromFile.output + "Written as generation 2.\n")
    }

    @Test("a dry run writes nothing", arguments: [true, false])
    func dryRun(isIgnited: Bool) throws {
        let stage = try ImportStage(isIgnited: isIgnited)
        let before = Files.picture(stage.scratch.store)
        let host = try stage.host()
        let finished = try stage.run(
            ["import", try ImportMaterial.path("wildcard.pem"), "--dry-run", "--format", "json"], under: host.prefix)
        withExtendedLifetime(host) {}
        let report = try PrintedReport(finished)
        #expect((report.changed, report.wouldChange, report.generation) == (nil, true, nil))
        #expect(Files.picture(stage.scratch.store) == before)
        #expect(Files.exists(stage.scratch.store) == isIgnited)
        #expect(stage.litter == [])
    }

    @Test("the same set again changes nothing")
    func again() throws {
        let stage = try ImportStage()
        #expect(try PrintedReport(stage.importing("ed25519.pem", options: ["--format", "json"])).changed == true)
        let before = Files.picture(stage.scratch.store)
        let report = try PrintedReport(stage.importing("ed25519.pem", options: ["--format", "json"]))
        #expect((report.changed, report.generation) == (false, nil))
        let dry = try PrintedReport(stage.importing("ed25519.pem", options: ["--dry-run", "--format", "json"]))
        #expect((dry.changed, dry.wouldChange) == (nil, false))
        #expect(report.warnings == ["this server holds exactly this set already"])
        let table = try stage.importing("ed25519.pem")
        #expect(table.errors == "warning: this server holds exactly this set already\n")
        #expect(table.status == 0)
        #expect(!table.output.contains("Written"))
        #expect(Files.picture(stage.scratch.store) == before)
        // What this server has already is no other's certificate at the level that asks for that.
        let high = try stage.importing("ed25519.pem", options: ["--level", "high"])
        #expect(
            high.errors.contains(": \"ipo1.example.com\" is the certificate that this server has already\n"))
        #expect(high.status == 65)
    }

    @Test("over certificates that this server issued, and back")
    func overIssued() throws {
        let stage = try ImportStage()
        let issued = try stage.live()
        #expect(try stage.importing("wildcard.pem").status == 0)
        #expect(
            try stage.live()
                == "subject=O = Example, CN = ipo1.example.com\nissuer=O = Example, CN = Example Issuing CA\n")
        let answers = stage.scratch.file("answers.toml", ImportStage.answers)
        let refused = try stage.run(["ignite", "--answers", answers])
        #expect(refused.status == 65)
        #expect(refused.errors.contains("is ignited already"))
        let back = try PrintedReport(stage.run(["ignite", "--answers", answers, "--replace", "--format", "json"]))
        #expect(back.generation == 3)
        #expect(try stage.live() == issued)
        #expect(Files.exists("\(stage.scratch.store)/live/root.key"))
        let review = try PrintedReport(stage.run(["review", "--format", "json"]))
        #expect(review.certificates == back.certificates)
        #expect(review.level == nil)
        // Whoever was trusted on the way is trusted still, and the old generations stay.
        #expect(Files.tree("\(stage.scratch.store)/trusted").contains { $0.contains("/intermediate-") })
        #expect(Files.exists("\(stage.scratch.store)/generations/000002/identity.pem"))
    }

    @Test("the level that asks most takes what the operator put into the trusted store")
    func trusted() throws {
        let stage = try ImportStage()
        #expect(try stage.importing("ed25519.pem", options: ["--level", "high+remote"]).status == 65)
        let identity = try Tool.expect(
            ["openssl", "x509", "-in", try ImportMaterial.path("ed25519.pem")], in: stage.scratch)
        mkdir("\(stage.scratch.store)/trusted", 0o700)
        Files.write(identity, to: "\(stage.scratch.store)/trusted/ours.pem")
        let report = try PrintedReport(
            stage.importing("ed25519.pem", options: ["--level", "high+remote", "--format", "json"]))
        #expect(report.level == "high+remote")
        #expect(report.warnings == [])
    }

    @Test("ignite takes a set in where the answers say so")
    func ignite() throws {
        let stage = try ImportStage(isIgnited: false)
        let answers = """
            \(ImportStage.answers)
            [certificates]
            source = "import"
            files = ["\(try ImportMaterial.path("good.p12"))"]
            passphrase-file = "\(stage.passphrase[1])"
            """
        let file = stage.scratch.file("answers.toml", answers)
        let dry = try PrintedReport(stage.run(["ignite", "--answers", file, "--dry-run", "--format", "json"]))
        #expect((dry.changed, dry.wouldChange) == (nil, true))
        #expect(!Files.exists(stage.scratch.store))
        let report = try PrintedReport(stage.run(["ignite", "--answers", file, "--format", "json"]))
        #expect((report.changed, report.generation, report.profile, report.level) == (true, 1, nil, "medium"))
        #expect(report.hostName == .init(value: "ipo1.example.com", source: "entered"))
        #expect(report.certificates == dry.certificates)
        let before = Files.picture(stage.scratch.store)
        let again = try stage.run(["ignite", "--answers", file])
        #expect(again.status == 65)
        #expect(again.errors.hasPrefix("keyturn: the store \"\(stage.scratch.store)\" is ignited already\nhint: "))
        let same = try PrintedReport(stage.run(["ignite", "--answers", file, "--replace", "--format", "json"]))
        #expect(same.changed == false)
        #expect(Files.picture(stage.scratch.store) == before)
    }

    @Test("ignite refuses a set as import does")
    func igniteRefused() throws {
        let stage = try ImportStage(isIgnited: false)
        let path = try ImportMaterial.path("sha1.pem")
        let answers = "\(ImportStage.answers)\n[certificates]\nsource = \"import\"\nfiles = [\"\(path)\"]\n"
        let finished = try stage.run(["ignite", "--answers", "-"], input: answers)
        #expect(
            finished.errors == """
                keyturn: "ipo1.example.com" is signed with ecdsa-with-SHA1, which clients no longer accept
                hint: ask the certificate authority to sign with SHA-256

                """)
        #expect(finished.status == 65)
        #expect(!Files.exists(stage.scratch.store))
    }

    @Test("the site's configuration goes into what a later request asks for")
    func site() throws {
        let stage = try ImportStage(isIgnited: false)
        let host = try stage.host()
        defer { withExtendedLifetime(host) {} }
        let config = stage.scratch.file("keyturn.toml", "[naming]\norganization = \"Example Site\"\n")
        let words = ["import", try ImportMaterial.path("wildcard.pem"), "--config"]
        #expect(try stage.run(words + [config], under: host.prefix).status == 0)
        let request = try stage.run(["request", "--dry-run"])
        #expect(request.output.contains("O=Example Site"))
        let broken = stage.scratch.file("broken.toml", "naming")
        let refused = try stage.run(words + [broken], under: host.prefix)
        #expect(refused.status == 65)
        #expect(refused.errors.hasPrefix("keyturn: \"\(broken)\" line 1 is not valid TOML"))
    }
}
