/// The forms that the parts of a `Naming` must have.
enum NamingText {
    /// An X.520 DirectoryString: not empty, without control characters, at most `bound` characters.
    static func directoryString(
        _ text: String, as part: Naming.Part, bound: Int, isAccepted: Bool
    ) throws(Refusal) -> String {
        let what = part.label.lowercased()
        guard !text.isEmpty else {
            throw Refusal(
                "\"\" is not a value for \(what)", hint: "type a value, or \"\(part.specified)\", the default")
        }
        if text.unicodeScalars.contains(where: VisibleText.isUnsafe) {
            throw Refusal(
                "\(VisibleText.quoted(text)) has a control or invisible character",
                hint: "type the value of \(what) by hand")
        }
        guard isAccepted || !text.unicodeScalars.contains("\u{fffd}") else {
            throw Refusal(
                "\(VisibleText.quoted(text)) has a character that this terminal's locale cannot read",
                hint: "use letters of that locale, or an answers file in UTF-8")
        }
        let count = text.unicodeScalars.count
        guard count <= bound else {
            throw Refusal(
                "\(VisibleText.quoted(text)) has \(count) characters, and \(what) has at most \(bound)",
                hint: "shorten it by \(count - bound)")
        }
        return text
    }

    /// ISO 3166-1 alpha-2, as X.520 countryName asks for, in upper case.
    static func country(_ text: String, isAccepted: Bool) throws(Refusal) -> String {
        // ASCII first: other letters become A to Z in upper case, such as the sharp s.
        let upper = text.uppercased()
        guard text.utf8.count == 2, text.unicodeScalars.allSatisfy(\.isASCII),
            upper.utf8.allSatisfy({ (65...90).contains($0) })
        else {
            throw Refusal(
                "\(VisibleText.quoted(text)) is not a country code",
                hint: "type the two letters of ISO 3166, such as US or DE")
        }
        guard CountryCode.assigned.contains(upper) || isAccepted else {
            throw Refusal(
                "\(VisibleText.quoted(text)) is not a country code of ISO 3166",
                hint: CountryCode.instead[upper].map { "use \($0)" }
                    ?? "type the two letters of ISO 3166, such as US or DE")
        }
        return upper
    }

    /// An address as RFC 5321 section 4.1.2 has it, without quoting: PKCS #9 stores it as ASCII of at most 255 octets.
    static func email(_ text: String, isAccepted: Bool) throws(Refusal) -> String {
        let quoted = VisibleText.quoted(text)
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, halves[0].utf8.allSatisfy({ (33...126).contains($0) }),
            !halves[0].contains(where: { "()<>[]:;,\\\"".contains($0) })
        else {
            throw Refusal("\(quoted) is not an email address", hint: "type an address such as support@example.com")
        }
        let domain: HostName
        do { domain = try HostName(halves[1], accepting: isAccepted ? .everything : .none) } catch {
            throw Refusal("\(quoted) is not an email address: \(error.problem)", hint: error.hint)
        }
        let address = "\(halves[0])@\(domain)"
        guard address.utf8.count <= 255 else {
            throw Refusal(
                "\(quoted) has \(address.utf8.count) characters, and an email address has at most 255 here",
                hint: "use a shorter address")
        }
        return address
    }

    /// What a host name may start with: the root's common name is one.
    static func rootPrefix(_ text: String) throws(Refusal) -> String {
        let lower = text.lowercased()
        if lower.isEmpty { return lower }
        // The prefix is used as it stands, so nothing in it may need a conversion.
        guard lower.utf8.count <= 40, lower.unicodeScalars.allSatisfy(\.isASCII), (try? HostName("\(lower)x")) != nil
        else {
            throw Refusal(
                "\(VisibleText.quoted(text)) cannot start a host name",
                hint: "use at most 40 letters, digits, hyphens and dots, such as ipoffice-root-")
        }
        return lower
    }
}
