/// What is wrong with a file, one sentence for each breach: an empty list is what a test wants.
enum Rules {
    /// Files are read whole; what does not fit is two things.
    static let longest = 230

    static func breaches(of file: SourceText) -> [String] {
        imports(of: file) + traps(of: file) + length(of: file)
    }

    private static func imports(of file: SourceText) -> [String] {
        guard let allowed = Arrows.allowed[file.part] else {
            return ["\(file.path): no arrows are declared for the part \"\(file.part)\""]
        }
        return file.imports.filter { !allowed.contains($0.module) }.map {
            "\(file.path):\($0.line): \(file.part) must not import \($0.module)"
        }
    }

    private static func traps(of file: SourceText) -> [String] {
        ["try!", "fatalError("].flatMap { trap in
            file.lines(holding: trap).map { "\(file.path):\($0): \"\(trap)\" ends the program instead of saying why" }
        }
    }

    private static func length(of file: SourceText) -> [String] {
        file.lines.count <= longest
            ? [] : ["\(file.path): \(file.lines.count) lines, and at most \(longest) are read whole"]
    }
}
