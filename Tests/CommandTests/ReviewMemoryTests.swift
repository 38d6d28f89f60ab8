import Glibc
import SoakSwitch
import Testing

@Suite("keyturn review takes little memory, however much it is given", .ownThread)
struct ReviewMemoryTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Runs it with its output thrown away; its peak memory in MiB (getrusage(2)), and what it said.
    private func review(_ source: String, input: String = "/dev/null") throws -> (peak: Double, said: String) {
        let measured = """
            import resource, subprocess, sys
            run = subprocess.run(sys.argv[1:], stdin=open(\(input.debugDescription)), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE, text=True)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, run.returncode, run.stderr, sep="\\n")
            """
        let output = try Tool.expect(
            [
                "python3", "-c", measured, Program.path(), "review", "--format", "json", "--store",
                scratch.path("none"),
                source,
            ], in: scratch)
        let lines = output.split(separator: "\n", maxSplits: 1)
        return (try #require(Double(lines[0])), String(lines[1]))
    }

    /// Writes the same certificate this many times into one file, or into as many.
    private func write(_ count: Int, isFolder: Bool) throws -> String {
        let path = scratch.path("many")
        let script =
            isFolder
            ? "mkdir '\(path)'; for i in $(seq \(count)); do printf '%s' \"$(cat \"$0\")\" >'\(path)'/$i.pem; done"
            : "yes \"$0\" | head -n \(count) | xargs cat >'\(path)'"
        try Tool.expect(["sh", "-ec", script, ImportMaterial.path("issuing.pem")], in: scratch)
        return path
    }

    @Test("as JSON, of a large file or a folder", arguments: [(2_000, false), (200, true)])
    func many(count: Int, isFolder: Bool) throws {
        let few = try review(ImportMaterial.path("issuing.pem"))
        let all = try review(write(count, isFolder: isFolder))
        #expect(all.said.hasPrefix("0\n"), "\(all.said)")
        #expect(all.peak < few.peak + 8, "\(few.peak) and \(all.peak) MiB")
    }

    @Test(
        "200,000 certificates or 20,000 files as JSON in 64 MiB", .enabled(if: Soak.isOn), .timeLimit(.minutes(20)),
        arguments: [(200_000, false), (20_000, true)])
    func soak(count: Int, isFolder: Bool) throws {
        let all = try review(write(count, isFolder: isFolder))
        #expect(all.said.hasPrefix("0\n") && all.peak < 64, "\(all.peak) MiB, \(all.said)")
    }

    @Test("standard input that never ends is refused with a sentence")
    func endless() throws {
        let all = try review("-", input: "/dev/zero")
        #expect(
            all.said == """
                65
                keyturn: "standard input" is larger than 32 MiB, the limit for certificates
                hint: name the file instead of "-"


                """)
        #expect(all.peak < 80, "\(all.peak) MiB")
    }
}
