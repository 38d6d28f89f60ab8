import Glibc
import Testing

@Suite("Signing requests: the key never leaves the store", .ownThread)
struct RequestCommandTests {
    @Test("a dry run shows what would be asked for, and writes nothing", arguments: [true, false])
    func dryRun(isIgnited: Bool) throws {
        let server = try RequestStage(isIgnited: isIgnited)
        let before = Files.picture(server.store)
        let answers = server.scratch.file("answers.toml", ImportStage.answers)
        let out = server.scratch.path("request.csr")
        let words = ["request", "--answers", answers, "--dry-run"]
        let table = try server.stage.run(words + ["--out", out])
        #expect(table.status == 0)
        #expect(table.errors == "")
        #expect(
            table.output.contains(
                "\n 10   Subject Alternative Name(s)             DNS:ipo1.example.com, IP:192.168.42.1"))
        #expect(!table.output.contains("Request "))
        let made = try RequestStage.Made(server.stage.run(words + ["--format", "json"]))
        #expect((made.changed, made.wouldChange, made.request, made.fields.count) == (nil, true, nil, 17))
        #expect(made.subjectAlternativeNames == RequestStage.names)
        #expect(Files.exists(server.store) == isIgnited)
        #expect(Files.picture(server.store) == before)
        #expect(!Files.exists(out))
        #expect(server.stage.litter == [])
    }

    @Test("standard output is the request and nothing else; openssl verifies it, and finds what was asked for")
    func output() throws {
        let server = try RequestStage()
        let made = try server.stage.run(["request"])
        #expect(made.status == 0)
        #expect(made.output.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----\n"))
        #expect(made.output.hasSuffix("\n-----END CERTIFICATE REQUEST-----\n"))
        #expect(made.output.split(separator: "\n").allSatisfy { $0.count <= 64 })
        #expect(made.errors.hasPrefix("Signing request\n"))
        #expect(
            made.errors.hasSuffix(
                "\nRequest 1 is made, and its key waits in the store. Import the answer and its chain with: keyturn import\n"
            ))
        let file = server.scratch.file("request.csr", made.output)
        let verified = try Tool.run(
            [
                "openssl", "req", "-in", file, "-verify", "-noout", "-subject", "-nameopt", "RFC2253", "-text",
                "-reqopt", "no_sigdump,no_pubkey",
            ], in: server.scratch)
        #expect(verified.status == 0)
        #expect(verified.errors == "Certificate request self-signature verify OK\n")
        #expect(
            verified.output.contains(
                "DNS:ipo1.example.com, IP Address:192.168.42.1, IP Address:2001:DB8:0:0:0:0:0:1, IP Address:10.1.1.1\n")
        )
        #expect(verified.output.contains("TLS Web Server Authentication, TLS Web Client Authentication\n"))
        #expect(verified.output.contains("CN=ipo1.example.com"))
        #expect(Files.text("\(server.store)/requests/000001/request.pem") == made.output)
        let gnutls = try Tool.expect(["certtool", "--crq-info", "--infile", file], in: server.scratch)
        #expect(gnutls.contains("Self signature: verified"))
    }

    @Test("the key is in the store, its owner's alone, and nowhere else")
    func key() throws {
        let server = try RequestStage()
        let made = try server.stage.run(["request", "--format", "json"])
        let folder = "\(server.store)/requests/000001"
        #expect(Files.mode(folder) == 0o700)
        #expect(Files.mode("\(server.store)/requests") == 0o700)
        #expect(Files.mode("\(folder)/request.key") == 0o600)
        let secrets = Files.tree(server.store).filter { Files.text($0)?.contains("PRIVATE KEY") == true }
        #expect(secrets.filter { !$0.contains("/generations/000001/") } == ["\(folder)/request.key"])
        for text in [made.output, made.errors] { #expect(!text.contains("PRIVATE KEY")) }
        let asked = try Tool.expect(
            ["openssl", "req", "-in", "\(folder)/request.pem", "-noout", "-pubkey"], in: server.scratch)
        #expect(
            try Tool.expect(["openssl", "pkey", "-in", "\(folder)/request.key", "-pubout"], in: server.scratch)
                == asked)
        #expect(server.stage.litter == [])
    }

    @Test("a store that others can replace is warned of", arguments: ["table", "json"])
    func place(format: String) throws {
        let server = try RequestStage()
        chmod(server.scratch.folder, 0o777)
        let made = try server.stage.run(["request", "--dry-run", "--format", format])
        #expect(made.status == 0)
        let said = format == "json" ? made.output : made.errors
        #expect(said.contains("others can put another store in the place of"))
    }

    @Test("a file that is there already, or cannot be, is not written, and then nothing is made in the store")
    func fileIsThere() throws {
        let server = try RequestStage()
        let before = Files.picture(server.store)
        let there = server.scratch.file("there.csr", "mine\n")
        let linked = server.scratch.path("link.csr")
        symlink(server.scratch.path("elsewhere.csr"), linked)
        for path in [there, linked] {
            let refused = try server.stage.run(["request", "--out", path])
            #expect(refused.errors == "keyturn: \"\(path)\" exists already\nhint: choose another name\n")
            #expect(refused.status == 73 && !refused.output.contains("is made"))
        }
        let nowhere = server.scratch.path("nowhere/request.csr")
        let refused = try server.stage.run(["request", "--out", nowhere])
        #expect(
            refused.errors == """
                keyturn: "\(nowhere)" cannot be made: No such file or directory
                hint: choose a folder that you can write to

                """)
        #expect(refused.status == 73 && !refused.output.contains("is made"))
        let unnamed = try server.stage.run(["request", "--out", ""])
        #expect(unnamed.errors == "keyturn: \"\" is not the name of a file\nhint: type the path of a file\n")
        #expect(unnamed.status == 65)
        #expect(Files.text(there) == "mine\n")
        #expect(!Files.exists(server.scratch.path("elsewhere.csr")))
        #expect(Files.picture(server.store) == before)
    }

    @Test(
        "where the store is held, what would be asked for was shown, and nothing was made",
        arguments: [["--out", "request.csr"], []])
    func storeIsHeld(options: [String]) throws {
        let server = try RequestStage()
        let lock = open("\(server.store)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
        defer { close(lock) }
        let before = Files.picture(server.store)
        let refused = try server.stage.run(["request"] + options)
        #expect(refused.status == 75)
        // Standard output is for the request where it does not go to a file.
        let table = options.isEmpty ? refused.errors : refused.output
        #expect(table.hasPrefix("Signing request\n"))
        #expect(table.contains("\n 10   Subject Alternative Name(s)             DNS:ipo1.example.com, IP:192.168.42.1"))
        #expect(options.isEmpty ? refused.output == "" : refused.errors.hasPrefix("keyturn: "))
        for text in [refused.output, refused.errors] { #expect(!text.contains("is made")) }
        #expect(Files.picture(server.store) == before)
        #expect(server.stage.litter == [])
    }

    @Test("where the table cannot be shown, nothing is made")
    func tableIsLost() throws {
        let server = try RequestStage()
        let before = Files.picture(server.store)
        let refused = try server.stage.run(
            ["request", "--out", "request.csr"], under: ["sh", "-c", "exec \"$@\" > /dev/full", "-"])
        #expect(
            refused.errors == """
                keyturn: "standard output" cannot be written: No space left on device
                hint: send standard output elsewhere: no request was made

                """)
        #expect(refused.status == 73)
        #expect(Files.picture(server.store) == before)
        #expect(server.stage.litter == [])
    }

    @Test("several wait; the list has each, and one that is dropped is gone with its key")
    func listAndDrop() throws {
        let server = try RequestStage()
        let none = try server.stage.run(["request", "list"])
        #expect((none.status, none.output, none.errors) == (0, "No request waits for its answer.\n", ""))
        #expect(try server.waiting() == [])
        let paths = try (1...3).map { _ in try server.request() }
        let listed = try server.list()
        #expect(listed.map(\.request) == [1, 2, 3])
        #expect(Set(listed.map(\.publicKeySHA256)).count == 3)
        for (entry, path) in zip(listed, paths) {
            #expect(entry.hostName == "ipo1.example.com")
            #expect(entry.subjectAlternativeNames == RequestStage.names)
            #expect(entry.subject.contains("CN=ipo1.example.com"))
            let digest = try Tool.expect(
                ["sh", "-c", "openssl req -in \(path) -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum"],
                in: server.scratch)
            #expect(digest.hasPrefix(entry.publicKeySHA256))
        }
        let table = try server.stage.run(["request", "list"])
        let names = RequestStage.names.joined(separator: ", ")
        #expect(
            table.output
                == listed.map { "\($0.request)  \($0.created)  ipo1.example.com\n   \(names)\n" }.joined())

        let dropped = try server.stage.run(["request", "drop", "3"])
        #expect((dropped.status, dropped.output, dropped.errors) == (0, "Request 3 is dropped.\n", ""))
        #expect(try server.waiting() == [1, 2])
        #expect(!Files.exists("\(server.store)/requests/000003"))
        // A number is never used again.
        _ = try server.request()
        #expect(try server.waiting() == [1, 2, 4])
    }

    @Test("a request that is not there cannot be dropped", arguments: [true, false], ["2", "0", "-- -1"])
    func dropUnknown(isIgnited: Bool, number: String) throws {
        let server = try RequestStage(isIgnited: isIgnited)
        let before = Files.picture(server.store)
        let refused = try server.stage.run(["request", "drop"] + number.split(separator: " ").map(String.init))
        #expect(
            refused.errors == """
                keyturn: the store "\(server.store)" has no request "\(number.replacing("-- ", with: ""))"
                hint: run "keyturn request list" to list the requests

                """)
        #expect((refused.status, refused.output) == (65, ""))
        #expect(Files.picture(server.store) == before)
        #expect(Files.exists(server.store) == isIgnited)
    }
}
