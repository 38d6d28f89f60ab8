import CertificateModel
import Glibc
import Testing

@testable import Host

@Suite("A file that an operator named")
struct InputFileTests {
    let folder: HostScratch

    init() throws { folder = try HostScratch() }

    /// The contents as text, or both sentences of the refusal.
    private func read(
        _ path: String, limit: Int = 1 << 20, standardInput: Bool = false, patience: Duration = .seconds(60)
    ) -> String {
        do throws(Refusal) {
            return try InputFile.withContents(
                of: path, limit: limit, content: "certificates", missingHint: "look elsewhere",
                standardInput: standardInput, patience: patience
            ) { String(decoding: $0, as: UTF8.self) }
        } catch {
            return error.description
        }
    }

    @Test func `is lent whole, also through a link, when it is empty, and of exactly the limit`() throws {
        folder.write("contents", to: "file")
        folder.write("", to: "empty")
        symlink("file", folder.path("link"))
        #expect(read(folder.path("file")) == "contents")
        #expect(read(folder.path("link")) == "contents")
        #expect(read(folder.path("file"), limit: 8) == "contents")
        #expect(read(folder.path("empty")) == "")
        #expect(read(folder.path("empty"), limit: 0) == "")
    }

    @Test func `is lent whole where its size does not tell, as with the kernel's own`() {
        let status = read("/proc/self/status")
        #expect(status.hasPrefix("Name:") && status.hasSuffix("\n") && status.contains("\nPid:"))
        #expect(read("/proc/self/status", limit: 100).hasPrefix("\"/proc/self/status\" is larger than 100 bytes"))
    }

