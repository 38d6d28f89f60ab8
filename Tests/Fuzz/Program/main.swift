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

let options = [CommandLine.arguments[0], "-max_len=\(parser.longest)"] + CommandLine.arguments.dropFirst(2)
var strings = options.map { strdup($0) } + [nil]
strings.withUnsafeMutableBufferPointer { strings in
    var count = Int32(options.count)
    var arguments = strings.baseAddress
    exit(
        LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            FuzzedParser.chosen.read(UnsafeRawBufferPointer(start: start, count: count))
            return 0
        })
}
