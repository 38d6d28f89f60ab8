import SourceTexts

/// What is wrong with a file, one sentence for each breach: an empty list is what a test wants.
enum Rules {
    /// What reads this host: clock, ports, name server, media, operator, peers, environment. Operations get it from a
    /// `World`, of which one file is the real one.
    static let readers = [
        "SystemClock.", "HostInspector.", "ReverseLookup.", "Places.found", "Operator.current", "MachineID.read",
        "TLSPeer.ask", "getenv(", "AddressChanges(", "PageServerProcess(",
    ]
    /// Where it may be read: the part that wraps it, the real world, the terminal, which asks what it is, and the service that
    /// waits for the host to change.
    private static let mayRead = [
        "Sources/Host/", "Sources/Operations/World+Real.swift", "Sources/Terminal/",
        "Sources/keyturn/Watch/AddressWatch.swift",
    ]

    static func breaches(of file: SourceText) -> [String] {
        imports(of: file) + traps(of: file) + readings(of: file)
    }

    private static func imports(of file: SourceText) -> [String] {
        guard Arrows.inSwift.contains(file.part) else {
            return ["\(file.path): no arrows are declared for the part \"\(file.part)\""]
        }
        let allowed = Arrows.inSwift.union(Arrows.foreign[file.part] ?? [])
        return file.imports.filter { !allowed.contains($0.module) }.map {
            "\(file.path):\($0.line): \(file.part) must not import \($0.module)"
        }
    }

    private static func traps(of file: SourceText) -> [String] {
        ["try!", "fatalError(", "precondition(", "preconditionFailure("].flatMap { trap in
            file.lines(holding: trap).map { "\(file.path):\($0): \"\(trap)\" ends the program instead of saying why" }
        }
    }

    private static func readings(of file: SourceText) -> [String] {
        guard !mayRead.contains(where: file.path.hasPrefix) else { return [] }
        return readers.flatMap { reader in
            file.lines(holding: reader).map { "\(file.path):\($0): \"\(reader)\" reads the host past the world" }
        }
    }
}
