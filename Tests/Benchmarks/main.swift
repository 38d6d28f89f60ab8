import Glibc

// Measures the built program against its peers, each as a ratio within one run; ends with 1 where a bound is missed.
// "bench keys" is the peer of the first line: two RSA-2048 keys in parallel, and nothing else.
let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "keys" {
    exit(TwoKeys.generate() ? 0 : 1)
}
guard let program = arguments.first, let bench = Bench(program: program, own: CommandLine.arguments[0]),
    let areKept = bench.run(Array(arguments.dropFirst()))
else {
    print(
        "usage: bench PATH-OF-KEYTURN [ignition|keys|peers|import|start|wizard|review|view|watch|slow-line]...")
    exit(64)
}
exit(areKept ? 0 : 1)
