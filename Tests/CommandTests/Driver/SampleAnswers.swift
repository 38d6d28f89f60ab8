/// Answers files to start from.
enum SampleAnswers {
    /// Complete, and accepted.
    static let usual = """
        hostname = "ipo1.example.com"
        [lan1]
        ipv4 = "192.168.42.1"
        ipv6 = ["fd00:42::1"]
        [lan2]
        ipv4 = "192.168.43.1"
        ipv6 = ["fd00:43::1"]
        """

    /// The same host name, where both LANs are ports, whose addresses the certificates follow.
    static let ports = """
        hostname = "ipo1.example.com"
        [lan1]
        port = "lan1"
        [lan2]
        port = "lan2"
        """
}
