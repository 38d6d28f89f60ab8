import CertificateModel
import Testing

@Suite("Where a page is served")
struct PageEndpointTests {
    private static let addresses = ["192.168.42.1", "2001:db8::1"].compactMap { try? IPAddress($0) }

    @Test(arguments: [
        ("192.168.42.1", "192.168.42.1:8080"), ("192.168.42.1:80", "192.168.42.1:80"),
        ("2001:db8::1", "[2001:db8::1]:8080"), (" [2001:DB8:0::1]:8081 ", "[2001:db8::1]:8081"),
        ("127.0.0.1:9000", "127.0.0.1:9000"),
    ])
    func `is an address of the host and a port:`(_ text: String, _ endpoint: String) throws {
        let parsed = try PageEndpoint(text, of: Self.addresses)
        #expect(parsed.description == endpoint && parsed.url == "http://\(endpoint)/")
    }

    @Test(arguments: [
        ("192.168.42.2:8080", "\"192.168.42.2\" is not an address of this server"),
        ("0.0.0.0:8080", "\"0.0.0.0\" is not an address of this server"),
        ("ipo1.example.com:8080", "\"ipo1.example.com:8080\" is not an IP address and a port"),
        ("192.168.42.1:0", "\"192.168.42.1:0\" has the port \"0\", which is not a port"),
        ("[fe80::1%eth0]:8080", "\"[fe80::1%eth0]:8080\" is not an IP address and a port"),
        ("", "\"\" is not the address of a server"),
    ])
    func `is refused with the reason:`(_ text: String, _ problem: String) {
        let refusal = #expect(throws: Refusal.self) { try PageEndpoint(text, of: Self.addresses) }
        #expect(refusal?.problem == problem)
    }
}
