internal import CNcurses
internal import ScreenKit

extension Key {
    /// The key for a code above 255 from wgetch(3X); nil for keys that no screen uses.
    init?(cursesCode code: Int32) {
        switch code {
        case KEY_ENTER: self = .enter
        case KEY_BTAB: self = .backTab
        case KEY_BACKSPACE: self = .backspace
        case KEY_DC: self = .delete
        case KEY_IC: self = .insert
        case KEY_UP: self = .up
        case KEY_DOWN: self = .down
        case KEY_LEFT: self = .left
        case KEY_RIGHT: self = .right
        // A vt220 has Find and Select in the place of Home and End.
        case KEY_HOME, KEY_FIND: self = .home
        case KEY_END, KEY_SELECT: self = .end
        case KEY_PPAGE: self = .pageUp
        case KEY_NPAGE: self = .pageDown
        // On the Linux console, terminfo defines ^Z as this key.
        case KEY_SUSPEND: self = .control("z")
        default:
            let number = code - curses_first_function_key()
            guard (1...63).contains(number) else { return nil }
            self = .function(Int(number))
        }
    }
}
