import ScreenKit

/// What each screen is for, in plain words, and which keys it has.
enum Help {
    static func paragraphs(of page: Page, _ glyphs: Glyphs) -> [String] {
        own(page, glyphs) + [
            "Esc goes back, q leaves: nothing is changed unless you confirm it. The arrows, Page Up, Page Down, Home and End move. ^X "
                + "means: hold Control and press X. ^X leaves as well, and ^L paints the screen again."
        ]
    }

    private static func own(_ page: Page, _ glyphs: Glyphs) -> [String] {
        switch page {
        case .home:
            [
                "How this server's certificates are. Under what is not well stands what to do about it.",
                "Enter shows the certificates, c what the checks find of the identity, u looks again.",
                "g issues certificates anew, when a name or an address has changed, or the end is near: you see what "
                    + "changes first. h shows every generation of the store, and goes back to an earlier one.",
                "a turns automatic renewal on or off, after a question; while it is off, you are only warned. n runs the "
                    + "deploy hooks again, where they failed.",
            ]
        case .list:
            [
                "One line for each certificate: its state, whom it names, who issued it, and when it ends.",
                "The states: \(glyphs.check) in date, \(glyphs.mark) ends within 60 days, \(glyphs.cross) ended, "
                    + "\(glyphs.right) not yet valid, ? cannot be decoded. \(glyphs.cross) also stands for what failed a check "
                    + "when you looked at it.",
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
        case .regenerate, .replace, .difference, .result, .history, .generation: operations(page)
        }
    }

    private static func operations(_ page: Page) -> [String] {
        switch page {
        case .regenerate:
            [
                "What is to be issued anew. Usually it is the identity: nobody has to be told. The root is renewed when its "
                    + "end is near, or when somebody else may have its key; only then it needs a new one.",
                "Up and Down choose the field, Space changes it, and Enter signs in memory and shows what changes. Esc "
                    + "forgets it.",
            ]
        case .replace:
            [
                "What a certificate authority signed, only it can sign anew. A signing request keeps the key on this server, "
                    + "and several may wait at once."
            ]
        case .difference:
            [
                "What is signed in memory, beside what is live: names that are lost (-) and gained (+), then each field that "
                    + "changes. Tab shows every field of the certificates as they will be written.",
                "Enter asks whether to write. A name that clients still use must not be lost: Esc goes back, and what is "
                    + "live stays as it is.",
            ]
        case .result:
            [
                "The generation is live as soon as it is written. Then the deploy hooks tell the servers, and the endpoints "
                    + "of the site configuration are asked until they serve it. That may take a minute, and ends by itself.",
                "What did not go well stays on the home screen until it has been mended.",
            ]
        case .history, .generation:
            [
                "Every generation of the store, the newest first; the dot marks the one that is live. Enter shows the whole "
                    + "of one: names, serial numbers, fingerprints, and who made it.",
                "not served: after the switch to it, an endpoint of the site configuration served something else.",
                "b makes an earlier one live again, after it was checked like a new one. Nothing is removed by that.",
            ]
        default: []
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
