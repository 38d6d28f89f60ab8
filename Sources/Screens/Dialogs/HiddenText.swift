import ScreenKit

/// A passphrase that is typed. The screens know only the number of its characters, and show an asterisk for each.
struct HiddenText {
    private(set) var count = 0

    /// More characters than any passphrase has.
    private static let longest = 1024

    /// What is drawn of it.
    var field: TextField { TextField(String(repeating: "*", count: count), limit: count) }

    /// Takes a key; false if it changes nothing.
    mutating func type(_ key: Key, _ context: inout Context) -> Bool {
        switch key {
        case .character(let character) where count < Self.longest, .pasted(let character) where count < Self.longest:
            count += 1
            context.perform(.passphrase(.append(character)))
        case .backspace where count > 0:
            count -= 1
            context.perform(.passphrase(.eraseLast))
        default: return false
        }
        return true
    }
}
