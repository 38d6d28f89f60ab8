import CertificateModel
import Testing

@testable import CertificateStore

@Suite("The server in a record")
struct ServerRecordTests {
    /// A manifest of version 1.0.0, with fewer certificates and files.
    private static let manifest = #"""
        {
          "answers" : {
            "hostname" : "ipo1.example.com",
            "lan1" : {
              "ipv4" : "192.168.42.1",
              "ipv6" : [
                "2001:db8::1",
                "fd00::7"
              ]
            },
            "lan2" : {
              "ipv4" : "",
              "ipv6" : [

              ]
            },
            "names" : {
              "dns" : [
                "www.example.com",
                "xn--mller-kva.example"
              ],
              "ip" : [
                "10.0.0.7"
              ],
              "sip-domains" : [
                "sip:example.com",
                "example.org"
              ]
            },
            "naming" : {
              "country" : "DE",
              "domain" : "avaya.com",
              "email" : "support@avaya.com",
              "locality" : "Köln",
              "organization" : "Example / AG",
              "root-prefix" : "",
              "state" : "New Jersey",
              "unit" : "Back\\slash \"Unit\""
            },
            "profile" : "documented",
            "role" : "application"
          },
          "certificates" : [

          ],
          "clockWasWrong" : false,
          "command" : "ignite",
          "created" : "2026-11-29T05:22:03Z",
          "files" : [

          ],
          "format" : 1,
          "generation" : 1,
          "hostAddresses" : [

          ],
          "hostName" : {
            "source" : "entered",
            "value" : "ipo1.example.com"
          },
          "operator" : {
            "login" : "root",
            "uid" : 0
          },
          "profile" : "documented",
          "role" : "application",
          "software" : "1.0.0"
        }
        """#

    private static func server(in manifest: String) throws -> ServerIdentity {
        let body = try StoreJSON.decode(Manifest.self, Array(manifest.utf8), path: "m").body
        return try ServerRecord.server(
            hostName: body.hostName, answers: body.answers, ports: body.ports, hostAddresses: body.hostAddresses,
            path: "m")
    }

    /// The manifest where the host name was not entered, but found.
    private static func found(_ name: String, _ source: String) -> String {
        manifest.replacing("\"hostname\" : \"ipo1.example.com\"", with: "\"hostname\" : \"\"")
            .replacing("\"entered\"", with: "\"\(source)\"")
            .replacing("\"value\" : \"ipo1.example.com\"", with: "\"value\" : \"\(name)\"")
    }

    /// What an earlier version would have written of a value: a later one may have more to say.
    private static func part(of value: JSONValue, thatIsIn earlier: JSONValue) -> JSONValue {
        guard case .object(let now) = value, case .object(let before) = earlier else { return value }
        return .object(
            now.reduce(into: [:]) { object, entry in
                object[entry.key] = before[entry.key].map { part(of: entry.value, thatIsIn: $0) }
            })
    }

    @Test(arguments: [
        (manifest, "ipo1.example.com", ResolvedHostName.Source.entered),
        (found("a.example.com", "lan1-dns"), "a.example.com", .lan1DNS),
        (found("b.example.com", "lan2-dns"), "b.example.com", .lan2DNS),
        (found("00e007057307", "mac"), "00e007057307", .mac),
    ])
    func `is read, wherever its host name is from, and written as it was`(
        _ manifest: String, _ name: String, _ source: ResolvedHostName.Source
    ) throws {
        let server = try Self.server(in: manifest)
        var naming = Naming()
        try naming.set(.unit, to: "Back\\slash \"Unit\"")
        try naming.set(.organization, to: "Example / AG")
        try naming.set(.locality, to: "Köln")
        try naming.set(.country, to: "DE")
        try naming.set(.rootPrefix, to: "")
        var names = AdditionalNames()
        names.dns = try [HostName("www.example.com"), HostName("müller.example")]
        names.ip = try [IPAddress("10.0.0.7")]
        names.sipDomains = try [SIPDomain("sip:example.com"), SIPDomain("example.org")]
        let lan1 = try LANPort(
            ipv4: IPv4Address("192.168.42.1"), ipv6: [IPv6Address("2001:db8::1"), IPv6Address("fd00::7")])
        #expect(
            try server
                == ServerIdentity(
                    role: .application, hostName: ResolvedHostName(HostName(name), from: source), lan1: lan1,
                    names: names, naming: naming))

        var body = try StoreJSON.decode(Manifest.self, Array(manifest.utf8), path: "m").body
        body.answers = Self.part(
            of: ServerRecord.json(of: server, profile: .documented), thatIsIn: body.answers)
        let written = try StoreJSON.encode(Manifest(generation: 1, body: body), indented: true, path: "m")
        #expect(String(decoding: written, as: UTF8.self) == manifest)
    }

    @Test func `may be of certificates that have no profile`() throws {
        let manifest = Self.manifest.replacing("\n    \"profile\" : \"documented\",", with: "")
        let server = try Self.server(in: manifest)
        #expect(try server == Self.server(in: Self.manifest))
        guard case .object(let with) = ServerRecord.json(of: server, profile: .documented) else {
            throw StoreError.damaged(path: "m", reason: "it has no answers")
        }
        #expect(ServerRecord.json(of: server) == .object(with.filter { $0.key != "profile" }))
    }

    @Test(arguments: [
        ("\"192.168.42.1\"", "\"127.0.0.1\""), ("www.example.com", "localhost.localdomain"),
        ("example.org", "sip.localhost"), ("\"DE\"", "\"UK\""), ("support@avaya.com", ""),
    ])
    func `is read although a present rule would refuse what an earlier one took`(_ part: String, _ other: String) throws
    {
        let manifest = Self.manifest.replacing(part, with: other)
        let server = try Self.server(in: manifest)
        #expect(try server != Self.server(in: Self.manifest))
        let record = try StoreJSON.encode(ServerRecord.json(of: server), indented: true, path: "m")
        #expect(String(decoding: record, as: UTF8.self).contains(other))
    }

    @Test(arguments: ["525400123456", "localhost", "db.localhost", "a.123"])
    func `is read by any name that it was ever given`(_ name: String) throws {
        #expect(try Self.server(in: Self.found(name, "mac")).hostName.value.text == name)
    }

    @Test func `of an earlier version follows the host with those addresses of a LAN that the host had`() throws {
        let manifest = Self.manifest.replacing(
            "\"hostAddresses\" : [\n", with: "\"hostAddresses\" : [ \"192.168.42.1\", \"10.0.0.7\"\n")
        let server = try Self.server(in: manifest)
        #expect(server.followedAddresses.map(\.description) == ["192.168.42.1"])
        #expect(server.origin(of: .ip(try IPAddress("10.0.0.7"))) == .given)
    }

    @Test(arguments: [
        ("\"source\" : \"entered\"", "\"source\" : \"guessed\"", "it names no server"),
        ("\"value\" : \"ipo1.example.com\"", "\"value\" : \"\"", "\"\" is not a host name"),
        ("\"192.168.42.1\"", "7", "\"m\": \"lan1.ipv4\" wants text in quotes, not a number"),
        ("\"unit\" :", "\"years\" :", "\"m\": \"naming.years\" is not a known key of answers"),
    ])
    func `is damaged where no run of this program wrote it`(_ part: String, _ other: String, _ reason: String) throws {
        let manifest = Self.manifest.replacing(part, with: other)
        #expect(throws: StoreError.damaged(path: "m", reason: reason)) { try Self.server(in: manifest) }
    }

    @Test(arguments: [JSONValue.null, .array([]), .string("role = \"primary\"")])
    func `is damaged where its answers are no object`(_ answers: JSONValue) throws {
        #expect(throws: StoreError.damaged(path: "m", reason: "it names no server")) {
            try ServerRecord.server(
                hostName: HostNameRecord(value: "ipo1", source: "entered"), answers: answers, ports: nil,
                hostAddresses: nil, path: "m")
        }
    }
}
