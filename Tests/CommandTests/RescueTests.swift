import Glibc
import Testing

@Suite("In a rescue shell without /proc", .ownThread)
struct RescueTests {
    /// An empty folder lies over it, in a mount namespace of the command's own.
    private static let prefix =
        Unshare.prefix("--mount") + ["sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh"]

    @Test(
        "a command line is obeyed as it is with /proc",
        arguments: [
            ["--version"], ["status"], ["status", "--format", "json"], ["rollback", "3"], ["history"],
            ["review", "--format", "json"], ["frobnicate"], ["--help"], ["help", "rollback"],
        ])
    func isObeyed(_ words: [String]) throws {
        let scratch = try Scratch()
        // A store that nothing but the command line names.
        let store = scratch.path("another")
        try IgnitedStore.copy(to: store)
        let arguments = words.first?.hasPrefix("-") == true ? words : words + ["--store", store]
        func result(_ prefix: [String] = []) throws -> [String] {
            let finished = try Program.run(arguments, in: scratch, under: prefix)
            return ["\(finished.status)", finished.output, finished.errors]
        }
        let (with, without, again) = try (result(), result(Self.prefix), result())
        // Between two runs a certificate may have come to have a day less to live.
        #expect(without == with || without == again)
        #expect(with.dropFirst() != ["", ""])
        #expect(!Files.exists(scratch.store))
    }
}
