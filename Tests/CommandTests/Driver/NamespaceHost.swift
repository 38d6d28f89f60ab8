import Glibc
import Testing

/// A host of its own: a network namespace with two Ethernet ports, whose cables end in a second namespace, and with a
/// hosts file and a resolver configuration that answer nothing else than what the test wrote.
final class NamespaceHost {
    private let scratch: Scratch
    private let holder: Child
    /// The same for all hosts with the same ports, addresses and names.
    let likeness: String

    /// Ports `lan1` and `lan2` with these addresses; `names` are lines for /etc/hosts.
    init(
        lan1: [String] = ["192.168.42.1/24", "fd00:42::1/64"], lan2: [String] = ["192.168.43.1/24", "fd00:43::1/64"],
        names: String = "", in scratch: Scratch
    ) throws {
        self.scratch = scratch
        likeness = "\(lan1) \(lan2) \(names)"
        let addresses = { (port: String, list: [String]) in
            list.map { "ip addr add \($0) dev \(port)\($0.contains(":") ? " nodad" : "")" }.joined(separator: "\n")
        }
        let hosts = scratch.file("hosts", "127.0.0.1 localhost\n\(names)\n")
        let resolver = scratch.file("resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
        let script = scratch.file(
            "host.sh",
            """
            set -eu
            mount --bind \(hosts) /etc/hosts
            mount --bind \(resolver) /etc/resolv.conf
            ip link set lo up
            unshare -n sleep infinity &
            far=$!
            until [ "$(readlink /proc/$far/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do :; done
            for number in 1 2; do
                ip link add lan$number address 00:e0:07:05:73:0$number type veth peer name far$number
                ip link set far$number netns $far
                nsenter --target $far --net ip link set far$number up
                ip link set lan$number up
            done
            \(addresses("lan1", lan1))
            \(addresses("lan2", lan2))
            echo $far > \(scratch.path("far"))
            echo ready > \(scratch.path("ready"))
            wait
            """)
        let said = scratch.path("host.err")
        holder = try Child(
            Unshare.prefix("--net", "--mount") + ["sh", script], output: "/dev/null", errors: said,
            environment: Tool.environment)
        let holder = holder
        let isReady = PollDeadline().wait { Files.exists(scratch.path("ready")) || holder.hasEnded }
        try #require(
            isReady && !holder.hasEnded, "no network namespace could be made: \(Files.text(said) ?? "")")
    }

    deinit {
        if let far = Files.text(scratch.path("far")).flatMap({ pid_t($0.dropLast()) }) { kill(far, SIGTERM) }
        holder.end()
    }

    /// What to put before a command so that it runs on this host.
    var prefix: [String] {
        ["nsenter", "--target", String(holder.process), "--net", "--mount"]
            + (geteuid() == 0 ? [] : ["--user", "--preserve-credentials"])
    }
}
