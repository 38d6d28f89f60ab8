import CertificateModel
import Testing

@Suite struct StartTLSTests {
    @Test("a protocol is named in either case")
    func named() throws {
        for way in StartTLS.allCases {
            #expect(try StartTLS(name: way.rawValue) == way)
            #expect(try StartTLS(name: " \(way.rawValue.uppercased())") == way)
            for port in way.ports { #expect(StartTLS(usualOn: port) == way) }
        }
        #expect(StartTLS(usualOn: 443) == nil)
    }

    @Test("an unknown protocol is refused with those there are")
    func unknown() {
        #expect(
            throws: Refusal("\"stmp\" is not a protocol that can start TLS here", hint: "use \"smtp\" if you mean that")
        ) { try StartTLS(name: "stmp") }
        #expect(
            throws: Refusal(
                "\"ftp-data\" is not a protocol that can start TLS here", hint: "use one of smtp, imap, ldap")
        ) { try StartTLS(name: "ftp-data") }
    }
}