    @Test(arguments: [(16 << 20, "16 MiB"), (96 << 10, "96 KiB"), (1_000, "1000 bytes"), (0, "0 bytes")])
    func `is refused by its size before it is read, however large:`(_ limit: Int, _ text: String) {
        let descriptor = folder.create("big.p12")
        ftruncate(descriptor, 2 << 30)
        close(descriptor)
        let path = folder.path("big.p12")
        let refusal = "\"\(path)\" is larger than \(text), the limit for certificates"
        #expect(read(path, limit: limit) == "\(refusal)\nhint: check that it is the file you mean")
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(opened) }
        let error = #expect(throws: Refusal.self) {
            try InputFile.withContents(from: opened, name: path, limit: limit, content: "certificates") { $0.count }
        }
        #expect(error?.problem == refusal)
        #expect(lseek(opened, 0, SEEK_CUR) == 0)
    }

    @Test(arguments: [(8, "refused"), (5_000, "taken")])
    func `that grows while it is read is held to the limit all the same`(_ limit: Int, _ expected: String) throws {
        // A pipe is what tells nothing in advance, as a file that is being written.
        let stream = try #require(popen("head -c 4000 /dev/zero", "r"))
        defer { pclose(stream) }
        let answer: String
        do throws(Refusal) {
            answer = try InputFile.withContents(from: fileno(stream), name: "x", limit: limit, content: "keys") {
                $0.count == 4_000 ? "taken" : "cut"
            }
        } catch {
            answer = error.problem == "\"x\" is larger than 8 bytes, the limit for keys" ? "refused" : error.problem
        }
        #expect(answer == expected)
    }

    @Test func `is refused where there is none`() {
        folder.write("", to: "file")
        for path in ["", folder.path("none"), folder.path("none/none"), folder.path("file/none")] {
            #expect(read(path) == "\"\(path)\" is not there\nhint: look elsewhere")
        }
    }

    @Test func `is refused where its name was not UTF-8, with why it cannot be there`() {
        let path = folder.path("gr\u{fffd}n.pem")
        #expect(
            read(path) == "\"\(path)\" is not there\n"
                + "hint: give it another name: this one is not UTF-8")
        folder.write("contents", to: "gr\u{fffd}n.pem")
        #expect(read(path) == "contents")
    }

    @Test func `is refused where it is a folder, a device, a terminal or a socket`() throws {
        let listener = folder.listen("socket")
        defer { close(listener) }
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 64)
        try #require(openpty(&master, &slave, &name, nil, nil) == 0)
        defer { for end in [master, slave] { close(end) } }
        let line = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        #expect(read(folder.root) == "\"\(folder.root)\" is a folder\nhint: name a file in it")
        for path in ["/dev/zero", "/dev/full", line, folder.path("socket")] {
            #expect(read(path) == "\"\(path)\" is not a regular file\nhint: name a file on a disk")
            #expect(
                read(path, standardInput: true)
                    == "\"\(path)\" is not a regular file\nhint: use \"-\" to read from standard input")
        }
    }

    @Test func `is empty where it is the device that is there for it`() {
        #expect(read("/dev/null") == "")
    }

    @Test func `is read to its end where it is a pipe, however late its writer comes`() throws {
        let path = folder.path("pipe")
        mkfifo(path, 0o600)
        let writer = try #require(
            popen("exec 2>/dev/null; sleep 0.2; (echo one; sleep 0.2; echo two) > '\(path)'", "r"))
        #expect(read(path) == "one\ntwo\n")
        pclose(writer)
        // As a shell's <(command): the writer may have ended before anybody reads.
        let stream = try #require(popen("printf secret", "r"))
        defer { pclose(stream) }
        #expect(read("/dev/fd/\(fileno(stream))") == "secret")
    }

    @Test func `keeps nobody waiting where it is a pipe that nobody ends, or that has no end`() throws {
        let path = folder.path("pipe")
        mkfifo(path, 0o600)
        let late = "\"\(path)\" is a pipe that does not end within 1 seconds\nhint: write a file first, and name that"
        #expect(read(path, patience: .seconds(1)) == late)
        let keeper = open(path, O_RDWR | O_CLOEXEC)
        #expect(write(keeper, "begun", 5) == 5)
        #expect(read(path, patience: .seconds(1)) == late)
        close(keeper)
        let writer = try #require(popen("exec 2>/dev/null; exec cat /dev/zero > '\(path)'", "r"))
        #expect(read(path).hasPrefix("\"\(path)\" is larger than 1 MiB"))
        pclose(writer)
    }

    @Test func `is refused where this user may not read it`() {
        folder.write("secret", to: "secret", mode: 0)
        let answer = asNobody { read(folder.path("secret")) }
        #expect(
            answer == "\"\(folder.path("secret"))\" cannot be read by this user\n"
                + "hint: change its permissions, or run as its owner")
    }

    @Test func `is refused under a name that only the system would cut short, and shown escaped`() {
        #expect(read("a\0b") == "\"a\\u{0}b\" is not a file name\nhint: type the path of a file")
        #expect(read("\u{1b}[2J") == "\"\\u{1b}[2J\" is not there\nhint: look elsewhere")
        symlink("loop", folder.path("loop"))
        #expect(read(folder.path("loop")).hasPrefix("\"\(folder.path("loop"))\" cannot be read: Too many levels"))
    }

    @Test func `passes on what the reader of its contents refuses`() {
        folder.write("contents", to: "file")
        #expect(throws: Refusal("no", hint: "yes")) {
            try InputFile.withContents(
                of: folder.path("file"), limit: 100, content: "certificates", missingHint: ""
            ) { (_) throws(Refusal) -> Void in throw Refusal("no", hint: "yes") }
        }
    }

    @Test func `is standard input under the name "-", where that is allowed`() throws {
        folder.write("what was piped in", to: "file")
        let before = dup(STDIN_FILENO)
        defer {
            dup2(before, STDIN_FILENO)
            close(before)
        }
        let descriptor = open(folder.path("file"), O_RDONLY | O_CLOEXEC)
        dup2(descriptor, STDIN_FILENO)
        close(descriptor)
        #expect(
            read("-") == "\"-\" is not the name of a file\n"
                + "hint: type the path of a file, or \"./-\" for a file of that name")
        #expect(read("-", limit: 4, standardInput: true).hasPrefix("\"standard input\" is larger than 4 bytes"))
        #expect(read("-", standardInput: true) == "what was piped in")
    }

    @Test func `leaves nothing of itself in the memory that held it`() throws {
        folder.write(String(repeating: "secret! ", count: 500), to: "file")
        let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
        defer { close(memory) }
        func secrets(at address: Int) -> Int {
            var octets = [UInt8](repeating: 0, count: 4_000)
            // Memory that the system has taken back holds nothing either.
            let count = max(0, pread(memory, &octets, octets.count, address))
            return octets[..<count].count { $0 == UInt8(ascii: "!") }
        }
        var address = 0
        try InputFile.withContents(of: folder.path("file"), limit: 4_000, content: "keys", missingHint: "") {
            address = Int(bitPattern: $0.baseAddress)
            #expect(secrets(at: address) == 500)
        }
        #expect(secrets(at: address) < 50)
    }

    @Test func `is kept whole when its memory grows`() throws {
        let stream = try #require(popen("yes 'secret!' | head -c 200000", "r"))
        defer { pclose(stream) }
        let count = try InputFile.withContents(
            from: fileno(stream), name: "x", limit: 1 << 20, content: "keys"
        ) { bytes in stride(from: 0, to: bytes.count, by: 8).count { bytes[$0] == UInt8(ascii: "s") } }
        #expect(count == 25_000)
    }
}
