/// Any JSON value.
enum JSONTree: Decodable {
    case string(String)
    case boolean(Bool)
    case null
    case integer(Int)
    case number
    case list([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let list = try? container.decode([JSONTree].self) {
            self = .list(list)
        } else if let object = try? container.decode([String: JSONTree].self) {
            self = .object(object)
        } else {
            _ = try container.decode(Double.self)
            self = .number
        }
    }

    /// What a sentence calls a value of this kind.
    var typeName: String {
        switch self {
        case .string: "text"
        case .boolean: "true or false"
        case .null: "null"
        case .integer, .number: "a number"
        case .list: "a list"
        case .object: "a table"
        }
    }
}
