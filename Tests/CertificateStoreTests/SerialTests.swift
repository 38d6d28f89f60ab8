import CertificateModel
@testable import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("Serial numbers")
struct SerialTests {
    let folder: TemporaryFolder
    let store: Store
    let serials: String

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
        serials = "\(folder.store)/serials"
    }

    /// Takes a number; the octets are those of numbers without a sign.
    private func take(atLeast lowest: [UInt8] = [1], passingOver passed: UInt32 = 0) throws -> [UInt8] {
        let lowest = SerialNumber(magnitude: lowest)
        let taken = try store.withLock { try $0.takeSerial(root: Fixtures.root, atLeast: lowest, passingOver: passed) }
        return Array(taken.octets.drop { $0 == 0 })
    }

    @Test func `start where they are told and go up by one`() throws {
        #expect(try take(atLeast: [0, 0, 0x10]) == [0x10])
        #expect(try take() == [0x11])
        #expect(try take(atLeast: [0x20]) == [0x20])
        #expect(try take(atLeast: [0]) == [0x21])
        #expect(Tree.contents(serials) == "\(Fixtures.root) 22\n")
    }

    @Test(
        arguments: [
            (0, [0x10], "11"), (1, [0x11], "12"), (0xEF, [0xFF], "0100"), (0xF0, [1, 0], "0101"),
            (.max, [1, 0, 0, 0, 0x0F], "0100000010"),
        ] as [(UInt32, [UInt8], String)])
    func `pass over as many as they are told, and never come back to them`(
        _ passed: UInt32, _ serial: [UInt8], _ next: String
    ) throws {
        #expect(try take(atLeast: [0x10], passingOver: passed) == serial)
        #expect(Tree.contents(serials) == "\(Fixtures.root) \(next)\n")
        #expect(try take() == SerialNumber(hex: next)?.octets)
    }

    @Test func `are refused where those that are passed over leave none`() throws {
        let last = [0x7F] + [UInt8](repeating: 0xFF, count: 18) + [0xFE]
        let error = #expect(throws: StoreError.self) { try take(atLeast: last, passingOver: 2) }
        #expect(error == .serialOutOfRange(root: Fixtures.root))
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test(
        arguments: [
            ([0xFE], [0xFF]), ([0xFF], [1, 0]), ([1, 0xFF, 0xFF], [2, 0, 0]),
            ([UInt8](repeating: 0xFF, count: 19), [1] + [UInt8](repeating: 0, count: 19)),
        ] as [([UInt8], [UInt8])])
    func `carry over`(_ lowest: [UInt8], _ next: [UInt8]) throws {
        #expect(try take(atLeast: lowest) == lowest)
        #expect(try take() == next)
    }

    @Test(arguments: [
        [0x7F] + [UInt8](repeating: 0xFF, count: 19), [0x80] + [UInt8](repeating: 0, count: 19),
        [UInt8](repeating: 1, count: 21), [UInt8](repeating: 0xFF, count: 500),
    ])
    func `over 20 octets are refused`(_ lowest: [UInt8]) throws {
        let error = #expect(throws: StoreError.self) { try take(atLeast: lowest) }
        #expect(error == .serialOutOfRange(root: Fixtures.root))
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test func `are taken up to the last one that has a next`() throws {
        let last = [0x7F] + [UInt8](repeating: 0xFF, count: 18) + [0xFE]
        #expect(try take(atLeast: last) == last)
        #expect(throws: StoreError.serialOutOfRange(root: Fixtures.root)) { try take() }
    }

    @Test func `are never at or below one that a manifest shows, even if the counter is lost`() throws {
        try store.withLock { writer in
            let body = Fixtures.body(serials: ["00ff", "0A01", "09"])
            _ = try writer.commit(Fixtures.files("one"), manifest: body, consent: Fixtures.consent()) { _ in }
        }
        #expect(try take() == [0x0A, 0x02])
        remove(serials)
        #expect(try take() == [0x0A, 0x02], "nothing but the counter knew of the one before")
        try Tree.write("\(Fixtures.root) 05\n", to: serials)
        #expect(try take() == [0x0A, 0x02])
    }

    @Test func `of a lost counter are refused where a manifest cannot be read either`() throws {
        try Fixtures.commit(store, "one")
        try Tree.write("{}", to: "\(folder.store)/generations/000001/manifest.json")
        #expect(throws: StoreError.self) { try take() }
        try Tree.write("\(Fixtures.root) 0500\n", to: serials)
        #expect(try take() == [5, 0])
    }

    @Test func `of one root do not move those of another`() throws {
        let other = String(repeating: "0b", count: 32)
        try store.withLock { writer in
            try writer.reserve(root: Fixtures.root, next: 9)
            try writer.reserve(root: other, next: 3)
            try writer.reserve(root: other, next: 2)
            #expect(try writer.takeSerial(root: other, atLeast: 1, passingOver: 0) == 3)
        }
        #expect(Tree.contents(serials) == "\(other) 04\n\(Fixtures.root) 09\n")
    }

    @Test(arguments: ["", "5A", "../x", String(repeating: "5A", count: 32), String(repeating: "g", count: 64)])
    func `belong to a root that is named by a digest, not by`(_ root: String) throws {
        #expect(throws: StoreError.unusableRoot(root)) {
            _ = try store.withLock { try $0.takeSerial(root: root, atLeast: 1, passingOver: 0) }
        }
    }

    @Test(arguments: [
        "nonsense\n", "\(Fixtures.root)\n", "\(Fixtures.root) 00\n", "\(Fixtures.root) 1\n\(Fixtures.root) 2\n",
    ])
    func `are not guessed where the file is damaged:`(_ text: String) throws {
        _ = try take()
        try Tree.write(text, to: serials)
        let error = #expect(throws: StoreError.self) { try take() }
        #expect(error?.kind == "damaged")
        #expect(Tree.contents(serials) == text)
    }

    @Test func `never repeat, although commits fail and processes are killed`() throws {
        var seen: Set<Int> = []
        var highest = 0
        for round in 0..<25 {
            let probe = try ProbeProcess(["serials", folder.store])
            var told = (0...(round % 3)).compactMap { _ in probe.line().flatMap { Int($0) } }
            probe.kill()
            told += probe.lines().compactMap { Int($0) }
            #expect(probe.status() == -SIGKILL)
            for serial in told {
                #expect(seen.insert(serial).inserted && serial > highest)
                highest = serial
            }
            var failing: Int?
            #expect(throws: FixtureFailure.self) {
                try store.withLock { writer in
                    failing = try writer.takeSerial(root: Fixtures.root, atLeast: 1, passingOver: 0).octets.reduce(0) {
                        $0 << 8 | Int($1)
                    }
                    _ = try writer.commit(
                        Fixtures.files("x"), manifest: Fixtures.body(serials: []), consent: Fixtures.consent()
                    ) { _ in
                        throw FixtureFailure("no")
                    }
                }
            }
            let serial = try #require(failing)
            #expect(seen.insert(serial).inserted && serial > highest)
            highest = serial
        }
    }
}
