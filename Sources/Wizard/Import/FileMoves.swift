/// Moving through the screen of the files.
extension FileChoice {
    /// Moves through the field, the list and the chosen files, in this order; up from the field to the chosen ones.
    mutating func move(by distance: Int) {
        if focus == .path, distance == -1, !chosen.isEmpty {
            focus = .chosen(chosen.count - 1)
            return
        }
        let last = rows.count + chosen.count
        let target = min(max(index + min(max(distance, -last), last), 0), last)
        focus = target == 0 ? .path : target <= rows.count ? .row(target - 1) : .chosen(target - 1 - rows.count)
    }

    mutating func moveToPath() { focus = .path }

    /// Moves to the first or the last row of the list.
    mutating func moveToEnd(last: Bool) {
        if !rows.isEmpty { focus = .row(last ? rows.count - 1 : 0) }
    }

    private var index: Int {
        switch focus {
        case .path: 0
        case .row(let index): 1 + min(index, max(rows.count - 1, 0))
        case .chosen(let index): 1 + rows.count + index
        }
    }
}
