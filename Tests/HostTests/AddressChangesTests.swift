import Testing

@Suite("The kernel tells")
struct AddressChangesTests {
    /// Whether a command changes addresses, on a host with the port `wan`: asked before it and after it.
    private func told(
        of command: String, given preparation: String = "", waits: Bool = false,
        location: SourceLocation = #_sourceLocation
    ) -> [String] {
        Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            ip addr add 192.0.2.1/24 dev wan
            until ip -6 addr show dev wan -tentative | grep -q inet6; do :; done
            \(preparation)
            $probe changes "\(command)" \(waits ? "wait" : "")
            """, location: location)
    }

    @Test(arguments: [
        "ip addr add 192.0.2.2/24 dev wan", "ip addr del 192.0.2.1/24 dev wan",
        "ip addr add 2001:db8::1/64 dev wan nodad", "ip addr flush dev wan", "ip link del wan",
    ])
    func `that an address comes or goes:`(_ command: String) {
        #expect(told(of: command, waits: true) == ["false true"])
    }

    @Test(arguments: [
        "ip link add br0 type bridge", "ip link set wan mtu 1400", "ip route add 198.51.100.0/24 dev wan",
    ])
    func `nothing of other changes:`(_ command: String) {
        #expect(told(of: command) == ["false false"])
    }

    @Test func `that too much has changed for it to tell`() {
        #expect(
            told(
                of: "ip -batch $work/batch",
                given:
                    "for n in $(seq 2000); do echo addr add 10.1.$((n / 200)).$((n % 200))/32 dev wan; done >$work/batch"
            ) == ["false true"])
    }
}
