import CertificateModel
import Host
import Testing

@Suite("A reverse lookup")
struct ReverseLookupTests {
    private func answer(_ line: String?) -> (name: String, seconds: Double) {
        let words = (line ?? "").split(separator: " ")
        return (words.first.map(String.init) ?? "", words.last.flatMap { Double($0) } ?? .infinity)
    }

    @Test func `finds the names of both versions' addresses, in lower case`() {
        let lines = Namespace.run(
            """
            echo 192.168.42.1 IPO1.Example.com ipo1 > $work/h; echo 2001:db8::1 ipo6.example.com >> $work/h
            hosts < $work/h
            $probe name 192.168.42.1
            $probe name 2001:db8::1
            """)
        #expect(lines.map { answer($0).name } == ["ipo1.example.com", "ipo6.example.com"])
    }

    @Test(arguments: ["bad_name.example.com", "localhost", "12345", "-x.example.com"])
    func `takes no answer that is no host name`(_ name: String) {
        let lines = Namespace.run("echo 192.168.42.1 \(name) | hosts; $probe name 192.168.42.1")
        #expect(lines.map { answer($0).name } == ["none"])
    }

    @Test func `ends at once where no name server can be reached`() {
        let lines = Namespace.run(
            """
            echo nameserver 192.0.2.53 > $work/resolv; mount --bind $work/resolv /etc/resolv.conf
            $probe name 192.168.42.1
            """)
        let answer = answer(lines.first)
        #expect(answer.name == "none")
        #expect(answer.seconds < 1)
    }

    @Test func `ends at its deadline where the name server never answers`() {
        let lines = Namespace.run(
            """
            echo nameserver 127.0.0.1 > $work/resolv; mount --bind $work/resolv /etc/resolv.conf
            mkfifo $work/ready; $probe swallow > $work/ready & server=$!
            read line < $work/ready; test $line = ready
            $probe name 192.168.42.1 2
            kill $server
            """)
        let answer = answer(lines.first)
        #expect(answer.name == "none")
        #expect((2...3.5).contains(answer.seconds), "\(lines)")
    }

    @Test func `finds every PTR record, in the order of their text, however the name server turns them round`() {
        let lines = Namespace.run(
            """
            echo nameserver 127.0.0.1 > $work/resolv; mount --bind $work/resolv /etc/resolv.conf
            mkfifo $work/ready; python3 \(Self.nameServer) b.example.com a.example.com c_.example.com > $work/ready & server=$!
            read line < $work/ready; test $line = ready
            for round in 1 2 3; do $probe name 192.168.42.1; done
            kill $server
            """)
        #expect(lines.map { answer($0).name } == Array(repeating: "a.example.com,b.example.com", count: 3))
    }

    private static let nameServer =
        #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Fixtures/pointers.py"
}
