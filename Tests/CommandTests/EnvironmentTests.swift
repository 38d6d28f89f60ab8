import Glibc
import Testing

@Suite("OpenSSL and ncurses, as the environment says", .ownThread)
struct EnvironmentTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        chmod(scratch.folder, 0o755)
    }

    /// Configurations of OpenSSL that leave no SHA-256 (config(5), fips_module(7)).
    private static let configurations = [
        "default_properties = fips=yes": "openssl_conf = start\n[start]\nalg_section = algorithms\n[algorithms]\n",
        "activate = 1": "openssl_conf = start\n[start]\nproviders = all\n[all]\nlegacy = old\n[old]\n",
    ]

    @Test(
        "an OpenSSL without SHA-256 is one sentence and a hint, and nothing is written",
        arguments: configurations.keys.sorted(),
        [
            ["ignite", "--answers", "answers.toml"], ["review", "/etc/ssl/certs/ca-certificates.crt"], ["history"],
            ["renew"], ["request"], ["status"], ["--ui", "plain"],
        ])
    func incomplete(line: String, words: [String]) throws {
        let configuration = scratch.file("openssl.cnf", (Self.configurations[line] ?? "") + line + "\n")
        let finished = try Program.run(
            words + ["--store", scratch.store], in: scratch, under: Program.asNobody,
            environment: ["OPENSSL_CONF": configuration])
        let problem = "\"OpenSSL\" cannot compute SHA-256: unsupported"
        if words == ["status"] {
            #expect(finished.status == 3 && finished.output.hasPrefix("STORE UNKNOWN - \(problem)"), "\(finished)")
        } else {
            #expect(finished.status == 78 && finished.errors.hasPrefix("keyturn: \(problem)"), "\(finished)")
            #expect(finished.errors.contains("\nhint: check that the system's OpenSSL"))
        }
        #expect(!Files.exists(scratch.store))
    }

    @Test("help and the version need no OpenSSL", arguments: ["--help", "--version"])
    func help(word: String) throws {
        let configuration = scratch.file("openssl.cnf", "openssl_conf = start\n[start]\nproviders = none\n[none]\n")
        let finished = try Program.run(
            [word], in: scratch, under: Program.asNobody, environment: ["OPENSSL_CONF": configuration])
        #expect(finished.status == 0 && finished.errors == "")
    }

    @Test("root's OpenSSL is that of the system, whatever the environment names")
    func rootsLibrary() throws {
        let configuration = scratch.file("openssl.cnf", "openssl_conf = start\n[start]\nproviders = none\n[none]\n")
        let environment = [
            "OPENSSL_CONF": configuration, "OPENSSL_MODULES": scratch.path("modules"),
            "OPENSSL_ENGINES": scratch.path("engines"),
        ]
        let trace = scratch.path("trace")
        let finished = try Program.run(
            ["review", "/etc/ssl/certs/ca-certificates.crt"], in: scratch,
            under: Unshare.prefix("--mount") + ["strace", "-f", "-qq", "-e", "trace=%file", "-o", trace],
            environment: environment)
        #expect(finished.status == 0, "\(finished.errors)")
        let files = try #require(Files.text(trace)).split(separator: "\n").filter { !$0.contains("execve(") }
        #expect(files.contains { $0.contains("openssl.cnf") })
        #expect(!files.contains { $0.contains(scratch.folder) && !$0.contains(scratch.store) })
    }

    @Test(
        "a description of a terminal counts as root if it is the system's, and in no folder that the environment names",
        arguments: ["TERMINFO", "TERMINFO_DIRS", "HOME"])
    func rootsTerminal(variable: String) throws {
        let own = scratch.path(variable == "HOME" ? ".terminfo" : "own")
        let source = try Tool.expect(["infocmp", "-1", "vt100"], in: scratch)
        let named = source.split(separator: "\n").map { $0.hasPrefix("vt100|") ? "keyturn-own|a test's own," : $0 }
        mkdir(own, 0o755)
        try Tool.expect(
            ["tic", "-x", "-o", own, scratch.file("own.ti", named.joined(separator: "\n") + "\n")], in: scratch)
        let environment = ["TERM": "keyturn-own", variable: variable == "HOME" ? scratch.folder : own]
        #expect(try Tool.run(["tput", "clear"], in: scratch, environment: environment).status == 0)
        let command = "\(try Program.path()) --ui curses --store \(scratch.store)"
        let finished = try Tool.run(
            Unshare.prefix("--mount") + ["timeout", "30", "script", "-qec", command, "/dev/null"], in: scratch,
            environment: environment)
        #expect(finished.status == 64, "\(finished)")
        #expect(finished.output.contains("the terminal type \"keyturn-own\" is unknown here"), "\(finished)")
    }
}
