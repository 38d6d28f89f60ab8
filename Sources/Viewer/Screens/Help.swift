import ScreenKit

/// What each screen is for, in plain words, and which keys it has.
enum Help {
    static func paragraphs(of page: Page, _ glyphs: Glyphs) -> [String] {
        own(page, glyphs) + [
            "Esc goes back, q leaves: nothing can be lost here. The arrows, Page Up, Page Down, Home and End move. ^X "
                + "means: hold Control and press X. ^X leaves as well, and ^L paints the screen again."
        ]
    }

    private static func own(_ page: Page, _ glyphs: Glyphs) -> [String] {
        switch page {
        case .home:
            [
                "How this server's certificates are. Under what is not well stands what to do about it.",
                "Enter shows the certificates, c what the checks find of the identity, u looks again.",
            ]
        case .list:
            [
                "One line for each certificate: its state, whom it names, who issued it, and when it ends.",
                "The states: \(glyphs.check) good, \(glyphs.mark) ends within 60 days, \(glyphs.cross) ended, "
                    + "\(glyphs.right) not yet valid, ? cannot be decoded.",
                "/ shows only those whose subject, issuer or source holds what you type; Enter keeps that, Esc ends it. s "
                    + "sorts by the next column, r reverses.",
                "m marks a certificate, and = on another one compares the two. t shows what signed it, c what the checks "
                    + "find. u asks again.",
            ]
        case .certificate:
            [
                "The 17 fields of the specification, then fingerprints and further extensions. A mark says that a check "
                    + "found something, and the lines below say what.",
                "Enter or d shows the whole of a field, x the octets in hexadecimal, p PEM. < and >, or Left and Right, "
                    + "go to the certificate before and after. t shows what signed it, c what the checks find.",
                "/ searches the fields; n and N go to the next and the previous match. m marks this certificate, and = "
                    + "compares it with the marked one.",
            ]
        case .text:
            [
                "The whole of it, without a frame, to be copied. / searches; n and N go to the next and the previous match."
            ]
        case .octets:
            [
                "The octets of the certificate: where they are, what they are, and what they would be as ASCII characters."
            ]
        case .chain:
            [
                "The root stands on top, and each certificate below the one that signed it. What is missing is said in its "
                    + "place. Enter opens a certificate."
            ]
        case .checks:
            [
                "What the checks find. l asks for another level; each asks for what the one before it does, and more.",
                "none: in date. low: a key of 1024 bits. medium: a whole chain, signatures and uses that clients accept. "
                    + "high: a key of 2048 bits, not self-signed, trusted by name. medium+remote and high+remote: covers "
                    + "every name and address of this server.",
            ]
        case .compare:
            [
                "The marked certificate, and beside it (or below it) the present one. A mark stands in front of what "
                    + "differs. Names that only the marked one has are lost, names that only the present one has are "
                    + "gained.",
                "o shows only what differs, or everything again.",
            ]
        }
    }
}

extension State {
    /// How many lines of help are in view at once.
    var helpHeight: Int { areaHeight - 2 }

    /// The lines of the help, wrapped.
    var helpLines: [[Span]] {
        let paragraphs = Help.paragraphs(of: page, glyphs).map { text in
            TextWidth.wrap(text, max(size.columns - 5, 1), in: glyphs.charset).map { [Span($0)] }
        }
        return Array(paragraphs.joined(separator: [[]]))
    }

    var helpViewport: Viewport {
        Viewport(contentHeight: helpLines.count, windowHeight: helpHeight, previous: help ?? 0)
    }
}
