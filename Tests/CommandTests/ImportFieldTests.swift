import Glibc
import Testing

@Suite("What is brought as other programs leave it is imported, and what is left out of it is said", .ownThread)
struct ImportFieldTests {
    /// Makes files with the shell in a folder that has those of the fixtures; its path.
    private func made(_ script: String, on stage: ImportStage) throws -> String {
        let folder = stage.scratch.path("brought")
        mkdir(folder, 0o755)
        let from = try ImportMaterial.folder()
        try Tool.expect(["sh", "-ec", "cd \(folder)\n\(script)".replacing("@", with: from)], in: stage.scratch)
        return folder
    }

    @Test(
        "a passphrase file that Windows PowerShell wrote",
        arguments: [
            #"printf '\377\376' >p; printf 'correct horse\r\n' | iconv -f UTF-8 -t UTF-16LE >>p"#,
            #"printf '\376\377' >p; printf 'correct horse\r\nbattery' | iconv -f UTF-8 -t UTF-16BE >>p"#,
            #"printf '\377\376' >p; printf 'correct horse' | iconv -f UTF-8 -t UTF-16LE >>p"#,
        ])
    func passphrase(script: String) throws {
        let stage = try ImportStage()
        let folder = try made(script, on: stage)
        let finished = try stage.importing("good.p12", options: ["--passphrase-file", "\(folder)/p", "--dry-run"])
        #expect(finished.errors == "")
        #expect(finished.status == 0)
        let review = try stage.run(
            ["review", ImportMaterial.path("good.p12"), "--passphrase-file", "\(folder)/p", "--format", "json"])
        #expect(review.status == 0)
    }

    @Test("every file of an order, with the request that it answers", arguments: [true, false])
    func order(isFolder: Bool) throws {
        let stage = try ImportStage()
        let folder = try made(
            """
            cp @/identity.key server.key; cp @/identity.pem server.crt; cp @/chain.p7b .
            openssl req -new -key server.key -subj /CN=ipo1.example.com -out server.csr
            """, on: stage)
        let files = ["chain.p7b", "server.crt", "server.csr", "server.key"].map { "\(folder)/\($0)" }
        let finished = try stage.run(["import"] + (isFolder ? [folder] : files) + ["--dry-run"])
        #expect(finished.errors == "warning: left out \"\(folder)/server.csr\": it is a signing request\n")
        #expect(finished.status == 0)
        // Without the certificate, the request is what is wrong.
        let without = try stage.run(["import", files[2], files[3]])
        #expect(
            without.errors == """
                keyturn: "\(files[2])" holds a signing request, and not a certificate
                hint: give the certificate that the authority sent in answer to this request

                """)
        #expect(without.status == 65)
    }

    @Test("a folder in which a certificate manager keeps everything twice")
    func twice() throws {
        let stage = try ImportStage()
        let folder = try made(
            """
            cp @/identity.key pbx.key; cp @/identity.pem pbx.crt; cat @/issuing.pem @/root.pem >pbx-bundle.crt
            cat pbx.crt pbx-bundle.crt >pbx-fullchain.crt; cat pbx.key pbx.crt pbx-bundle.crt >pbx.pem
            echo 'not a certificate' >notes.txt; echo x >.hidden; mkdir old; mkfifo pipe
            """, on: stage)
        let finished = try stage.run(["import", folder, "--dry-run"])
        #expect(
            finished.errors == """
                warning: left out "notes.txt" of the folder "\(folder)": it holds no certificate and no private key
                warning: left out ".hidden" of the folder "\(folder)": it is hidden
                warning: left out "old" of the folder "\(folder)": it is a folder in the folder
                warning: left out "pipe" of the folder "\(folder)": it is not a regular file

                """)
        #expect(finished.status == 0)
    }

    @Test("a key of OpenSSH beside the same key in PEM is left out, and alone it is refused")
    func openSSH() throws {
        let stage = try ImportStage()
        let folder = try made(
            """
            cp @/good.pem set.pem; cat @/identity.pem @/issuing.pem @/root.pem >chain.pem
            ssh-keygen -q -t rsa -b 2048 -N '' -C '' -f server.key; rm server.key.pub
            """, on: stage)
        let key = "\(folder)/server.key"
        let finished = try stage.run(["import", key, "\(folder)/set.pem", "--dry-run"])
        #expect(
            finished.errors.contains(
                "warning: left out \"\(key)\": it is a private key in OpenSSH's own format\n"))
        #expect(finished.status == 0)
        let alone = try stage.run(["import", key, "\(folder)/chain.pem"])
        #expect(
            alone.errors == """
                keyturn: "\(key)" holds a private key in OpenSSH's own format (ssh-rsa)
                hint: copy it, and write the copy as PEM: cp "\(key)" new.key && ssh-keygen -p -m PKCS8 -f new.key

                """)
        #expect(alone.status == 65)
    }

    @Test("a padded file is reviewed with a remark, in the table and in JSON")
    func review() throws {
        let stage = try ImportStage()
        let folder = try made(
            """
            openssl x509 -in @/identity.pem -outform DER -out server.cer; printf '\\r\\n' >>server.cer
            """, on: stage)
        let path = "\(folder)/server.cer"
        let sentence = "left out the last 2 bytes in \"\(path)\": they follow the end of the DER"
        let table = try stage.run(["review", path, "--format", "table"])
        #expect(table.errors == "warning: \(sentence)\n")
        #expect(table.status == 0)
        let json = try ReviewReport(stage.run(["review", path, "--format", "json"]))
        #expect(json.warnings == [sentence])
        #expect(json.certificates.count == 1)
    }

    @Test("a review tells a renewed authority from a missing one")
    func renewedAuthority() throws {
        let stage = try ImportStage()
        let folder = try made(
            """
            openssl ecparam -name prime256v1 -genkey -noout -out root.key
            for n in old new; do openssl req -x509 -key root.key -subj /CN=Root -days 90 -out $n.pem; done
            openssl req -new -key @/identity.key -subj /CN=leaf -out leaf.csr
            printf 'keyUsage=digitalSignature\\nauthorityKeyIdentifier=keyid,issuer:always\\n' >ext
            openssl x509 -req -in leaf.csr -CA old.pem -CAkey root.key -days 30 -extfile ext -out leaf.pem
            cat leaf.pem new.pem >set.pem
            """, on: stage)
        let report = try ReviewReport(stage.run(["review", "\(folder)/set.pem", "--format", "json"]))
        let chain = try #require(report.certificates.first?.checks?.first { $0.check == "chain" })
        #expect(chain.result == "fail")
        #expect(
            chain.detail.hasPrefix(
                "\"leaf\" leads to no root: it names another certificate of \"Root\" as its issuer, "
                    + "the one with the serial number \""))
    }
}
