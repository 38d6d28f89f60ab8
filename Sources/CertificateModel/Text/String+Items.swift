extension String {
    /// The items of a list as somebody types it: separated by commas, semicolons, white space, or several of these.
    package var items: [String] {
        split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
    }
}
