internal import CNcurses
internal import ScreenKit

/// The curses attributes of the styles.
///
/// Bold, underline and reverse show every difference that matters. Colour is an addition.
struct Attributes {
    private let colored: Bool

    /// Sets up the colour pairs, if the terminal has colours and the policy allows them.
    init(_ policy: ColorPolicy) {
        colored = policy == .auto && has_colors() && start_color() != ERR && use_default_colors() != ERR
        guard colored else { return }
        for pair in Pair.allCases { init_pair(pair.rawValue, pair.color, pair.ground) }
    }

    func set(_ style: Style, on window: UnsafeMutablePointer<WINDOW>) {
        let (attributes, pair) = Attributes.look(style)
        _ = curses_set_attributes(window, attributes, colored ? pair?.rawValue ?? 0 : 0)
    }

    /// Whether a style looks like running text.
    static func isPlain(_ style: Style) -> Bool { look(style) == (0, nil) }

    private static func look(_ style: Style) -> (attr_t, Pair?) {
        switch style {
        case .normal, .label: (0, nil)
        case .title: (curses_reverse(), nil)
        case .heading: (curses_bold(), nil)
        case .field: (curses_underline(), nil)
        case .focusedField: (curses_underline(), nil)
        case .selected: (curses_reverse(), nil)
        // A_DIM is unreadable on some consoles and missing on most. The position tells that text is muted.
        case .muted: (0, nil)
        case .key: (curses_bold(), nil)
        // Text has the terminal's own colour: yellow on white has a contrast of 1.7 to 1.
        case .value: (0, nil)
        case .warning, .error: (curses_bold(), nil)
        case .mark: (curses_bold(), .mark)
        case .success: (0, .success)
        case .code: (0, .code)
        case .failure: (curses_bold(), .failure)
        }
    }

    private enum Pair: Int16, CaseIterable {
        case mark = 1
        case success, failure, code

        /// The colour of the ground; that of the terminal for all but QR codes.
        var ground: Int16 { self == .code ? Int16(COLOR_BLACK) : -1 }

        var color: Int16 {
            switch self {
            case .mark: Int16(COLOR_YELLOW)
            case .success: Int16(COLOR_GREEN)
            case .code: Int16(COLOR_WHITE)
            case .failure: Int16(COLOR_RED)
            }
        }
    }
}
