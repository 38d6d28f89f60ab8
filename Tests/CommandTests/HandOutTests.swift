import CertificateModel
import Glibc
import SceneKit
import SoakSwitch
import Testing

@Suite("The root is handed out to clients", .ownThread, .serialized)
struct HandOutTests {
    private let scratch: Scratch
    private let host: NamespaceHost
    private let console: TmuxConsole
    private static let url = "http://192.168.42.1:8080/"
    private let name = "ipo1.example.com"

    init() throws {
        scratch = try Scratch()
        host = try NamespaceHost(in: scratch)
        try IgnitedStore.copy(to: scratch.store, answers: SampleAnswers.ports, on: host)
        console = try TmuxConsole(in: scratch, under: host.prefix)
    }

    private func curl(_ words: String...) throws -> CommandResult {
        try Tool.run(
            host.prefix + ["curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "20"] + words,
            in: scratch)
    }

    /// Serves the page at the address that is offered.
    private func serve() throws {
        try console.press("w")
        try console.wait(for: "Enter Serve")
        try console.press("Enter")
        try console.wait(for: "Serve the root for ten minutes?")
        try console.press("Enter")
        try console.wait(for: "Served until")
    }

    @Test("on the screen: a camera reads the address, curl fetches the root from it, and trusts the server with it")
    func screen() throws {
        try console.start()
        try console.wait(for: "Home", "Hand out root")
        try console.press("r")
        try console.wait(for: "SHA-256 fingerprint, to read aloud", "Web page")
        try console.press("w")
        try console.wait(for: "192.168.42.1:8080")
        try console.press("Enter")
        try console.wait(for: "Serve the root for ten minutes?", "http://192.168.42.1:8080/ can then fetch")
        #expect(try curl(Self.url).status == 7)
        try console.press("Enter")
        try console.wait(for: "Served until", "Nobody fetched the root yet")
        let isRead = try PollDeadline().wait {
            let rows = try console.screen().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return (try? QRReader.read([rows])) == [Self.url]
        }
        #expect(isRead)

        let root = scratch.path("root.pem")
        #expect(try curl("--output", root, "\(Self.url)WebRootCA.pem").status == 0)
        #expect(Files.text(root) == Files.text("\(scratch.store)/live/WebRootCA.pem"))
        try console.wait(for: "1 client fetched the root", "192.168.42.1  WebRootCA.pem")
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        defer { withExtendedLifetime(server) {} }
        #expect(
            try curl("--cacert", root, "--resolve", "\(name):8443:192.168.42.1", "https://\(name):8443/").output
                == "served\n")
        let page = try curl(Self.url).output
        let digest = try #require(try curl("\(Self.url)fingerprint.txt").output.split(separator: "\n").first)
        #expect(page.contains("<h1>Trust \(name)</h1>"))
        #expect(page.replacing(" ", with: "").replacing("\n", with: "").contains(digest))

        try console.press("Escape")
        try console.wait(for: "Ways to hand it out")
        #expect(try curl(Self.url).status == 7)
        // The same port again; the program that is killed takes its page away.
        try serve()
        #expect(try curl(Self.url).status == 0)
        kill(try console.process(), SIGKILL)
        let isGone = try PollDeadline().wait { try curl(Self.url).status == 7 }
        #expect(isGone)
    }

    @Test("line by line: the same page, until Enter is pressed")
    func plain() throws {
        try console.start(["--ui", "plain"])
        try console.wait(for: "7: hand out the root", "Number [0]:")
        try console.type("7\n")
        try console.wait(for: "SHA-256 fingerprint, to read aloud:", "or back [back]:")
        try console.type("web\n")
        try console.wait(for: "and port [192.168.42.1:8080]:")
        try console.type("\n")
        try console.wait(for: "y or n [n]:")
        try console.type("yes\n")
        try console.wait(for: "Press Enter to stop it.")
        #expect(try curl("--output", scratch.path("root.der"), "\(Self.url)WebRootCA.der").status == 0)
        try console.wait(for: "192.168.42.1: WebRootCA.der")
        try console.type("\nlines\n")
        try console.wait(for: "kamailio [nginx]:")
        #expect(try curl(Self.url).status == 7)
        try console.type("postfix\n")
        try console.wait(for: "smtpd_tls_chain_files = \(scratch.store)/live/identity.key,")
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        defer { withExtendedLifetime(server) {} }
        try console.type("test\n")
        try console.wait(for: "192.168.42.1:443]:")
        try console.type("192.168.42.1:8443\n")
        try console.wait(for: "serves the identity that is stored")
        try console.type("\n\n")
        try console.wait(for: "status=0.")
    }

    @Test(
        "A browser shows the page, and trusts the server as soon as it has the root",
        .enabled(if: Soak.isOn), .timeLimit(.minutes(5)))
    func browser() throws {
        try console.start()
        try console.wait(for: "Home", "Hand out root")
        try console.press("r")
        try console.wait(for: "Web page")
        try serve()
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        defer { withExtendedLifetime(server) {} }
        let (home, root) = (scratch.path("browser"), scratch.path("root.der"))
        try Tool.expect(["mkdir", "-p", "\(home)/.pki/nssdb"], in: scratch)
        let database = "sql:\(home)/.pki/nssdb"
        try Tool.expect(["certutil", "-N", "-d", database, "--empty-password"], in: scratch)
        func shown(_ url: String) throws -> String {
            try Tool.run(
                host.prefix + [
                    "timeout", "60", "chromium", "--headless", "--no-sandbox", "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-proxy-server", "--user-data-dir=\(home)/profile", "--dump-dom",
                    "--host-resolver-rules=MAP \(name) 192.168.42.1", url,
                ], in: scratch, environment: ["HOME": home]
            ).output
        }
        #expect(try shown(Self.url).contains("<h1>Trust \(name)</h1>"))
        #expect(try !shown("https://\(name):8443/").contains("served"))
        #expect(try curl("--output", root, "\(Self.url)WebRootCA.der").status == 0)
        try Tool.expect(["certutil", "-A", "-d", database, "-n", "root", "-t", "C,,", "-i", root], in: scratch)
        #expect(try shown("https://\(name):8443/").contains("served"))
    }
}
