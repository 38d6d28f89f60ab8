import CertificateModel
import Testing

@Suite("Who fetched what")
struct PageVisitorsTests {
    private func fetch(_ client: String, _ file: PublicFile?) throws -> PageFetch {
        PageFetch(client: try IPAddress(client), file: file)
    }

    @Test func `is a line for each client, the last one first, and counts who has the root`() throws {
        var visitors = PageVisitors()
        visitors.take([try fetch("192.168.42.50", .page), try fetch("192.168.42.51", .pem)])
        visitors.take([
            try fetch("192.168.42.50", .der), try fetch("2001:db8::7", nil), try fetch("192.168.42.51", .der),
        ])
        #expect(
            visitors.all.map { "\($0.client) \($0.text)" } == [
                "192.168.42.51 WebRootCA.pem, WebRootCA.der", "2001:db8::7 something that is not there",
                "192.168.42.50 the page, WebRootCA.der",
            ])
        #expect(visitors.gotRoot == 2)
    }

    @Test func `stays short, however many clients there are`() throws {
        var visitors = PageVisitors()
        for number in 0..<3000 {
            let address = try #require(IPAddress(octets: [10, 0, UInt8(number / 250), UInt8(number % 250)]))
            visitors.take([PageFetch(client: address, file: .pem)])
        }
        #expect(visitors.all.count == 1000 && visitors.all.first?.client.description == "10.0.11.249")
    }
}
