import Glibc

/// What goes over a line of 9600 baud at vt100, beside what other programs send there.
struct SlowLineFigures {
    let program: String
    let folder: String
    /// The bytes that such a line carries in a second.
    private static let rate = 960.0
    /// No page is painted with fewer bytes.
    private static let leastOfPage = 100

    /// nil where something fails.
    func lines() -> [FigureLine]? {
        guard let rows = rows(), let pages = pages() else { return nil }
        return rows + pages
    }

    // MARK: - A row, a page, a letter

    private func rows() -> [FigureLine]? {
        let items = (0..<60).flatMap { ["\($0)", "certificate \($0) of this list, which has a name"] }
        let menu = ["--menu", "Certificates", "22", "76", "14"] + items
        let input = ["--inputbox", "The host name", "10", "70"]
        var lines: [FigureLine] = []
        for peer in ["whiptail", "dialog"] {
            // At vt100, dialog knows this for Down, and whiptail the other; it has no key there for a page.
            guard let row = bytes(["/usr/bin/\(peer)"] + menu, of: peer == "dialog" ? "+" : "\u{1b}[B"),
                let letter = bytes(["/usr/bin/\(peer)"] + input, of: "x")
            else { return nil }
            let page = peer == "dialog" ? nil : bytes(["/usr/bin/\(peer)"] + menu, of: "\u{1b}[6~")
            for (name, figure) in [("a row", row), ("a page", page), ("a typed letter", letter)] {
                if let figure { lines.append(line("\(peer) at vt100: \(name)", figure)) }
            }
        }
        let list = [program, "review", "--slow", "--store", "\(folder)/none", Bundles.mozilla]
        guard let row = bytes(list, of: "j"), let page = bytes(list, of: "\u{1b}[6~"),
            let letter = bytes([program, "--slow", "--store", "\(folder)/none"], of: "x", after: ["\r", "\r"])
        else { return nil }
        return lines + [
            line("keyturn --slow at vt100: a row", row, bound: 100),
            line("keyturn --slow at vt100: a page", page),
            line("keyturn --slow at vt100: a typed letter", letter, bound: 16),
        ]
    }

    private func line(_ name: String, _ figure: Double, bound: Double? = nil) -> FigureLine {
        FigureLine(name: name, figure: figure, unit: "B", bound: bound, detail: "median of 5, until a rest")
    }

    /// The bytes of the same key, pressed again and again.
    private func bytes(_ words: [String], of key: String, after keys: [String] = []) -> Double? {
        guard let terminal = TimedTerminal(words, type: "vt100"), terminal.waitForAnything(since: .now) != nil else {
            return nil
        }
        terminal.settle(1_500)
        for before in keys {
            terminal.send(before)
            terminal.settle(1_500)
        }
        var measured = Series()
        for _ in 0..<5 {
            terminal.forget()
            terminal.send(key)
            guard terminal.waitForAnything(since: .now) != nil else { return nil }
            // The rest of a key's answer comes after a rest: until then, this is what each of many keys in a row costs.
            terminal.settle(200)
            measured.add(Double(terminal.output.count))
            terminal.settle(1_000)
        }
        return measured.median
    }

    // MARK: - Each page

    /// Until each page is painted, in seconds of the line: all that is sent for it, from the key that opens it.
    private func pages() -> [FigureLine]? {
        let store = "\(folder)/slow-store"
        let wizard: [(name: String, keys: [String])] = [
            ("Welcome", []), ("Who issues", ["\r"]), ("Server", ["\r"]), ("Addresses", ["slow.example.com", "\r"]),
            ("Names and naming", ["\u{e}"]), ("Preview", ["\u{e}"]), ("its confirmation", ["\r"]), ("Done", ["\r"]),
        ]
        let home: [(name: String, keys: [String])] = [
            ("Home", []), ("Certificates", ["\r"]), ("a certificate", ["\r"]), ("its text", ["\r"]),
            ("Checks", ["\u{1b}", "c"]), ("Chain", ["\u{1b}", "t"]),
            ("History", ["\u{1b}", "\u{1b}", "\u{1b}", "h"]), ("Regenerate", ["\u{1b}", "i"]),
            ("Hand out the root", ["\u{1b}", "r"]), ("Help", ["?"]),
        ]
        guard let first = lines(of: wizard, store), access("\(store)/live", F_OK) == 0,
            let then = lines(of: home, store)
        else { return nil }
        return first + then
    }

    private func lines(of steps: [(name: String, keys: [String])], _ store: String) -> [FigureLine]? {
        guard let terminal = TimedTerminal([program, "--slow", "--store", store], type: "vt100"),
            terminal.waitForAnything(since: .now) != nil
        else { return nil }
        var lines: [FigureLine] = []
        for (name, keys) in steps {
            for (index, key) in keys.enumerated() {
                if index == keys.count - 1 { terminal.forget() }
                terminal.send(key)
                if index < keys.count - 1 { terminal.settle(1_500) }
            }
            terminal.settle(2_500)
            // A key that opens nothing would make a page that costs nothing.
            guard terminal.output.count >= Self.leastOfPage else { return nil }
            lines.append(
                FigureLine(
                    name: "at 960 B/s: \(name)", figure: Double(terminal.output.count) / Self.rate, unit: "s",
                    bound: nil, detail: "\(terminal.output.count) bytes"))
        }
        return lines
    }
}
