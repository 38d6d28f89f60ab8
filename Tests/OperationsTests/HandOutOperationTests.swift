import CertificateEngine
import CertificateModel
import FoundationEssentials
import Glibc
import Host
import Testing
import WorldFixtures

@testable import Operations

@Suite("A hand-out of the root")
struct HandOutOperationTests {
    let server: TestServer
    private let medium: Place

    init() throws {
        server = try TestServer.ignited()
        medium = Place(label: "Removable: usb", path: "\(server.folder)/usb", isRemovable: true)
        try FileManager.default.createDirectory(atPath: medium.path, withIntermediateDirectories: false)
        let here = Place(label: "Current folder", path: "/")
        server.host.with { [medium] in $0.places = [here, medium] }
    }

    private var handOut: HandOut { HandOut(server.installation) }

    private func contents(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: "\(medium.path)/\(name)"))).map(Array.init)
    }

    private func stored(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(server.folder)/store/live/\(name)")))
    }

    @Test func `offers the root of the live generation, the addresses of the host, and the media`() throws {
        let offer = try handOut.offer()
        #expect(try offer.root.pem == stored("WebRootCA.pem"))
        #expect(try CertificateReader.pem(offer.root.pem) == [offer.root.der])
        #expect(offer.root.sha256 == CertificateReader.fingerprint(der: offer.root.der))
        #expect(offer.root.name == "ipoffice-root-ipo1.example.com.avaya.com" && offer.hostName == "ipo1.example.com")
        #expect(offer.addresses.map(\.description) == ["192.168.42.1", "2001:db8::1", "192.168.43.1"])
        #expect(offer.media == [medium] && offer.hooks == "\(server.folder)/site/deploy.d")
        let lines = offer.root.fingerprintLines
        #expect(lines.count == 4 && lines.allSatisfy { $0.count == 19 && $0.split(separator: " ").count == 4 })
        #expect(lines.joined().replacing(" ", with: "") == Hexadecimal.string(offer.root.sha256))
    }

    @Test func `of a server that is not ignited is refused`() throws {
        let fresh = try TestServer()
        let error = #expect(throws: OperationError.self) { try HandOut(fresh.installation).offer() }
        #expect(error?.kind == "not-ignited")
    }

    @Test func `serves four files, of which none is secret, at the endpoint that was asked for`() throws {
        let endpoint = try PageEndpoint("[2001:db8::1]:8081", of: handOut.offer().addresses)
        server.host.with { state in
            state.servePage = { (asked) throws(PageFailure) in
                guard asked == endpoint else { throw .notOpened(asked, code: EADDRINUSE) }
                return ServedPage(next: { .ended(.stopped) }, stop: {})
            }
        }
        let (page, until) = try handOut.serve(at: endpoint)
        #expect(page.next() == .ended(.stopped))
        #expect(until == TestHost.ignition.adding(seconds: 600))
        let error = #expect(throws: OperationError.self) {
            try handOut.serve(at: PageEndpoint(try IPAddress("192.168.42.1")))
        }
        #expect(error?.problem == "the port \"8080\" of \"192.168.42.1\" is in use by another program")
        let offer = try handOut.offer()
        let files = offer.root.files(of: "a<b>&\"c")
        #expect(Set(files.keys) == Set(PublicFile.allCases))
        #expect(files.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("PRIVATE") })
        let html = String(decoding: files[.page] ?? [], as: UTF8.self)
        #expect(html.contains("<h1>Trust a&lt;b&gt;&amp;&quot;c</h1>") && !html.contains("<script"))
        #expect(offer.root.fingerprintLines.allSatisfy(html.contains))
    }

    @Test func `copies the root to a medium, and overwrites nothing there`() throws {
        #expect(try handOut.copy(to: medium) == ["WebRootCA.pem", "WebRootCA.der"])
        #expect(try contents("WebRootCA.pem") == stored("WebRootCA.pem"))
        #expect(try contents("WebRootCA.der") == handOut.offer().root.der)
        // The same again is there already.
        #expect(try handOut.copy(to: medium) == ["WebRootCA.pem", "WebRootCA.der"])
        try server.write("mine", to: "usb/WebRootCA.der")
        unlink("\(medium.path)/WebRootCA.pem")
        let error = #expect(throws: OperationError.self) { try handOut.copy(to: medium) }
        #expect(error?.problem == "\"\(medium.path)/WebRootCA.der\" exists already, and holds something else")
        #expect(error?.hint == "remove it there, or take another medium")
        #expect(contents("WebRootCA.der") == Array("mine".utf8) && contents("WebRootCA.pem") == nil)
    }

    @Test func `goes to removable media alone, as long as they are mounted`() throws {
        let here = Place(label: "Current folder", path: medium.path)
        server.host.with { $0.places = [here] }
        let error = #expect(throws: OperationError.self) { try handOut.copy(to: medium) }
        #expect(error?.problem == "\"\(medium.path)\" is not mounted any more")
        #expect(try FileManager.default.contentsOfDirectory(atPath: medium.path).isEmpty)
    }

    @Test func `says which certificate a port serves, by name and by address`() throws {
        let served = try CertificateReader.pem(try stored("fullchain.pem"))
        let other = try CertificateReader.pem(try stored("root.pem"))
        server.host.with { state in
            state.askPeer = { (peer, name) throws(PeerError) in
                switch (peer.description, name?.text) {
                case ("ipo1.example.com:443", "ipo1.example.com"), ("192.168.42.1:443", nil):
                    PeerReply(chain: served, protocolVersion: "TLSv1.3", cipher: "", address: "192.168.42.1")
                case ("192.168.42.1:25", nil):
                    PeerReply(chain: other, protocolVersion: "TLSv1.3", cipher: "", address: "192.168.42.1")
                default: throw PeerError(peer: peer, cause: .refused)
                }
            }
        }
        func answer(_ text: String) throws -> ServedState { try handOut.test(PeerAddress(text)) }
        #expect(try answer("ipo1.example.com:443").answer == .asStored)
        #expect(
            try answer("192.168.42.1:443").sentence.hasPrefix("\"192.168.42.1:443\", asked without SNI, serves the"))
        let mail = try answer("192.168.42.1:25")
        #expect(mail.sentence.contains("serves another certificate, \"") && mail.advice != nil)
        #expect(try answer("192.168.42.9:443").sentence.contains("refuses the connection"))
    }
}
