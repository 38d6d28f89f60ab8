import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// Servers asked in a network of the test's own, which drops what it is told to drop and knows what names it is told.
@Suite(.serialized) struct PeerNamespaceTests {
    /// What a run of the test-only program printed.
    struct ProbeOutput {
        let sentences: String
        let seconds: Double
    }

    /// Runs a script in new network and mount namespaces, where `ask HOST:PORT MILLISECONDS [TIMES]` asks, `files` are the
    /// fixtures, and 192.0.2.9 and 2001:db8::9 are addresses that swallow whatever is sent there.
    private func run(_ script: String, location: SourceLocation = #_sourceLocation) throws -> [ProbeOutput] {
        // Root has the namespaces for the asking; others are root in a user namespace of their own.
        let unshare = geteuid() == 0 ? "unshare -n -m" : "unshare -r -n -m"
        let command = """
            probe='\(Self.probe)'; files='\(try ThirdParty.folder.get())'; work=$(mktemp -d); export probe files work
            \(unshare) sh -e -c '
            trap "test -z \"\\$server\" || kill \\$server" EXIT
            ip link set lo up
            ip link add port type veth peer name peer; ip link set port up; ip link set peer up
            ip address add 192.0.2.1/24 dev port; ip address add 2001:db8::1/64 dev port nodad
            for dead in 192.0.2.9 2001:db8::9; do
                ip neighbour add $dead lladdr 02:00:00:00:00:09 dev port nud permanent
            done
            put() { cat > $work/put; mkdir -p $work/etc; mv $work/put $work/etc/$1; mount --bind $work/etc/$1 /etc/$1; }
            ask() { $probe ask $@; }
            serve() {
                mkfifo $work/said
                openssl s_server -accept $1 -cert $files/identity.pem -key $files/identity.key -www >$work/said 2>&1 &
                server=$!
                exec 3<$work/said
                while read word where <&3; do test "$word" != ACCEPT || break; done
                port=${where##*:}
            }
            \(script)'; status=$?
            rm -rf $work; echo "status $status"
            """
        let tool = try ShellCommand(command)
        var lines = tool.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        #expect(lines.popLast() == "status 0", "\(tool.output)", sourceLocation: location)
        return stride(from: 0, to: lines.count - 2, by: 3).map { index in
            ProbeOutput(
                sentences: lines[index] + (lines[index + 1].isEmpty ? "" : "\nhint: \(lines[index + 1])"),
                seconds: Double(lines[index + 2]) ?? .infinity)
        }
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
            if access("\(folder)/PeerProbe", X_OK) == 0 { return "\(folder)/PeerProbe" }
        }
        return "PeerProbe"
    }

    @Test("an address that drops every packet", arguments: ["192.0.2.9:443", "[2001:db8::9]:443"])
    func dropped(address: String) throws {
        let answer = try #require(try run("ask \(address) 1000").first)
        #expect(
            answer.sentences == """
                "\(address)" did not answer within 1 second
                hint: check the address, and whether a firewall is in the way
                """)
        #expect((1...2).contains(answer.seconds), "\(answer)")
    }

    @Test("an address to which there is no route")
    func noRoute() throws {
        let answer = try #require(try run("ask 198.51.100.1:443 5000").first)
        #expect(
            answer.sentences == """
                "198.51.100.1:443" cannot be reached: Network is unreachable
                hint: check the address, and this host's network and routes
                """)
        #expect(answer.seconds < 1)
    }

    @Test("an interface that this host does not have, and one that it has")
    func zones() throws {
        let answers = try run(
            """
            ask [fe80::1%nowhere]:443 5000
            ip neighbour add fe80::9 lladdr 02:00:00:00:00:09 dev port nud permanent
            ip address add fe80::1/64 dev port nodad
            ask [fe80::9%port]:443 500
            ask [fe80::1%port]:443 5000
            """)
        #expect(
            answers.map(\.sentences) == [
                """
                this host has no network interface "nowhere"
                hint: use an interface that "ip link" lists
                """,
                """
                "[fe80::9%port]:443" did not answer within 0.5 seconds
                hint: check the address, and whether a firewall is in the way
                """,
                """
                "[fe80::1%port]:443" refuses the connection
                hint: check the port, and whether the server is running
                """,
            ])
    }

    @Test("a name whose first address is dead leaves time for the second")
    func secondAddress() throws {
        let answers = try run(
            """
            { echo 2001:db8::9 ipo1.example.com; echo 127.0.0.1 ipo1.example.com; } | put hosts
            serve 127.0.0.1:0
            ask ipo1.example.com:$port 2000 | sed s/:$port/:PORT/
            ask ipo1.example.com:1 1000
            """)
        #expect(answers.first?.sentences == "1 from 127.0.0.1:PORT")
        // Half of the time went into the first address: it was the first.
        #expect((1...2.5).contains(answers.first?.seconds ?? 0), "\(answers)")
        // The one that answers says more than the one that is silent.
        #expect(
            answers.last?.sentences == """
                "ipo1.example.com:1" refuses the connection
                hint: check the port, and whether the server is running
                """)
    }

    @Test("a name of which every address is dead is given up in time")
    func everyAddress() throws {
        let answer = try #require(
            try run(
                """
                for one in 2001:db8::9 192.0.2.9; do echo $one ipo1.example.com; done | put hosts
                ask ipo1.example.com:443 1000
                """
            ).first)
        #expect(
            answer.sentences == """
                "ipo1.example.com:443" did not answer within 1 second
                hint: check the address, and whether a firewall is in the way
                """)
        #expect((1...2).contains(answer.seconds), "\(answer)")
    }

    @Test("a name that nobody knows")
    func unresolved() throws {
        let answer = try #require(
            try run("echo hosts: files | put nsswitch.conf; ask nobody.example.com:443 5000").first)
        #expect(
            answer.sentences == """
                "nobody.example.com" has no IP address
                hint: check the spelling of the name, or give the server's IP address
                """)
    }

    @Test("a name server that refuses")
    func noNameServer() throws {
        let answer = try #require(
            try run(
                """
                echo hosts: dns | put nsswitch.conf; echo nameserver 127.0.0.1 | put resolv.conf
                ask ipo1.example.com:443 5000
                """
            ).first)
        #expect(
            answer.sentences == """
                the addresses of "ipo1.example.com" could not be looked up: Temporary failure in name resolution
                hint: check the name servers in "/etc/resolv.conf", or give the server's IP address
                """)
    }

    @Test("a name server that never answers")
    func silentNameServer() throws {
        let answer = try #require(
            try run(
                """
                echo hosts: dns | put nsswitch.conf; echo nameserver 127.0.0.1 | put resolv.conf
                mkfifo $work/ready; $probe swallow > $work/ready & server=$!
                read line < $work/ready; test $line = ready
                ask ipo1.example.com:443 1000
                """
            ).first)
        #expect(
            answer.sentences == """
                no name server gave the address of "ipo1.example.com" within 1 second
                hint: check the name servers in "/etc/resolv.conf", or give the server's IP address
                """)
        #expect((1...2).contains(answer.seconds), "\(answer)")
    }

    @Test("asking often leaves no descriptor open, however it ends")
    func descriptors() throws {
        let answers = try run(
            """
            { echo 127.0.0.1 ipo1.example.com; } | put hosts
            serve 127.0.0.1:0
            # Room for threads that have answered and not ended yet, and none for two hundred of anything.
            ulimit -n 64
            ask ipo1.example.com:$port 5000 200 | sed s/:$port/:PORT/
            ask ipo1.example.com:1 5000 200
            ask 192.0.2.9:443 1 200
            """)
        #expect(
            answers.map { $0.sentences.prefix { $0 != "\n" } } == [
                "1 from 127.0.0.1:PORT", "\"ipo1.example.com:1\" refuses the connection",
                "\"192.0.2.9:443\" did not answer within 0.001 seconds",
            ])
    }
}
