import Glibc
import Testing

@testable import Host

@Suite("The program that this process runs")
struct OwnProgramTests {
    private let scratch: HostScratch

    init() throws { scratch = try HostScratch() }

    @Test func `is found`() { #expect(access(OwnProgram().path, X_OK) == 0) }

    @Test func `is the one that an update put in its place`() {
        let program = scratch.path("keyturn")
        scratch.write("new", to: "keyturn")
        #expect(OwnProgram.path(of: "\(program) (deleted)") == program)
        #expect(OwnProgram.path(of: program) == program)
    }

    @Test func `may have a name like the mark of a removed file`() {
        let program = scratch.path("keyturn (deleted)")
        scratch.write("", to: "keyturn (deleted)")
        #expect(OwnProgram.path(of: program) == program)
    }
}
