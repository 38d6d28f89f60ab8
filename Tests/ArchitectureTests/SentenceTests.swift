import SourceTexts
import Testing

@Suite("One thing has one word")
struct SentenceTests {
    /// What no sentence says, and what to say: CONTRIBUTING.md has the words.
    private static let words: [(not: String, say: String)] = [
        ("octet", "bytes"), ("anew", "again, or regenerate"), ("not yet valid", "not valid yet"),
        ("held against", "compared with, or not checked"), ("cut together", "combined"), ("whoever", "who, or clients"),
        ("it is no ", "it is not a"), ("\" is no ", "is not a"), ("… is no ", "is not a"), ("are no ", "are not"),
        ("has ended", "has expired"), (" ended at", "expired at"), ("ended today", "expired today"),
        ("ends in … days", "expires in"), ("ends at ", "expires at"), ("ends today", "expires today"),
        ("near its end", "expires soon"), ("until that ends", "until it expires"), ("stands what", "is what"),
        ("renewed by themselves", "renewed automatically"), ("by itself", "automatically"),
    ]

    private static let sentences = Result { try Sentence.all() }

    @Test("no sentence has a word for which there is another one", arguments: words)
    func unusedWords(_ not: String, _ say: String) throws {
        for sentence in try Self.sentences.get() where sentence.text.lowercased().contains(not) {
            Issue.record("\(sentence.path):\(sentence.line): say \"\(say)\" for \"\(not)\": \(sentence.text)")
        }
    }

    /// What hints begin with. A new verb is added here; what is no verb is none.
    private static let verbs: Set<String> = [
        "add", "answer", "ask", "change", "check", "choose", "connect", "copy", "correct", "do", "drop", "end",
        "enter", "export", "fetch", "free", "get", "give", "go", "ignite", "import", "install", "leave", "let",
        "list", "look", "make", "mount", "name", "open", "press", "put", "raise", "read", "regenerate", "remove",
        "rename",
        "repair", "replace", "report", "restore", "review", "run", "save", "say", "send", "set", "shorten", "sign",
        "start", "stop", "take", "try", "type", "update", "use", "wait", "write",
    ]

    @Test("every hint begins with a verb")
    func hints() throws {
        for hint in try Self.sentences.get() where hint.isHint {
            let first = hint.text.split(separator: " ").first?.lowercased() ?? ""
            // What begins with a value that is put in says it there.
            guard !first.contains("…"), !Self.verbs.contains(first) else { continue }
            Issue.record("\(hint.path):\(hint.line): \(hint.text)")
        }
    }

    @Test("literals are read as they are: joined, with what is put in, and not in comments")
    func reads() {
        let file = SourceText(
            path: "Sources/A/B.swift",
            """
            // "not this one"
            let one = "a first " + "and a last"
            throw Refusal("\\(name("x")) is wrong", hint: isLong ? "use a short one" : "use another")
            say("no hint any more")
            """)
        let sentences = file.sentences
        #expect(
            sentences.map(\.text) == [
                "a first and a last", "… is wrong", "use a short one", "use another", "no hint any more",
            ])
        #expect(sentences.map(\.isHint) == [false, false, true, true, false])
        #expect(sentences.map(\.line) == [2, 3, 3, 3, 4])
    }
}
