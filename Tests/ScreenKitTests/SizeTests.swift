import Testing

@testable import ScreenKit

@Suite("Sizes and areas")
struct SizeTests {
    @Test("A size is never negative and never absurd")
    func clamps() {
        #expect(Size(columns: -1, rows: Int.max) == Size(columns: 0, rows: Size.limit))
        #expect(Size(columns: 80, rows: 24).holds(Size(columns: 40, rows: 12)))
        #expect(!Size(columns: 39, rows: 24).holds(Size(columns: 40, rows: 12)))
    }

    @Test("An area takes any numbers, and never becomes negative")
    func rectangles() {
        let area = Rectangle(row: .min, column: .max, columns: .max, rows: .min)
        #expect(area.rows == 0)
        _ = (
            area.endRow, area.endColumn, area.inset(rows: .max, columns: .min), area.centred(columns: .max, rows: .min)
        )
        #expect(Rectangle(row: 0, column: 0, columns: 3, rows: 3).inset(rows: 2, columns: 2).columns == 0)
    }

    @Test("The middle of an area is in its middle, and never outside")
    func centred() {
        let screen = Rectangle(Size(columns: 80, rows: 24))
        #expect(screen.centred(columns: 20, rows: 4) == Rectangle(row: 10, column: 30, columns: 20, rows: 4))
        #expect(screen.centred(columns: 200, rows: 40) == screen)
    }
}
