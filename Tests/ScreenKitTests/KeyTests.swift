import Testing

@testable import ScreenKit

@Suite("Keys and footers")
struct KeyTests {
    @Test("Every key has a name, and is found by it")
    func names() {
        let plain: [Key] = [
            .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown, .character("a"), .character(" "), .character("^"), .character("F"), .control("g"),
            .function(1), .function(12),
        ]
        for key in plain {
            #expect(!key.name.isEmpty)
            #expect(Key(name: key.name) == key)
        }
        #expect(Key.control("g").name == "^G")
        #expect(["", "Entre", "F0", "F99", "^", "^AB"].compactMap(Key.init(name:)) == [.character("^")])
    }

    static let bindings = [
        KeyBinding([.down, .control("n")], "move", 1), KeyBinding(.up, "move", 2), KeyBinding(.enter, "next", 3),
        KeyBinding(.character("?"), "", 4), KeyBinding([.escape, .control("c")], "back", 5),
    ]

    @Test(
        "The handler takes every key of a binding, also of one that is not shown",
        arguments: [
            (Key.control("n"), 1), (.up, 2), (.character("?"), 4), (.control("c"), 5), (.tab, nil),
        ] as [(Key, Int?)])
    func actions(_ key: Key, _ action: Int?) { #expect(Self.bindings.action(for: key) == action) }

    @Test("A pasted character is no key of a binding")
    func pasted() {
        #expect(Self.bindings.action(for: .character("?")) == 4)
        #expect(Self.bindings.action(for: .pasted("?")) == nil)
    }

    @Test(
        "The footer takes one row where it can, two where it must, and says so when both are full",
        arguments: [
            (40, [" Down/Up move  Enter next  Esc back"]), (32, [" Down/Up move  Enter next", " Esc back"]),
            (15, [" Down/Up move", " Enter next  ..."]),
            (0, [" Down/Up move", " Enter next  ..."]),
        ])
    func footer(_ columns: Int, _ rows: [String]) {
        let footer = Self.bindings.footer(columns: columns)
        #expect(footer.rows.map { $0.map(\.text).joined() } == rows)
        #expect(footer.height == rows.count)
    }

    @Test("Keys stand out in the footer, which is on the last rows")
    func drawing() {
        var screen = Screen(size: Size(columns: 32, rows: 3))
        screen.put(Self.bindings.footer(columns: 32))
        #expect(screen.lines == ["", " Down/Up move  Enter next", " Esc back"])
        #expect(screen.styleLines == ["", ".KKKKKKK.......KKKKK", ".KKK"])
        #expect([KeyBinding<Int>]().footer(columns: 80).height == 0)
    }
}
