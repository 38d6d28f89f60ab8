import Host
import Testing

/// What "make fuzz" begins with, and what it once found.
@Suite("The octets that fuzzing begins with")
struct FuzzSeedTests {
    @Test(arguments: FuzzedParser.allCases)
    func `are read or refused`(by parser: FuzzedParser) throws {
        let folder = "\(#filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined())/Fixtures/fuzz/\(parser)"
        let files = try InputFolder.entries(of: folder)
        #expect(!files.isEmpty)
        for file in files {
            try InputFile.withContents(
                of: "\(folder)/\(file.name)", limit: 1 << 20, content: "seeds", missingHint: "check the path"
            ) { parser.read($0) }
        }
    }
}
