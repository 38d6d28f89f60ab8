/// What a client of the page for clients has got.
public struct PageFetch: Hashable, Sendable {
    /// The address of the client.
    public let client: IPAddress
    /// What it got; nil where it asked for something that is not there.
    public let file: PublicFile?

    /// A client and a file.
    public init(client: IPAddress, file: PublicFile?) { (self.client, self.file) = (client, file) }

    /// What the client got, in words.
    public var words: String { file.map { $0.name ?? "the page" } ?? "something that is not there" }
}

/// What happened to the page for clients.
public enum PageNews: Hashable, Sendable {
    /// Clients fetched these.
    case fetched([PageFetch])
    /// It is not served any more.
    case ended(PageEnd)
}

/// Why the page for clients is not served any more.
public enum PageEnd: Hashable, Sendable {
    /// Its time is over.
    case timeIsOver
    /// The operator stopped it.
    case stopped
    /// The process that served it has failed.
    case failed

    /// What became of it, as a whole sentence.
    public var sentence: String {
        switch self {
        case .timeIsOver: "The ten minutes are over: the page is not served any more."
        case .stopped: "The page is not served any more."
        case .failed: "The process that served the page has failed: serve it again."
        }
    }
}

/// Who fetched what, as it is shown: the last client first.
public struct PageVisitors: Hashable, Sendable {
    /// What one client got.
    public struct Visitor: Hashable, Sendable {
        /// Its address.
        public let client: IPAddress
        /// The files that it got.
        public fileprivate(set) var files: Set<PublicFile> = []

        /// What it got, in words.
        public var text: String {
            let names = PublicFile.allCases.filter(files.contains).map { $0.name ?? "the page" }
            return names.isEmpty ? "something that is not there" : names.joined(separator: ", ")
        }
    }

    /// The clients that fetched something, the last one first; at most ``limit``.
    public private(set) var all: [Visitor] = []
    /// How many clients got the root, in either form.
    public var gotRoot: Int { all.count { !$0.files.isDisjoint(with: [.pem, .der]) } }

    /// More clients than anybody reads.
    static let limit = 1000

    /// Nobody yet.
    public init() {}

    /// Takes what was fetched.
    public mutating func take(_ fetches: [PageFetch]) {
        for fetch in fetches {
            let index = all.firstIndex { $0.client == fetch.client }
            var visitor = index.map { all.remove(at: $0) } ?? Visitor(client: fetch.client)
            if let file = fetch.file { visitor.files.insert(file) }
            all.insert(visitor, at: 0)
        }
        all.removeLast(max(all.count - Self.limit, 0))
    }
}
