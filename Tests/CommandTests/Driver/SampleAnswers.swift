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
}
