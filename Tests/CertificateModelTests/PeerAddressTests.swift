import CertificateModel
import Testing

@Suite struct PeerAddressTests {
    @Test(
        "a server is written as a host and a port",
        arguments: [
            ("ipo1.example.com:443", "ipo1.example.com:443"), (" IPO1.Example.com.:8443\n", "ipo1.example.com:8443"),
            ("192.0.2.1:443", "192.0.2.1:443"), ("[2001:DB8:0:0::1]:443", "[2001:db8::1]:443"),
            ("[::ffff:192.0.2.1]:443", "[::ffff:192.0.2.1]:443"), ("[fe80::1%eth0.5]:443", "[fe80::1%eth0.5]:443"),
            ("localhost:443", "localhost:443"), ("LocalHost:1", "localhost:1"), ("[::1]:65535", "[::1]:65535"),
            ("bücher.example:0443", "xn--bcher-kva.example:443"),
        ])
    func taken(text: String, canonical: String) throws {
        let address = try PeerAddress(text)
        #expect(address.description == canonical)
        #expect(try PeerAddress(canonical) == address)
        #expect(PeerAddress.looksLikePeer(text))
    }

    @Test("the parts are told apart")
    func parts() throws {
        let address = try PeerAddress("[fe80::1%eth0]:443")
        #expect(address.host == .ip(.v6(try IPv6Address("fe80::1"))))
        #expect(address.zone == "eth0")
        #expect(address.port == 443)
        #expect(try PeerAddress("ipo1:25").host == .name(try HostName("ipo1")))
        #expect(try PeerAddress("192.0.2.1:25").host == .ip(.v4(try IPv4Address("192.0.2.1"))))
    }

    @Test(
        "what is no server's address is refused with what would be right",
        arguments: [
            ("", "\"\" is not the address of a server", "type a host and a port: ipo1.example.com:443"),
            ("ipo1", "\"ipo1\" has no port", "put a port behind it: ipo1:443"),
            ("a b", "\"a b\" has no port", "put a port behind it: ipo1.example.com:443"),
            ("[::1]", "\"[::1]\" has no port", "put a port behind the bracket: [2001:db8::1]:443"),
            ("[::1]443", "\"[::1]443\" has no port", "put a port behind the bracket: [2001:db8::1]:443"),
            ("[::1:443", "\"[::1:443\" has a bracket that is not closed", "type it like [2001:db8::1]:443"),
            (
                "2001:db8::1:443", "\"2001:db8::1:443\" has more than one colon, and no brackets",
                "put an IPv6 address into brackets: [2001:db8::1]:443"
            ),
            ("ipo1:", "\"ipo1:\" has the port \"\", which is not a port", "use a port from 1 to 65535"),
            ("ipo1:0", "\"ipo1:0\" has the port \"0\", which is not a port", "use a port from 1 to 65535"),
            ("ipo1:65536", "\"ipo1:65536\" has the port \"65536\", which is not a port", "use a port from 1 to 65535"),
            ("ipo1:+1", "\"ipo1:+1\" has the port \"+1\", which is not a port", "use a port from 1 to 65535"),
            ("ipo1:https", "\"ipo1:https\" has the port \"https\", which is not a port", "use a port from 1 to 65535"),
            (":443", "\":443\" has no host", "put a name or an address before the colon"),
            (
                "https://ipo1:443", "\"https://ipo1:443\" is not the address of a server",
                "type only the host and the port: ipo1.example.com:443"
            ),
            (
                "[fe80::1%]:443", "\"[fe80::1%]:443\" has the zone id \"\", which is not the name of an interface",
                "put the name of an interface of this host behind \"%\": [fe80::1%eth0]:443"
            ),
            (
                "[fe80::1%a\u{1b}]:443",
                "\"[fe80::1%a\\u{1b}]:443\" has the zone id \"a\\u{1b}\", which is not the name of an interface",
                "put the name of an interface of this host behind \"%\": [fe80::1%eth0]:443"
            ),
            (
                "[2001:db8::1%eth0]:443",
                "\"[2001:db8::1%eth0]:443\" has a zone id, and only link-local addresses have one",
                "leave out \"%\" and what follows it up to the bracket"
            ),
            (
                "300.1.1.1:443", "\"300.1.1.1\" ends in a number, like a mistyped IP address",
                "use numbers from 0 to 255 in an IPv4 address"
            ),
            (
                "x.localhost:443", "\"x.localhost\" means \"this machine\" on every machine",
                "type the name that phones and browsers use for this server"
            ),
            (
                "[x]:443", "\"x\" is not an IPv6 address",
                "type up to eight groups of hexadecimal digits such as 2001:db8::1"
            ),
        ])
    func refused(text: String, problem: String, hint: String) {
        #expect(throws: Refusal(problem, hint: hint)) { try PeerAddress(text) }
    }

    @Test(
        "a file name does not look like a server",
        arguments: ["identity.pem", "", ":", ":443", "a:", "a:123456", "a:12b", "./a:443", "folder/a:443", "a:4٣"])
    func files(text: String) { #expect(!PeerAddress.looksLikePeer(text)) }

    @Test(
        "what was meant as a server looks like one, right or not",
        arguments: ["a:1", "2001:db8::1", "a b:70000", "https://ipo1:443"])
    func mistyped(text: String) { #expect(PeerAddress.looksLikePeer(text)) }
}
