import CertificateModel
import Glibc
import Testing

@testable import Host

@Suite("A file that is read in pieces")
struct PiecewiseFileTests {
    let folder: HostScratch

    init() throws { folder = try HostScratch() }

    private func opened(_ path: String, limit: Int = 100) throws(Refusal) -> PiecewiseFile? {
        try InputFile.opened(path, limit: limit, content: "certificates", missingHint: "look elsewhere")
    }

    private func text(_ file: PiecewiseFile, _ range: Range<Int>) -> String {
        String(unsafeUninitializedCapacity: range.count) {
            file.read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer($0))
        }
    }

    @Test func `has each piece where it stands, again and again`() throws {
        folder.write("0123456789", to: "file")
        let file = try #require(try opened(folder.path("file")))
        #expect(file.size == 10)
        for range in [0..<10, 3..<7, 0..<0, 9..<10, 3..<7] {
            #expect(
                text(file, range)
                    == "0123456789".dropFirst(range.lowerBound).prefix(range.count))
        }
    }

    @Test func `has what is left of it when it becomes shorter, and stays open when its name goes`() throws {
        folder.write("0123456789", to: "file")
        let file = try #require(try opened(folder.path("file")))
        truncate(folder.path("file"), 4)
        unlink(folder.path("file"))
        #expect(text(file, 2..<8) == "23")
        #expect(text(file, 6..<9) == "")
    }

    @Test func `is refused as one that is read whole is`() {
        folder.write("0123456789", to: "file")
        let large = #expect(throws: Refusal.self) { try opened(folder.path("file"), limit: 9) }
        #expect(large?.problem == "\"\(folder.path("file"))\" is larger than 9 bytes, the limit for certificates")
        let missing = #expect(throws: Refusal.self) { try opened(folder.path("none")) }
        #expect(missing?.hint == "look elsewhere")
        #expect(throws: Refusal.self) { try opened("/dev/zero") }
    }

    @Test func `is none where it was read from already, and where it is a pipe`() throws {
        folder.write("0123456789", to: "file")
        let descriptor = open(folder.path("file"), O_RDONLY | O_CLOEXEC)
        lseek(descriptor, 1, SEEK_SET)
        #expect(PiecewiseFile(takingOwnership: descriptor) == nil)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        #expect(PiecewiseFile(takingOwnership: ends[0]) == nil)
        close(ends[1])
    }
}
