import FoundationEssentials
import Glibc
import Testing

@Suite("A store that was copied", .ownThread, .serialized)
struct AdoptTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        Files.write("\(String(repeating: "0", count: 64))\n", to: "\(scratch.store)/machine")
        // A machine with an id: a folder takes the place of /etc, because a file of its own there would not be lasting.
        mkdir(scratch.path("etc"), 0o755)
        _ = scratch.file("etc/machine-id", "3d1219c7c4c5404aaa1f6d2a48adfda4\n")
    }

    private func run(_ arguments: [String]) throws -> CommandResult {
        try Program.run(
            arguments, in: scratch,
            under: [
                "unshare", geteuid() == 0 ? "-m" : "-rm", "sh", "-c",
                "cp -a /etc/passwd /etc/group /etc/ssl /etc/ld.so.cache \"$0\" 2>/dev/null; mount --bind \"$0\" /etc "
                    + "&& exec \"$@\"", scratch.path("etc"),
            ])
    }

    private func status(_ subject: String) throws -> [String] {
        try run(["status"]).output.split(separator: "\n").map(String.init).filter { $0.hasPrefix(subject) }
    }

    /// Makes a folder of the link, as a copy does that follows links.
    private func follow() throws {
        let live = "\(scratch.store)/live"
        try Tool.expect(
            ["sh", "-c", "cp -rL \"$0\" \"$0-copy\" && rm \"$0\" && mv \"$0-copy\" \"$0\"", live], in: scratch)
    }

    @Test("warns on another machine until it is adopted, and renews all the same")
    func machine() throws {
        let warning =
            "MACHINE WARNING - the store is of another machine (run \"keyturn adopt\" if it was moved or restored; on a "
            + "clone, which shares the root's key, issue a new root: keyturn ignite --replace)"
        // It is the worst line, which has the performance data.
        #expect(try status("MACHINE").map { String($0.prefix { $0 != "|" }.dropLast()) } == [warning])
        let json = try run(["status", "--format", "json"]).output
        #expect(
            json.contains("\"subject\" : \"machine\"")
                && json.contains("\"text\" : \"the store is of another machine\""))
        #expect(try run(["renew", "--force"]).status == 0)
        #expect(try status("MACHINE").first?.hasPrefix(warning) == true)
        let adopted = try run(["adopt"])
        #expect((adopted.status, adopted.output, adopted.errors) == (0, "The store is of this machine now.\n", ""))
        #expect(try status("MACHINE") == [])
        let before = Files.picture(scratch.store)
        #expect(try run(["adopt"]).output == "Nothing had to change.\n")
        #expect(
            try run(["adopt", "--format", "json"]).output
                == "{\n  \"changed\" : false,\n  \"generation\" : 2,\n  \"linkedAgain\" : false,\n  \"machineNoted\" : false\n}\n"
        )
        #expect(Files.picture(scratch.store) == before)
        #expect(try run(["history"]).status == 0)
        let journal = try #require(Files.text("\(scratch.store)/journal.jsonl"))
        #expect(journal.contains("\"command\":\"adopt\"") && journal.contains("\"result\":\"adopted\""))
    }

    @Test("with live as a folder is mended by adopt, and what is refused until then says so")
    func folder() throws {
        try #require(try run(["renew", "--force"]).status == 0)
        try follow()
        let before = Files.picture(scratch.store)
        let refusal =
            "keyturn: \"\(scratch.store)/live\" is damaged: it is a folder, not a link to a generation\nhint: run "
            + "\"keyturn adopt\" if it is a copy of a generation, or \"keyturn rollback N\" with a generation that "
            + "\"keyturn history\" lists\n"
        for words in [["renew"], ["regenerate"], ["rollback"], ["review", "--format", "json"], []] {
            let finished = try run(words)
            #expect(finished.status == 65 && finished.errors == refusal, "\(words): \(finished.errors)")
        }
        #expect(try status("STORE").first?.hasPrefix("STORE UNKNOWN - ") == true)
        #expect(try run(["history"]).output.contains("\n2  ") || run(["history"]).output.hasPrefix("  2  "))
        #expect(Files.picture(scratch.store) == before)
        let adopted = try run(["adopt", "--format", "json"])
        #expect(
            adopted.output
                == "{\n  \"changed\" : true,\n  \"generation\" : 2,\n  \"linkedAgain\" : true,\n  \"machineNoted\" : true\n}\n"
        )
        #expect(try run(["status"]).status != 3)

        try follow()
        #expect(try run(["rollback", "1"]).output == "Generation 1 is live again.\n")
        try follow()
        Files.write("mine", to: "\(scratch.store)/live/mine")
        let refused = try run(["adopt"])
        #expect(
            refused.errors
                == "keyturn: \"\(scratch.store)/live\" is not a copy of a generation\nhint: run \"keyturn rollback 2\" to "
                + "make the last generation live, or \"keyturn history\" to list all: what is there is kept beside it\n"
        )
        #expect(refused.status == 65)
        #expect(try run(["rollback", "2"]).status == 0)
        #expect(Files.text("\(scratch.store)/live-kept-1/mine") == "mine")
    }

    @Test("that is not there, or was never ignited, cannot be adopted")
    func nothing() throws {
        let finished = try Program.run(["adopt", "--store", scratch.path("none")], in: scratch)
        #expect(finished.status == 65 && finished.errors.contains("holds no certificates"))
        #expect(!Files.exists(scratch.path("none")))
    }

    @Test("with open modes is critical, says how to close it, and what becomes of the keys")
    func modes() throws {
        try #require(try run(["adopt"]).status == 0)
        try Tool.expect(["chmod", "-R", "u=rwX,go=rX", scratch.store], in: scratch)
        let finished = try run(["status"])
        #expect(finished.status == 2)
        let generation = "\(scratch.store)/generations/000001"
        let root =
            "SECRETS CRITICAL - the root's private key is exposed: others can read \"\(generation)/root.key\" (run chmod "
            + "600 \"\(generation)/root.key\", and replace the key, which others may have: keyturn regenerate root "
            + "--new-key) | identity_days="
        #expect(finished.output.hasPrefix(root), "\(finished.output)")
        #expect(
            try status("SECRETS").dropFirst().map { String($0) } == [
                "SECRETS CRITICAL - others can read the identity's private key \"\(generation)/identity.key\" (run chmod 600 "
                    + "\"\(generation)/identity.key\", and replace the key, which others may have: keyturn regenerate "
                    + "--new-key)"
            ]
                + [scratch.store, "\(scratch.store)/generations", generation].map {
                    "SECRETS CRITICAL - others can read the folder \"\($0)\" (run chmod 700 \"\($0)\")"
                })
        let regenerated = try run(["regenerate", "root"])
        #expect(
            regenerated.errors.contains("which has to be replaced by a new one")
                || regenerated.output.contains("which has to be replaced by a new one"), "\(regenerated)")
        // The commands that it names do what they say.
        for line in try status("SECRETS") {
            let command = try #require(line.firstMatch(of: /run (chmod [0-9]+ "[^"]+")/)?.1)
            try Tool.expect(["sh", "-c", String(command)], in: scratch)
        }
        #expect(try status("SECRETS") == [])
    }

    @Test("gives no serial twice: NSS takes what two clones and a restored backup have issued into one database")
    func numbers() throws {
        let stores = ["first", "second", "backup"].map(scratch.path)
        for store in stores { try Tool.expect(["cp", "-a", scratch.store, store], in: scratch) }
        for store in stores.dropLast() + [stores[0], stores[1], stores[2], stores[2]] {
            let finished = try Program.run(["renew", "--force", "--store", store], in: scratch)
            #expect(finished.status == 0, "\(finished.errors)")
        }
        mkdir(scratch.path("nss"), 0o700)
        let database = ["-d", "sql:\(scratch.path("nss"))"]
        try Tool.expect(["certutil", "-N", "--empty-password"] + database, in: scratch)
        try Tool.expect(
            ["certutil", "-A", "-n", "root", "-t", "C,,", "-i", "\(scratch.store)/live/root.pem"] + database,
            in: scratch)
        var count = 0
        for store in [scratch.store] + stores {
            for generation in store == scratch.store ? ["000001"] : ["000002", "000003"] {
                let path = "\(store)/generations/\(generation)/identity.pem"
                count += 1
                try Tool.expect(
                    ["certutil", "-A", "-n", "identity-\(count)", "-t", ",,", "-i", path] + database, in: scratch)
            }
        }
        #expect(count == 7)
    }
}
