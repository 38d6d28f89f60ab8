import Host
import Testing

@Suite("The arguments of the process")
struct ProcessArgumentsTests {
    @Test func `are those that the runtime knows`() {
        #expect(ProcessArguments.all == CommandLine.arguments)
    }

    @Test(arguments: ["", "mount -t tmpfs none /proc;"])
    func `are all there, repaired where they are not UTF-8, with /proc and without`(_ prelude: String) {
        let lines = Namespace.run("\(prelude) $probe arguments é $(printf \"x\\377y\") \"\" \"two words\"")
        #expect(lines.dropFirst() == ["arguments", "é", "x\u{FFFD}y", "", "two words", "."])
    }
}
