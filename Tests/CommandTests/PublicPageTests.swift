import CertificateModel
import Glibc
import SoakSwitch
import Synchronization
import Testing

@testable import Host

@Suite("The process that serves the root to clients", .ownThread)
struct PublicPageTests {
    private static let files: [PublicFile: [UInt8]] = [
        .page: Array("<p>page".utf8), .pem: Array("pem\n".utf8), .der: Array("der".utf8),
        .fingerprint: Array("aa\n".utf8),
    ]
    private static let nextPort = Atomic<UInt16>(18_080)
    private let scratch: Scratch
    private let endpoint: PageEndpoint

    init() throws {
        scratch = try Scratch()
        let port = Self.nextPort.wrappingAdd(1, ordering: .relaxed).newValue
        endpoint = PageEndpoint(try IPAddress("127.0.0.1"), port: port)
    }

    private func start(seconds: Int64 = 600) throws -> PageServerProcess {
        try PageServerProcess(endpoint, Self.files, seconds: seconds, program: OwnProgram(path: Program.path()))
    }

    private func curl(_ path: String, _ more: String...) throws -> CommandResult {
        try Tool.run(
            ["curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "20"] + more
                + ["\(endpoint.url.dropLast())\(path)"], in: scratch)
    }

    /// Everything that happens to a page until it has ended.
    private func rest(of page: PageServerProcess) -> (fetches: [PageFetch], end: PageEnd) {
        var fetches: [PageFetch] = []
        while true {
            switch page.next() {
            case .fetched(let more): fetches += more
            case .ended(let end): return (fetches, end)
            }
        }
    }

    @Test("gives each file to curl, and tells who fetched what, until it is stopped")
    func fetches() throws {
        let page = try start()
        for file in PublicFile.allCases {
            let got = try curl(file.rawValue, "--write-out", "%{content_type}")
            #expect(got.output == String(decoding: Self.files[file] ?? [], as: UTF8.self) + file.mediaType)
        }
        #expect(try curl("/", "--head").output.hasPrefix("HTTP/1.1 200 OK"))
        #expect(try curl("/", "--data", "x").output == "405 Method Not Allowed\n")
        #expect(try curl("/identity.key").output == "404 Not Found\n")
        page.stop()
        let (fetched, end) = rest(of: page)
        #expect(fetched.map(\.file) == PublicFile.allCases.map { $0 } + [nil, nil])
        #expect(Set(fetched.map(\.client)) == [endpoint.address] && end == .stopped)
        // curl's status 7: nobody listens there.
        #expect(try curl("/").status == 7)
    }

    @Test("is nobody, can gain no rights, and has inherited nothing")
    func rights() throws {
        let page = try start()
        let process = page.id
        let status = try #require(Files.text("/proc/\(process)/status"))
        func field(_ name: String) -> String? {
            status.split(separator: "\n").first { $0.hasPrefix("\(name):") }.map {
                $0.split(separator: "\t").dropFirst().joined(separator: " ")
            }
        }
        #expect(field("NoNewPrivs") == "1")
        #expect(field("CapEff") == "0000000000000000" && field("CapPrm") == "0000000000000000")
        if geteuid() == 0 {
            #expect(field("Uid") == "65534 65534 65534 65534" && field("Gid") == "65534 65534 65534 65534")
            #expect(field("Groups")?.filter { $0 != " " } == "")
        }
        // Only root may look into a process that is not dumpable: its descriptors, and what it has loaded.
        let open = try Tool.run(["ls", "/proc/\(process)/fd"], in: scratch)
        if geteuid() == 0 { #expect(open.output.split(separator: "\n") == ["0", "1", "2", "3"]) }
        page.stop()
        #expect(rest(of: page).end == .stopped)
    }

    @Test("ends when its time is over")
    func time() throws {
        let page = try start(seconds: 1)
        #expect(rest(of: page).end == .timeIsOver)
        #expect(try curl("/").status == 7)
    }

    @Test("that was killed is told as one that failed")
    func killed() throws {
        let page = try start()
        kill(page.id, SIGKILL)
        #expect(rest(of: page).end == .failed)
    }

    @Test("where it cannot listen says the true reason, and what to do")
    func refused() throws {
        let page = try start()
        let taken = #expect(throws: PageFailure.self) { try start() }
        #expect(taken?.problem == "the port \"\(endpoint.port)\" of \"127.0.0.1\" is in use by another program")
        #expect(taken?.hint == "choose another port, such as 8081")
        page.stop()
        #expect(rest(of: page).end == .stopped)
        // One that was in use a moment ago can be used again.
        let again = try start()
        again.stop()
        #expect(rest(of: again).end == .stopped)
        let foreign = #expect(throws: PageFailure.self) {
            try PageServerProcess(
                PageEndpoint(try IPAddress("192.0.2.1")), Self.files, seconds: 1,
                program: OwnProgram(path: Program.path()))
        }
        #expect(foreign?.problem == "\"192.0.2.1:8080\" cannot be listened at: Cannot assign requested address")
        let missing = #expect(throws: PageFailure.self) {
            try PageServerProcess(endpoint, Self.files, seconds: 1, program: OwnProgram(path: "/nonexistent"))
        }
        #expect(missing == .notStarted(code: ENOENT))
        let other = #expect(throws: PageFailure.self) {
            try PageServerProcess(endpoint, Self.files, seconds: 1, program: OwnProgram(path: "/bin/false"))
        }
        #expect(other == .endedAtOnce)
    }

    @Test("that ends before it has read its files is told as that, and ends nobody else")
    func unread() throws {
        // More than a socket holds: the rest is sent when nobody can read it any more.
        let files = [PublicFile.page: [UInt8](repeating: 0x20, count: 8 << 20)]
        let ended = #expect(throws: PageFailure.self) {
            try PageServerProcess(endpoint, files, seconds: 1, program: OwnProgram(path: "/bin/false"))
        }
        #expect(ended == .endedAtOnce)
    }

    @Test("serves others while one client has many connections open and says nothing, and drops those after 10 seconds")
    func idle() throws {
        let page = try start()
        let idle = scratch.file(
            "idle.py",
            """
            import socket, sys, time
            began = time.monotonic()
            held = [socket.create_connection(("127.0.0.1", \(endpoint.port)), source_address=("127.0.0.2", 0)) for _ in range(12)]
            # More than eight of one address are closed at once.
            held[11].settimeout(5)
            print(len(held[11].recv(1)), flush=True)
            held[0].send(b"GET / HTTP/1.1\\r\\n")
            other = socket.create_connection(("127.0.0.1", \(endpoint.port)))
            other.send(b"GET /fingerprint.txt HTTP/1.0\\r\\n\\r\\n")
            print(other.makefile().read().endswith("aa\\n"), flush=True)
            if len(sys.argv) > 1:
                held[0].settimeout(20)
                print(len(held[0].recv(1)), 9 < time.monotonic() - began < 15)
            """)
        let isLong = Soak.isOn
        let said = try Tool.expect(["python3", idle] + (isLong ? ["wait"] : []), in: scratch)
        #expect(said == "0\nTrue\n" + (isLong ? "0 True\n" : ""))
        page.stop()
        #expect(rest(of: page).end == .stopped)
    }

    @Test("started by hand serves nothing")
    func byHand() throws {
        let refused = try Tool.run([Program.path(), PageServer.argument], in: scratch)
        #expect(refused.status == 64 && refused.output.isEmpty && refused.errors.isEmpty)
    }
}
