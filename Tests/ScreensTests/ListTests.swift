@testable import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("The list of entries")
struct ListTests {
    @Test("An entry that failed a check has a cross from then on, at the level at which it did, while it is there")
    func failed() {
        var state = ScreenSample.list(entries: 3)
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(100..<103)))
        let failing = CheckResult.wrong(.keySize, isAsked: true, "\"a\" has a short key", hint: "take another one")
        _ = state.press("Enter")
        _ = state.update(.judged(0, .medium, JudgedEntry(chain: [], checks: [failing])))
        #expect(state.lines[1].hasPrefix(" × "))
        _ = state.press("Esc")
        #expect(state.lines.filter { $0.contains("Host 10") }.prefix(3).map { $0.prefix(2) } == [" ×", " √", " √"])
        _ = state.press("c", "l", "Esc")
        #expect(!state.lines.contains { $0.hasPrefix(" ×") })
        _ = state.update(.counted(0, isAll: false))
        #expect(state.context.reviewed.failed.isEmpty)
    }

    @Test("names the key that opens as soon as there is something to open")
    func openable() {
        var state = ScreenSample.list()
        #expect(!state.lines.contains { $0.contains("Enter Open") })
        _ = state.update(.counted(1, isAll: true))
        #expect(state.lines.contains { $0.contains("Enter Open") })
    }

    @Test("asks for what is in view, and for nothing twice", arguments: [("Home", "End"), ("g", "G")])
    func lazy(_ start: String, _ end: String) {
        var state = ScreenSample.list()
        let first = state.update(.counted(10_000, isAll: true))
        #expect(first == [.summarize(0..<state.listHeight)])
        #expect(state.press("Down") == [])
        let height = state.listHeight
        #expect(state.press(end) == [.summarize(10_000 - height..<10_000)])
        #expect(state.update(.summarized(first: 0, ScreenSample.summaries(0..<height))) == [])
        #expect(state.press(start) == [] && state.context.reviewed.list.selected == 0)
        #expect(state.context.reviewed.list.entries.summarized == height)
    }

    @Test("asks for everything before it sorts or filters, once, and stays alive until then", arguments: ["s", "/"])
    func everything(_ key: String) {
        var state = ScreenSample.list(entries: 300)
        let asked = state.press(key) + (key == "/" ? state.press("5") : [])
        // A footer of one row less has room for one entry more.
        #expect(asked.filter { $0 != .summarize(15..<16) } == [.summarizeAll])
        #expect(state.lines.contains { $0.contains("reading...") })
        #expect(state.press("Down", "^G", "Esc").isEmpty)
        #expect(state.update(.summarized(first: 0, ScreenSample.summaries(0..<300))).isEmpty)
        #expect(state.update(.summarizedAll).isEmpty)
        #expect(!state.lines.contains { $0.contains("reading...") })
        let holding = ScreenSample.summaries(0..<300).count { "\($0.subject) \($0.issuer) \($0.source)".contains("5") }
        #expect(state.context.reviewed.list.entryCount == (key == "s" ? 300 : holding))
    }

    @Test("asks again where entries were found while it waited")
    func grows() {
        var state = ScreenSample.list(entries: 100)
        #expect(state.press("s") == [.summarizeAll])
        #expect(state.update(.counted(150, isAll: true)) == [.summarizeAll])
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<150)))
        #expect(state.update(.summarizedAll).isEmpty)
        #expect(state.context.reviewed.list.entryCount == 150)
    }

    @Test("leaves the cursor on its entry, whatever the order")
    func cursor() {
        var state = ScreenSample.list(entries: 300)
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<300)))
        for _ in 0..<42 { _ = state.press("Down") }
        for key in ["s", "s", "r", "s", "s", "s", "s", "r", "/"] {
            _ = state.press(key)
            #expect(state.context.reviewed.list.entry == 42, "after \(key)")
        }
        _ = state.press("HOST 42.", "Enter")
        #expect(state.context.reviewed.list.entry == 42)
        #expect(state.context.reviewed.list.entryCount == 1)
        _ = state.press("Esc")
        #expect(state.context.reviewed.list.entry == 42)
        #expect(state.context.reviewed.list.entryCount == 300)
    }

    @Test("sorts by each column, in either direction", arguments: Order.allCases)
    func orders(_ order: Order) {
        var state = ScreenSample.list(entries: 50)
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<50).reversed()))
        while state.context.reviewed.list.arrangement.order != order { _ = state.press("s") }
        let entries = (0..<50).map {
            state.context.reviewed.list.arrangement.entry(at: $0, state.context.reviewed.list.entries)
        }
        #expect(Set(entries) == Set(0..<50))
        func key(_ index: Int) -> String {
            let summary = state.context.reviewed.list.entries[index]
            return switch order {
            case .found: String(100 + index)
            case .state: String(summary?.state(at: ScreenSample.now).rawValue ?? 9)
            case .subject: summary?.subject.lowercased() ?? ""
            case .issuer: summary?.issuer.lowercased() ?? ""
            case .end: summary?.notAfter?.description ?? ""
            case .source: summary?.source ?? ""
            }
        }
        #expect(entries.map(key) == entries.map(key).sorted())
        _ = state.press("r")
        #expect(
            entries
                == (0..<50).reversed().map {
                    state.context.reviewed.list.arrangement.entry(at: $0, state.context.reviewed.list.entries)
                })
    }

    @Test(
        "finds text in letters of either case, in any script",
        arguments: [
            ("EXAMPLE", "an example", true), ("straße", "Große STRAßE", true), ("É", "café", true), ("x", "", false),
            ("ab", "aab", true), ("abc", "ab", false), ("k", "\u{212a}", false), ("", "anything", false),
        ])
    func needle(_ needle: String, _ text: String, _ isFound: Bool) {
        #expect(SearchText(needle).isFound(in: text) == isFound)
    }

    private static let day: Int64 = 86_400
    @Test(
        "says how long an entry is valid",
        arguments: [
            (-10 * day, 71 * day, "expires in 71 days"), (-10 * day, 3 * 366 * day, "expires in 3 years"),
            (-day, 60, "expires today"),
            (-10 * day, 730 * day, "expires in 730 days"), (-10 * day, 731 * day, "expires in 2 years"),
            (-90 * day, -12 * day, "expired 12 days ago"), (-90 * day, -60, "expired today"),
            (day, 9 * day, "starts in 1 day"),
            (60, 9 * day, "starts today"),
        ])
    func distance(_ from: Int64, _ to: Int64, _ text: String) {
        let summary = EntrySummary(
            subject: "", issuer: "", notBefore: ScreenSample.now.adding(seconds: from),
            notAfter: ScreenSample.now.adding(seconds: to), source: "")
        #expect(summary.distance(from: ScreenSample.now) == text)
    }

    @Test("groups what servers sent below a line for each, and says how long one has been silent")
    func servers() {
        var state = ScreenSample.list(entries: 5)
        func peer(_ name: String, _ entries: Range<Int>) -> PeerFacts {
            PeerFacts(
                peer: name, address: "10.0.0.1", protocolVersion: "TLSv1.3", cipher: "X", entries: entries,
                isAsStored: nil)
        }
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<5)))
        _ = state.update(.waiting(peer: "c:443", seconds: 1))
        _ = state.update(.answered(peer("b:443", 3..<5)))
        _ = state.update(.answered(peer("a:443", 0..<2)))
        _ = state.update(.waiting(peer: "c:443", seconds: 3))
        // What was told of the waiting before the answer came.
        _ = state.update(.waiting(peer: "a:443", seconds: 2))
        func shown() -> [String] {
            state.lines.compactMap { line in
                [
                    "Host 0", "Host 1", "Host 2", "Host 3", "Host 4", "a:443 answers", "b:443 answers",
                    "c:443: no answer yet, 3 s",
                ]
                .first { line.dropFirst(4).contains($0) && !line.hasPrefix(" from") }
            }
        }
        let grouped = [
            "c:443: no answer yet, 3 s", "a:443 answers", "Host 0", "Host 1", "Host 2", "b:443 answers", "Host 3",
            "Host 4",
        ]
        #expect(Array(shown().prefix(8)) == grouped, "\(state.lines)")
        // Every line is reached, and each entry is itself.
        var entries: [Int?] = []
        _ = state.press("Home")
        for _ in 0..<8 {
            entries.append(state.context.reviewed.list.entry)
            _ = state.press("Down")
        }
        #expect(entries == [nil, nil, 0, 1, 2, nil, 3, 4])
        // In another order there are no groups.
        _ = state.press("r")
        #expect(
            Array(shown().prefix(8)) == [
                "c:443: no answer yet, 3 s", "b:443 answers", "a:443 answers", "Host 4", "Host 3", "Host 2", "Host 1",
                "Host 0",
            ], "\(state.lines)")
    }

    @Test(
        "shows the kind of each, the whole subject of the one under the cursor, and a self-signed one's issuer as itself"
    )
    func kinds() {
        var state = ScreenSample.list(entries: 2)
        let long = "A subject that is far too long for a column of a list on eighty columns, and goes on and on in it"
        func summary(_ subject: String, _ kind: CertificateKind, isSelfSigned: Bool) -> EntrySummary {
            EntrySummary(
                subject: subject, issuer: "Example Root", notBefore: ScreenSample.now,
                notAfter: ScreenSample.now.adding(years: 1), source: "a.pem", kind: kind, isSelfSigned: isSelfSigned)
        }
        _ = state.update(
            .summarized(
                first: 0,
                [summary("Example Root", .root, isSelfSigned: true), summary(long, .identity, isSelfSigned: false)]))
        #expect(state.lines.contains { $0.contains("root          Example Root") && $0.contains("itself") })
        #expect(state.lines.contains { $0.hasPrefix(" root: Example Root") })
        _ = state.press("Down")
        let below = state.lines.suffix(5).joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(below.contains("identity: \(long)"), "\(state.lines)")
        #expect(below.contains("issued by Example Root"))
    }

    @Test("keeps what is said of a source, and takes a new answer for an old one")
    func heads() {
        var state = ScreenSample.list(entries: 3)
        let peer = PeerFacts(
            peer: "a:443", address: "10.0.0.1", protocolVersion: "TLSv1.3", cipher: "X", entries: 0..<3,
            isAsStored: false)
        _ = state.update(.failed(source: "a:443", Refusal("\"a:443\" does not answer", hint: "wait")))
        #expect(state.lines.contains { $0.contains("does not answer") })
        #expect(state.context.reviewed.list.entry == 0)
        #expect(state.press("u") == [.refresh])
        _ = state.update(.answered(peer))
        #expect(!state.lines.contains { $0.contains("does not answer") })
        #expect(state.lines.contains { $0.contains("ANOTHER certificate than the stored one") })
        #expect(state.press("u") == [.refresh])
    }

    @Test("forgets everything where there are fewer entries than before")
    func fewer() {
        var state = ScreenSample.list(entries: 30)
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<20)))
        _ = state.press("Enter")
        _ = state.update(.opened(0, ScreenSample.opened()))
        let asked = state.update(.counted(2, isAll: true))
        #expect(asked == [.summarize(0..<2)])
        #expect(state.top is ListPage)
        #expect(state.context.reviewed.opened.count == 0)
    }
}
