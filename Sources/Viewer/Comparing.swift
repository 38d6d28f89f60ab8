import CertificateModel
import ScreenKit

/// Marking an entry, and holding another one against it.
extension State {
    mutating func mark() {
        guard let entry else { return }
        list.marked = list.marked == entry ? nil : entry
        notice = list.marked == nil ? nil : "Marked: \"=\" on another entry compares the two."
    }

    mutating func compare() {
        guard let marked = list.marked, let entry, marked != entry else { return }
        opened.touch(marked)
        opened.touch(entry)
        pages.append(.compare(ComparePage(left: marked, right: entry)))
    }

    mutating func showOnlyDifferences() {
        guard case .compare(var compare) = page else { return }
        compare.onlyDifferences.toggle()
        compare.lines = nil
        compare.first = 0
        page = .compare(compare)
    }

    /// Compares as soon as both entries are there, and asks for them until then.
    mutating func settle(_ compare: ComparePage) -> [Effect] {
        guard compare.lines == nil else { return [] }
        guard let left = opened[compare.left], let right = opened[compare.right] else {
            return [.open(compare.left), .open(compare.right)]
        }
        var compare = compare
        let comparison = Comparison(left, right)
        let (all, different) = comparison.counts
        compare.summary =
            left.der == right.der
            ? "The same certificate, octet for octet." : "\(different) of \(all) rows differ."
        compare.lines = comparison.lines(
            columns: size.columns, onlyDifferences: compare.onlyDifferences, glyphs: glyphs)
        page = .compare(compare)
        return []
    }
}
