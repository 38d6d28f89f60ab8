import CertificateModel

/// The answer to the head of an HTTP request (RFC 9112): one of a few files, to GET and to HEAD.
struct PageAnswer {
    /// Head and body, as they are sent.
    let octets: [UInt8]
    /// The file that the client gets with it; nil where it gets none.
    let file: PublicFile?
    /// Whether it is no answer to HEAD, which fetches nothing.
    let isFetch: Bool

    /// The longest head of a request, in bytes.
    static let longestHead = 8192

    /// The answer to what has arrived; nil while that is no whole head.
    init?(to request: [UInt8], _ files: [PublicFile: [UInt8]]) {
        guard let head = Self.head(of: request.prefix(Self.longestHead)) else {
            guard request.count > Self.longestHead else { return nil }
            self.init(status: "431 Request Header Fields Too Large")
            return
        }
        let line = head.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, words[2].starts(with: Array("HTTP/1.".utf8)), words[2].count == 8 else {
            self.init(status: "400 Bad Request")
            return
        }
        let isHead = words[0].elementsEqual("HEAD".utf8)
        guard isHead || words[0].elementsEqual("GET".utf8) else {
            self.init(status: "405 Method Not Allowed", fields: ["Allow: GET, HEAD"])
            return
        }
        guard let file = Self.file(words[1]), let contents = files[file] else {
            self.init(status: "404 Not Found", isHead: isHead)
            return
        }
        self.init(
            status: "200 OK",
            fields: [
                "Content-Type: \(file.mediaType)", "X-Content-Type-Options: nosniff", "Cache-Control: no-store",
                "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
            ], contents, isHead: isHead, file)
    }

    private init(
        status: String, fields: [String] = ["Content-Type: text/plain"], _ body: [UInt8]? = nil, isHead: Bool = false,
        _ file: PublicFile? = nil
    ) {
        let body = body ?? Array("\(status)\n".utf8)
        let lines =
            ["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)", "Connection: close", "Server: Keyturn"]
        octets = Array((lines.map { "\($0)\r\n" }.joined() + "\r\n").utf8) + (isHead ? [] : body)
        self.file = file
        isFetch = !isHead
    }

    /// The head of a request, up to the empty line that ends it; nil while that line has not come.
    private static func head(of request: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var isEmpty = true
        for (index, octet) in request.enumerated() {
            switch octet {
            // A client may send empty lines before its request (section 2.2).
            case UInt8(ascii: "\n") where isEmpty:
                let head = request.prefix(index).drop { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
                if !head.isEmpty { return head }
            case UInt8(ascii: "\n"): isEmpty = true
            case UInt8(ascii: "\r"): break
            default: isEmpty = false
            }
        }
        return nil
    }

    /// The file of a target (section 3.2): a path, or a whole address as for a proxy; a query is left out.
    private static func file(_ target: ArraySlice<UInt8>) -> PublicFile? {
        var path = target.prefix { $0 != UInt8(ascii: "?") }
        let scheme = Array("http://".utf8)
        if path.starts(with: scheme) {
            path = path.dropFirst(scheme.count).drop { $0 != UInt8(ascii: "/") }
            if path.isEmpty { return .page }
        }
        return PublicFile.allCases.first { path.elementsEqual($0.rawValue.utf8) }
    }
}
