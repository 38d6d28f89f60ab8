import CertificateModel
import ScreenKit

/// Moving on the screens that change the server.
extension State {
    mutating func moveInOperation(by distance: Int) {
        switch page {
        case .replace(let scroll):
            page = .replace(scroll: Self.moved(scroll, by: distance, limit: bodyLimit))
        case .difference(var difference):
            if let table = difference.table {
                difference.selected = Self.moved(difference.selected, by: distance, limit: table.rows.count - 1)
            } else {
                difference.scroll = Self.moved(difference.scroll, by: distance, limit: bodyLimit)
            }
            page = .difference(difference)
        case .result(var result):
            result.scroll = Self.moved(result.scroll, by: distance, limit: bodyLimit)
            page = .result(result)
        case .history(let selected):
            page = .history(selected: Self.moved(selected, by: distance, limit: (history?.count ?? 0) - 1))
        case .generation(let number, let scroll):
            page = .generation(number, scroll: Self.moved(scroll, by: distance, limit: bodyLimit))
        default: break
        }
    }
}
