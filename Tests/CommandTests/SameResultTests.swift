import CertificateModel
import FoundationEssentials
import Glibc
import SceneKit
import Testing

@Suite("Who does the same on the screens and line by line gets the same", .ownThread)
struct SameResultTests {
    /// What an operator does: the keys of a scene, and the lines that are typed.
    struct Doing: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let part: Scene.Part
        let keys: Substring
        let lines: [String]
        /// Whether files of a third party are at hand: `FILE` stands for one among the lines.
        var hasMedia = false
    }

    private static let doings = [
        Doing(
            testDescription: "issue", part: .wizard,
            keys: """
                Enter ^N "ipo1.example.com" ^N ^N "mail.example.com" Enter "sip:example.com" Enter "192.0.2.9" Enter \
                Space Down*2 ^U "Voice Ltd" ^N Down Space ^N Enter Enter
                """,
            lines: ["issue", "ipo1.example.com", "", "", "mail.example.com", "sip:example.com", "192.0.2.9"]
                + ["change", "", "", "Voice Ltd", "", "", "", "", "", "application", "", "yes"]),
        Doing(
            testDescription: "make a signing request", part: .wizard,
            keys: "Enter Space*2 ^N \"ipo1.example.com\" ^N ^N \"mail.example.com\" ^N Enter Enter",
            lines: ["request", "ipo1.example.com", "", "", "mail.example.com", "", "", "", "", "yes", "-"]),
        Doing(
            testDescription: "import", part: .wizard,
            keys: """
                Enter Space ^N "ipo1.example.com" ^N ^N ^N Down*2 Enter "good.pem" Enter Enter Enter Enter
                """,
            lines: ["import", "ipo1.example.com", "", "", "", "", "", "", "FILE", "", "yes"], hasMedia: true),
        Doing(
            testDescription: "change names", part: .home,
            keys: "e \"pbx.example.com\" ^N ^N \"voice.example.com\" ^N Enter y",
            lines: ["3", "pbx.example.com", "", "", "voice.example.com", "", "", "", "", "yes", "0"]),
        Doing(
            testDescription: "regenerate the identity with its key", part: .home,
            keys: "i Down Space Enter Enter Enter",
            lines: ["4", "identity", "keep", "yes", "0"]),
        Doing(
            testDescription: "regenerate the root with a new key", part: .home,
            keys: "i Space Down Space Enter Enter y", lines: ["4", "root", "new", "yes", "0"]),
        Doing(
            testDescription: "roll back", part: .home, keys: "i Enter Enter Enter Enter h Down b Enter",
            lines: ["4", "", "", "yes", "5", "1", "yes", "0"]),
        Doing(
            testDescription: "switch automatic renewal off", part: .home, keys: "a y",
            lines: ["6", "off", "yes", "0"]),
    ]

    /// What an operation has written, as far as it is not drawn at random and is of no moment.
    private struct Written: Equatable {
        var manifest: ManifestFacts?
        var request: ManifestFacts?
        var live: Int?
        /// Whether the keys of the first generation are live.
        var keepsKeys: [Bool] = []
        var site: String?

        init(_ store: String, _ site: String) throws {
            manifest = try ManifestFacts(at: "\(store)/live/manifest.json")
            request = try ManifestFacts(at: "\(store)/requests/000001/manifest.json")
            live = try? Int(FileManager.default.destinationOfSymbolicLink(atPath: "\(store)/live").suffix(6))
            keepsKeys = ["root.key", "identity.key"].map {
                Files.bytes("\(store)/live/\($0)") == Files.bytes("\(store)/generations/000001/\($0)")
            }
            self.site = Files.text(site)
        }
    }

    /// What a manifest says of a server and of its certificates.
    private struct ManifestFacts: Decodable, Equatable {
        struct Certificate: Decodable, Equatable {
            let kind, subject: String
        }

        let profile, level, subject: String?
        let role: String
        let hostName, answers: JSONValue
        let ports: JSONValue?
        let names: [String]?
        let certificates: [Certificate]?

        init?(at path: String) throws {
            guard let bytes = Files.bytes(path) else { return nil }
            self = try JSONDecoder().decode(Self.self, from: Data(bytes))
        }
    }

    @Test("in the store and in the site configuration", arguments: doings)
    func same(_ doing: Doing) throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(
            lan1: ["192.168.42.1/24", "2001:db8::1/64"], lan2: ["10.1.1.1/24"], in: scratch)
        var scene = Scene()
        scene.part = doing.part
        // A store is as old as the program finds it; the files of a third party are those of other tests.
        scene.clock =
            doing.hasMedia
            ? Timestamp(secondsSinceEpoch: 1_803_893_400) : Timestamp(secondsSinceEpoch: Int64(time(nil)))
        scene.store = "/var/lib/keyturn"
        scene.hasMedia = doing.hasMedia
        scene.ports = try [
            ("lan1", UInt8(1), ["192.168.42.1", "2001:db8::1"]), ("lan2", 2, ["10.1.1.1"]),
        ].enumerated().map { index, port in
            NetworkInterface(
                name: port.0, index: index + 2, kind: .veth,
                mac: MACAddress(octets: [0x00, 0xe0, 0x07, 0x05, 0x73, port.1]),
                addresses: try port.2.map { try IPAddress($0) })
        }
        var player = try ScenePlayer(scene)
        // Both begin with the same store.
        if doing.part == .home {
            try FileManager.default.copyItem(atPath: player.files.store, toPath: scratch.store)
        }
        for step in try SceneStep.steps(doing.keys) { try player.play(step) }
        let onScreens = try Written(player.files.store, player.files.site)
        #expect(onScreens.manifest != nil || onScreens.request != nil)

        let site = scratch.file("keyturn.toml", "")
        let file = doing.hasMedia ? try ImportMaterial.path("good.pem") : ""
        let lines = doing.lines.map { $0 == "FILE" ? file : $0 }
        let plain = try Program.run(
            ["--ui", "plain", "--config", site], in: scratch, under: host.prefix,
            input: lines.map { "\($0)\n" }.joined())
        #expect(plain.status == 0, "\(plain.errors)")
        let lineByLine = try Written(scratch.store, site)
        #expect(lineByLine == onScreens, "\(plain.errors)")
    }
}
