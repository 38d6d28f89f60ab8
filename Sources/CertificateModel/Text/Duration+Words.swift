extension Duration {
    /// In seconds, with as many digits as matter: `5 seconds`, `0.5 seconds`, `0.03 seconds`.
    public var inSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        // Below 0.1 s, milliseconds matter; above, tenths of a second do.
        let rounded = milliseconds < 100 ? milliseconds : (milliseconds + 50) / 100 * 100
        if rounded == 1000 { return "1 second" }
        var digits = String(rounded % 1000 + 1000).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return digits.isEmpty ? "\(rounded / 1000) seconds" : "\(rounded / 1000).\(digits) seconds"
    }
}
