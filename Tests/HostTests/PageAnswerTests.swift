import CertificateModel
import Testing

@testable import Host

@Suite("The answer to an HTTP request for the page")
struct PageAnswerTests {
    private static let files: [PublicFile: [UInt8]] = [
        .page: Array("<p>page".utf8), .pem: Array("pem".utf8), .der: [0x30, 0, 0xFF], .fingerprint: Array("aa\n".utf8),
    ]

    private func reply(_ request: String) -> PageAnswer? { PageAnswer(to: Array(request.utf8), Self.files) }

    private func text(_ answer: PageAnswer?) -> String { String(decoding: answer?.octets ?? [], as: UTF8.self) }

    @Test(
        "is the file of a path, to GET in any form of the target",
        arguments: [
            ("/", .page), ("/WebRootCA.pem", .pem), ("/WebRootCA.der", .der), ("/fingerprint.txt", .fingerprint),
            ("/?from=qr", .page), ("/WebRootCA.pem?x=/../", .pem), ("http://192.168.42.1:8080/WebRootCA.der", .der),
            ("http://192.168.42.1", .page),
        ] as [(String, PublicFile)])
    func files(_ target: String, _ file: PublicFile) throws {
        for version in ["1.0", "1.1"] {
            let answer = try #require(reply("GET \(target) HTTP/\(version)\r\nHost: a\r\n\r\n"))
            #expect(answer.file == file && answer.isFetch)
            let contents = Self.files[file] ?? []
            #expect(answer.octets.suffix(contents.count + 4) == Array("\r\n\r\n".utf8) + contents)
            let head = text(answer).lowercased()
            for field in [
                "http/1.1 200 ok", "content-type: \(file.mediaType)", "content-length: \(contents.count)",
                "connection: close", "x-content-type-options: nosniff", "default-src 'none'",
            ] {
                #expect(head.contains("\(field)"), "\(field)")
            }
        }
    }

    @Test("to HEAD is the same without the contents, and fetches nothing")
    func head() throws {
        let (got, told) = (reply("GET / HTTP/1.1\r\n\r\n"), reply("HEAD / HTTP/1.1\r\n\r\n"))
        #expect(text(got) == text(told) + "<p>page")
        #expect(told?.isFetch == false)
        let (missed, untold) = (reply("GET /favicon.ico HTTP/1.1\r\n\r\n"), reply("HEAD /favicon.ico HTTP/1.1\r\n\r\n"))
        #expect(text(missed) == text(untold) + "404 Not Found\n")
        #expect(untold?.isFetch == false)
    }

    @Test(
        "is a refusal where the request is another one",
        arguments: [
            ("POST / HTTP/1.1", "405 Method Not Allowed"), ("get / HTTP/1.1", "405 Method Not Allowed"),
            ("CONNECT a:1 HTTP/1.1", "405 Method Not Allowed"), ("GET /root.key HTTP/1.1", "404 Not Found"),
            ("GET /../root.key HTTP/1.1", "404 Not Found"), ("GET /%57ebRootCA.pem HTTP/1.1", "404 Not Found"),
            ("GET //WebRootCA.pem HTTP/1.1", "404 Not Found"), ("GET / HTTP/2.0", "400 Bad Request"),
            ("GET /", "400 Bad Request"), ("GET  / HTTP/1.1", "400 Bad Request"),
            ("GET / HTTP/1.1 x", "400 Bad Request"),
            ("\u{1}\u{2}", "400 Bad Request"), ("GET /\u{1b}[2J HTTP/1.1", "404 Not Found"),
        ])
    func refusals(_ line: String, _ status: String) throws {
        let answer = try #require(reply("\(line)\r\n\r\n"))
        #expect(text(answer).hasPrefix("HTTP/1.1 \(status)\r\n"))
        #expect(answer.file == nil)
        #expect(!text(answer).contains("\u{1b}") && !text(answer).contains("root.key"))
    }

    @Test("waits for the end of the head, for 8 KiB at most")
    func long() {
        for request in ["", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n", "\r\n\r\n"] {
            #expect(reply(request) == nil, "\(request)")
        }
        #expect(reply("GET / HTTP/1.1\n\n")?.file == .page)
        #expect(reply("\r\nGET / HTTP/1.1\r\n\r\n")?.file == .page)
        let filler = "GET / HTTP/1.1\r\nX: "
        let most = filler + String(repeating: "x", count: 8192 - filler.utf8.count - 4)
        #expect(reply(most + "\r\n\r\n")?.file == .page)
        #expect(reply(most + "xxxx") == nil)
        #expect(text(reply(most + "x\r\n\r\n")).hasPrefix("HTTP/1.1 431 "))
        #expect(text(reply(most + "xxxxx")).hasPrefix("HTTP/1.1 431 "))
    }

    @Test("What the two processes tell each other is read as it was written, and nothing else is")
    func messages() throws {
        for fetch in PublicFile.allCases.map({ $0 as PublicFile? }) + [nil] {
            let line = PageMessage.Line.fetch(PageFetch(client: try IPAddress("2001:db8::7"), file: fetch))
            #expect(PageMessage.Line(Substring(String(decoding: line.octets.dropLast(), as: UTF8.self))) == line)
        }
        for line in ["", "ready?", "refused", "refused x", "\u{1b}[2J /", "192.168.42.1", "192.168.42.256 /", "a b c"] {
            #expect(PageMessage.Line(Substring(line)) == nil, "\(line)")
        }
        let orders = PageMessage.orders(Self.files, seconds: 600)
        for count in 0..<orders.count { #expect(try PageMessage.orders(in: Array(orders.prefix(count))) == nil) }
        let read = try #require(try PageMessage.orders(in: orders))
        #expect(read.files == Self.files && read.seconds == 600)
        for malformed in ["x\n", "600 1 2 3\n", "600 1 2 3 -4\n", "600 1 2 3 2000000\n"] {
            #expect(throws: PageMessage.Malformed.self) { try PageMessage.orders(in: Array(malformed.utf8)) }
        }
    }
}
