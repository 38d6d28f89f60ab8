/// Where the columns of the list are: narrow screens show the subject and how long it is valid, others the kind and the
/// issuer, and wide ones the date and the source too.
struct ListColumns {
    let kind: Range<Int>?
    let subject: Range<Int>
    let issuer: Range<Int>?
    let end: Range<Int>?
    let distance: Range<Int>
    let source: Range<Int>?

    /// The longest text: `expired 729 days ago`.
    private static let distanceColumns = 20
    private static let dateColumns = 10
    /// The longest kind: `intermediate`.
    private static let kindColumns = 12

    init(columns: Int) {
        let start = 4
        let last = columns - 1
        let isWide = columns >= 110
        let sourceColumns = isWide ? min(columns / 5, 40) : 0
        let sourceStart = last - sourceColumns
        source = isWide ? sourceStart..<last : nil
        let distanceEnd = isWide ? sourceStart - 2 : last
        let distanceStart = distanceEnd - Self.distanceColumns
        distance = distanceStart..<distanceEnd
        guard columns >= 70 else {
            subject = start..<distanceStart - 2
            (kind, issuer, end) = (nil, nil, nil)
            return
        }
        kind = start..<start + Self.kindColumns
        let subjectStart = start + Self.kindColumns + 2
        let endStart = isWide ? distanceStart - 2 - Self.dateColumns : distanceStart
        end = isWide ? endStart..<endStart + Self.dateColumns : nil
        let room = endStart - 2 - subjectStart - 2
        let half = subjectStart + (room + 1) / 2
        subject = subjectStart..<half
        issuer = half + 2..<endStart - 2
    }

    /// The columns that the list can be sorted by.
    var heads: [(Order, Range<Int>)] {
        let all: [(Order, Range<Int>?)] = [
            (.subject, subject), (.issuer, issuer), (.end, end ?? distance), (.source, source),
        ]
        return all.compactMap { order, column in column.map { (order, $0) } }
    }

    func title(of order: Order) -> String {
        switch order {
        case .found, .state: ""
        case .subject: "Subject"
        case .issuer: "Issuer"
        case .end: "Expires"
        case .source: "Source"
        }
    }
}
