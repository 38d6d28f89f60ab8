import Glibc
import Testing

/// What an import happens on: a server that was ignited as ipo1.example.com, or one that has nothing yet.
struct ImportStage {
    /// A folder of the test's own: `here` is the working folder, `tmp` the one for temporary files.
    let scratch: Scratch

    /// The server that the fixtures are for.
    static let answers = """
        hostname = "ipo1.example.com"
        [lan1]
        ipv4 = "192.168.42.1"
        ipv6 = ["2001:db8::1"]
        [lan2]
        ipv4 = "10.1.1.1"
        """

    init(isIgnited: Bool = true) throws {
        scratch = try Scratch()
        mkdir(scratch.path("here"), 0o777)
        mkdir(scratch.path("tmp"), 0o777)
        if isIgnited { try IgnitedStore.copy(to: scratch.store, answers: Self.answers) }
    }

    /// A host on which the same server would be found.
    func host() throws -> NamespaceHost {
        try NamespaceHost(
            lan1: ["192.168.42.1/24", "2001:db8::1/64"], lan2: ["10.1.1.1/24"],
            names: "192.168.42.1 ipo1.example.com", in: scratch)
    }

    /// Runs the program in the working folder of this stage.
    func run(_ arguments: [String], under prefix: [String] = [], input: String? = nil) throws -> CommandResult {
        try Program.run(
            arguments, in: scratch, under: prefix + ["sh", "-c", "cd \(scratch.path("here")) && exec \"$@\"", "-"],
            input: input, environment: ["TMPDIR": scratch.path("tmp")])
    }

    /// What the runs may not leave behind.
    var litter: [String] { Files.tree(scratch.path("here")) + Files.tree(scratch.path("tmp")) }

    /// Imports files of the fixtures.
    func importing(_ names: String..., options: [String] = []) throws -> CommandResult {
        try run(["import"] + names.map { try ImportMaterial.path($0) } + options)
    }

    /// The option that opens what is encrypted.
    var passphrase: [String] { ["--passphrase-file", scratch.file("passphrase", "correct horse\n")] }

    /// What the live certificates are, in the words of another program.
    func live() throws -> String {
        try Tool.expect(
            ["openssl", "x509", "-in", "\(scratch.store)/live/identity.pem", "-noout", "-subject", "-issuer"],
            in: scratch)
    }
}
