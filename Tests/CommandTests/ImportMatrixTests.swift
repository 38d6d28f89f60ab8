import Glibc
import SoakSwitch
import Testing

@Suite("What real tools make is taken in, and a real server serves it to a real client", .ownThread)
struct ImportMatrixTests {
    @Test("each kind of key in each format", arguments: RealTool.allCases)
    func matrix(tool: RealTool) throws {
        let scratch = try Scratch()
        let made = scratch.path("made")
        try Tool.expect(
            ["\(ImportMaterial.fixtures)/real-tools.sh", tool.rawValue, made] + tool.kinds, in: scratch)
        // No form of a set that the tool can make is passed over.
        let folders = Files.tree(made).filter { Files.isFolder($0) }.map { $0.dropFirst(made.count + 1) }
        let found = folders.filter { !$0.hasPrefix("work") && $0.contains("/") }.map(String.init)
        #expect(Set(found) == Set(tool.cases.map { "\($0.kind)/\($0.format)" }))

        // Everything that a set is held against is found on this host: nothing remains to be warned of.
        let host = try NamespaceHost(
            lan1: ["192.168.42.1/24", "2001:db8::1/64"], lan2: ["10.1.1.1/24"],
            names: "192.168.42.1 ipo1.example.com", in: scratch)
        let passphrase = ["--passphrase-file", scratch.file("passphrase", "changeit\n")]
        var served: [(name: String, live: String)] = []
        for (kind, format) in tool.cases {
            let name = "\(tool) \(kind) \(format)"
            let store = scratch.path("stores-\(kind)-\(format)")
            let imported = try Program.run(
                ["import", "\(made)/\(kind)/\(format)", "--store", store]
                    + (RealTool.encrypted.contains(format) ? passphrase : []), in: scratch, under: host.prefix)
            #expect(imported.status == 0, "\(name): \(imported.errors)")
            let talk = imported.errors.split(separator: "\n").filter { !$0.hasSuffix("and are in order now") }
            #expect(talk == [], "\(name)")
            let identity = Files.text("\(store)/live/identity.pem")
            // The PKCS #12 of mkcert is always about a certificate of its own.
            if !(tool == .mkcert && format == "p12-legacy") {
                #expect(identity == Files.text("\(made)/work/\(kind)/identity"), "\(name)")
            }
            if imported.status == 0 { served.append((name, "\(store)/live")) }
        }
        try #require(served.count == tool.cases.count)
        try serve(served, on: host, scratch)
    }

    private func serve(_ served: [(name: String, live: String)], on host: NamespaceHost, _ scratch: Scratch) throws {
        let server = try WebServer(lives: served.map(\.live), in: scratch, under: host.prefix)
        defer { withExtendedLifetime(server) {} }
        for (index, (name, live)) in served.enumerated() {
            let port = WebServer.port + index
            let answer = try Tool.run(
                host.prefix + [
                    "curl", "--silent", "--show-error", "--noproxy", "*", "--cacert", "\(live)/WebRootCA.pem",
                    "--resolve", "ipo1.example.com:\(port):192.168.42.1", "https://ipo1.example.com:\(port)/",
                ], in: scratch)
            #expect(answer.status == 0, "\(name): \(answer.errors)")
            #expect(answer.output == "served\n", "\(name)")
        }
    }
}

/// A tool that administrators make certificates with, and what it can make.
enum RealTool: String, CaseIterable, CustomTestStringConvertible {
    case openssl, certtool, nss, keytool, mkcert

    var testDescription: String { rawValue }

    /// Every form of a set: see real-tools.sh.
    var cases: [(kind: String, format: String)] {
        kinds.flatMap { kind in
            (Self.formats + (kind == "ed25519" ? [] : Self.olderFormats)
                + (self == .certtool && kind == "rsa" ? ["p12-3des"] : [])).map { (kind, $0) }
        }
    }

    /// The formats that a passphrase opens.
    static let encrypted: Set = [
        "p12-modern", "p12-legacy", "p12-3des", "pbes1-md5", "pbes1-3des", "pbes2", "scrypt", "proc-type",
    ]

    private static let formats = [
        "p12-modern", "p12-legacy", "pem-jumbled", "pem-in-text", "der", "p7-pem", "p7-der", "pkcs8", "pbes1-md5",
        "pbes1-3des", "pbes2", "scrypt",
    ]

    /// PKCS #1 and SEC 1.
    private static let olderFormats = ["traditional", "traditional-der", "proc-type"]

    /// The kinds of keys: without a soak one of each tool, and RSA besides, so that each kind comes in every format.
    var kinds: [String] { Soak.isOn ? everyKind : self == .openssl ? ["rsa", sampleKind] : [sampleKind] }

    private var sampleKind: String {
        switch self {
        case .openssl, .mkcert: "p256"
        case .nss: "p384"
        case .keytool: "p521"
        case .certtool: "ed25519"
        }
    }

    private var everyKind: [String] {
        switch self {
        case .openssl, .certtool, .keytool: ["rsa", "p256", "p384", "p521", "ed25519"]
        // NSS signs with no Ed25519 key yet.
        case .nss: ["rsa", "p256", "p384", "p521"]
        case .mkcert: ["rsa", "p256"]
        }
    }
}
