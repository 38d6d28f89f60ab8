import Glibc
import Testing

/// A host of the test's own: a shell in new network and mount namespaces, where `$probe` is the test-only program.
enum Namespace {
    /// What the script wrote to standard output, a line each; the test fails where the script does.
    static func run(_ script: String, location: SourceLocation = #_sourceLocation) -> [String] {
        // Root has the namespaces for the asking; others are root in a user namespace of their own.
        let unshare = geteuid() == 0 ? "unshare -n -m" : "unshare -r -n -m"
        let prelude = "set -e; ip link set lo up; hosts() { cat > $work/hosts; mount --bind $work/hosts /etc/hosts; }"
        let command = """
            probe='\(probe)'; work=$(mktemp -d); export probe work
            \(unshare) sh -c '\(prelude)
            \(script)'; status=$?
            rm -rf $work; echo "status $status"
            """
        guard let pipe = popen(command, "r") else { return ["no shell"] }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
        #expect(lines.popLast() == "status 0", "\(lines)", sourceLocation: location)
        return lines
    }

    /// A port named `name` with a hardware address, up; a pair is what every kernel can make.
    static func port(_ name: String, mac: String) -> String {
        "ip link add \(name) address \(mac) type veth peer name \(name)-peer; "
            + "ip link set \(name) up; ip link set \(name)-peer up"
    }

    /// The test-only program, which is built beside the tests.
    private static var probe: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        // The runner is either the bundle itself or the helper that loads it, whose path is in the arguments.
        var folder = CommandLine.arguments.first { $0.contains(".xctest") } ?? own
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if access("\(folder)/HostProbe", X_OK) == 0 { return "\(folder)/HostProbe" }
        }
        return "HostProbe"
    }
}
