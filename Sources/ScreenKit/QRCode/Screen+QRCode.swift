extension QRCode {
    /// How large it is on a screen, with its quiet zone: a column for each module, and a row for two.
    public var size: Size {
        let whole = side + 2 * Self.quietZone
        return Size(columns: whole, rows: (whole + 1) / 2)
    }
}

extension Screen {
    /// Draws a QR code with its quiet zone in half blocks; nothing on a screen that shows ASCII alone.
    ///
    /// The light modules are drawn, so that the code has the right colours where text is light on a dark ground. Where it is
    /// dark on a light one, `isInverted` draws the dark modules. A camera reads a code of the wrong colours as well, or not.
    public mutating func put(_ code: QRCode, row: Int, column: Int, isInverted: Bool = false) {
        guard charset == .unicode else { return }
        func isDrawn(_ line: Int, _ place: Int) -> Bool {
            let (line, place) = (line - QRCode.quietZone, place - QRCode.quietZone)
            let isInside = code.modules.indices.contains(line) && code.modules.indices.contains(place)
            return (isInside && code.modules[line][place]) == isInverted
        }
        for line in 0..<code.size.rows {
            let text = (0..<code.size.columns).map { place in
                switch (isDrawn(2 * line, place), isDrawn(2 * line + 1, place)) {
                case (true, true): "█"
                case (true, false): "▀"
                case (false, true): "▄"
                case (false, false): " "
                }
            }
            put(text.joined(), row: row + line, column: column, style: .code)
        }
    }
}
