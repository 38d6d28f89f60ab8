import CFuzzer
import FuzzedParsers
import Glibc

// Has libFuzzer look for octets that a parser does not stand: "fuzz PARSER [OPTION...] [FOLDER...]". Without a parser it lists
// them.
guard CommandLine.argc > 1, let parser = FuzzedParser(rawValue: CommandLine.arguments[1]) else {
    for parser in FuzzedParser.allCases { print(parser.rawValue) }
    exit(CommandLine.argc > 1 ? 64 : 0)
}
FuzzedParser.chosen = parser

var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(
    LLVMFuzzerRunDriver(&count, &arguments) { start, count in
        FuzzedParser.chosen.read(UnsafeRawBufferPointer(start: start, count: count))
        return 0
    })
