import Testing

@Suite("Of a set with the private keys of several certificates", .ownThread)
struct ImportChoiceTests {
    /// The serial number of the live identity, as OpenSSL prints it.
    private func liveSerial(_ stage: ImportStage) throws -> String {
        try serial("\(stage.scratch.store)/live/identity.pem", stage)
    }

    private func serial(_ file: String, _ stage: ImportStage) throws -> String {
        try Tool.expect(["openssl", "x509", "-in", file, "-noout", "-serial"], in: stage.scratch)
    }

    @Test("a keystore of keytool: the entry is taken that covers more names of this server")
    func keystore() throws {
        let stage = try ImportStage()
        let store = stage.scratch.path("both.p12")
        for name in ["wrong-host", "p384"] {
            let one = stage.scratch.path("\(name).p12")
            try Tool.expect(
                [
                    "openssl", "pkcs12", "-export", "-in", ImportMaterial.path("\(name).pem"), "-name", name,
                    "-passout",
                    "pass:correct horse", "-out", one,
                ], in: stage.scratch)
            try Tool.expect(
                [
                    "keytool", "-importkeystore", "-srckeystore", one, "-srcstorepass", "correct horse",
                    "-destkeystore", store, "-deststoretype", "PKCS12", "-deststorepass", "correct horse",
                ], in: stage.scratch)
        }
        let finished = try stage.run(["import", store] + stage.passphrase)
        #expect(finished.status == 0)
        #expect(
            finished.errors.contains(
                "warning: left out \"ipo1.example.com\" (file \"\(store)\"): it covers fewer names of this server\n"))
        #expect(try liveSerial(stage) == serial(ImportMaterial.path("p384.pem"), stage))
    }

    @Test("that fit this server alike, the command asks for one at a terminal")
    func asked() throws {
        let stage = try ImportStage()
        let console = try TmuxConsole(in: stage.scratch)
        try console.start(["import"] + ["ed25519.pem", "p384.pem"].map(ImportMaterial.path))
        try console.wait(
            for: "The files hold the private keys of 2 certificates:", "1: ipo1.example.com, valid to ",
            "Which one is this server to serve:")
        try console.type("3\n")
        try console.wait(for: "hint: type a number from 1 to 2")
        try console.type("2\n")
        try console.wait(for: "Write these certificates?", "another one was chosen for this server")
        try console.type("y\n")
        try console.wait(for: "status=0.", "Written as generation 2.")
        #expect(try liveSerial(stage) == serial(ImportMaterial.path("p384.pem"), stage))
    }

    @Test("the wizard asks for one line by line")
    func plain() throws {
        let stage = try ImportStage(isIgnited: false)
        let host = try stage.host()
        let files = try ["ed25519.pem", "p384.pem"].map(ImportMaterial.path).joined(separator: ", ")
        let server = ["import", "ipo1.example.com"] + [String](repeating: "", count: 2 + 3 + 1)
        // back returns to the files, which are offered again.
        let answers = server + [files, "back", "", "1", "medium", "yes"]
        let finished = try stage.run(
            ["--ui", "plain"], under: host.prefix, input: answers.map { "\($0)\n" }.joined())
        #expect(finished.status == 0)
        #expect(try liveSerial(stage) == serial(ImportMaterial.path("ed25519.pem"), stage))
    }

    @Test("on the screens, one is chosen from a list")
    func screens() throws {
        let stage = try ImportStage(isIgnited: false)
        let host = try stage.host()
        let console = try TmuxConsole(in: stage.scratch, under: host.prefix)
        try console.start()
        try WizardOperator(console: console, importsFiles: true).go(to: .names)
        try console.press("C-n")
        try console.wait(for: "Which files hold")
        let folder = stage.scratch.path("set")
        try Tool.expect(["mkdir", folder], in: stage.scratch)
        try Tool.expect(
            ["cp", ImportMaterial.path("ed25519.pem"), ImportMaterial.path("p384.pem"), folder], in: stage.scratch)
        try console.type(folder)
        try console.press("C-n")
        try console.wait(for: "─ Which certificate ─", "ed25519.pem")
        try console.press("Down")
        try console.wait(for: "p384.pem")
        try console.press("Enter")
        try console.wait(for: "from \"p384.pem\"")
    }
}
