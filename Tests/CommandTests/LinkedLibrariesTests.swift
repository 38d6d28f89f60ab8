import Testing

@Suite("The libraries of the program")
struct LinkedLibrariesTests {
    private func dynamicSection() throws -> [Substring] {
        try Tool.expect(["readelf", "-dW", Program.path()], in: Scratch()).split(separator: "\n")
    }

    @Test("are bound before it starts, and their addresses cannot be written to afterwards")
    func bound() throws {
        #expect(try dynamicSection().contains { $0.contains("(FLAGS") && $0.contains("NOW") })
        let segments = try Tool.expect(["readelf", "-lW", Program.path()], in: Scratch())
        #expect(segments.contains("GNU_RELRO"))
    }

    @Test(
        "are looked for in the folders of the system alone, once the Swift runtime is linked in",
        .enabled(if: (try? Program.path())?.contains("/debug/") != true, "a debug binary loads the toolchain's runtime")
    )
    func places() throws {
        let lines = try dynamicSection()
        #expect(lines.contains { $0.contains("(NEEDED)") && $0.contains("[libcrypto.so.3]") })
        #expect(!lines.contains { $0.contains("(RUNPATH)") || $0.contains("(RPATH)") })
    }
}
