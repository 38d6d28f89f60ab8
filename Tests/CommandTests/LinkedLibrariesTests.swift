import Testing

@Suite("The libraries of the program", .ownThread)
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

    private static let isRelease = (try? Program.path())?.contains("/debug/") != true

    @Test(
        "are looked for in the folders of the system alone, once the Swift runtime is linked in",
        .enabled(if: isRelease, "a debug binary loads the toolchain's runtime"))
    func places() throws {
        #expect(try !dynamicSection().contains { $0.contains("(RUNPATH)") || $0.contains("(RPATH)") })
    }

    @Test(
        "are those that packaging/NOTICES calls the system's own: OpenSSL, ncurses and the C library",
        .enabled(if: isRelease, "a debug binary loads the toolchain's runtime"))
    func needed() throws {
        let names = try dynamicSection().compactMap { $0.firstMatch(of: /\(NEEDED\).*\[(.+?)\.so\.[0-9]+\]/)?.1 }
        #expect(Set(names) == ["libcrypto", "libssl", "libncursesw", "libtinfo", "libm", "libc", "ld-linux-x86-64"])
    }
}
