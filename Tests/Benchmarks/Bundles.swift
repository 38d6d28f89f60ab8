/// Certificates of the authorities that browsers trust, as the package ca-certificates has them, as often as it takes.
struct Bundles {
    let folder: String

    /// The bundle as it is.
    static let mozilla = "/etc/ssl/certs/ca-certificates.crt"
    /// What a computer with many programs' bundles on it has.
    static let many = 9_730

    func path(of count: Int) -> String { "\(folder)/bundle-\(count).pem" }

    /// Writes a file of so many certificates; whether that went well.
    func write(_ count: Int) -> Bool {
        let script = """
            yes \(Self.mozilla) | head -n 200 | xargs cat \\
                | awk '/-BEGIN CERTIFICATE-/ { n++ } n > \(count) { exit } { print }' > \(path(of: count))
            [ "$(grep -c -e -BEGIN \(path(of: count)))" = \(count) ]
            """
        return Stopwatch.run(["sh", "-ec", script]) != nil
    }
}
