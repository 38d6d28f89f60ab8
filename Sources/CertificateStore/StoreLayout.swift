/// Where everything in a store is: names and paths, without touching the disk.
public struct StoreLayout: Hashable, Sendable {
    /// The store's own folder.
    public let folder: String

    /// The layout of a store in this folder.
    public init(folder: String) {
        var folder = folder
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        self.folder = folder
    }

    /// The lock that a writing run holds (flock(2)).
    public var lock: String { "\(folder)/\(Self.lockName)" }
    /// The folder of all generations.
    public var generations: String { "\(folder)/\(Self.generationsName)" }
    /// The folder of the signing requests that wait for their certificates.
    public var requests: String { "\(folder)/\(Self.requestsName)" }
    /// The link to the generation in use: what servers are pointed at.
    public var live: String { "\(folder)/\(Self.liveName)" }
    /// The next unused serial of each root.
    public var serials: String { "\(folder)/\(Self.serialsName)" }
    /// The trusted certificates, one PEM file each.
    public var trusted: String { "\(folder)/\(Self.trustedName)" }
    /// Who did what, when, from where and why.
    public var journal: String { "\(folder)/\(Self.journalName)" }
    /// What tells the machine that the store is of.
    public var machine: String { "\(folder)/\(Self.machineName)" }
    /// The unfinished answers of a wizard.
    public var draft: String { "\(folder)/\(Self.draftName)" }
    /// What each file is.
    public var readMe: String { "\(folder)/\(Self.readMeName)" }
    /// The folder of one generation.
    public func generation(_ number: Int) -> String { "\(generations)/\(Self.generationName(number))" }
    /// The folder of one signing request.
    public func request(_ number: Int) -> String { "\(requests)/\(Self.generationName(number))" }
    /// A file by its path under `live`, which stays the same from one generation to the next.
    public func live(_ file: String) -> String { "\(live)/\(file)" }

    static let lockName = "lock"
    static let generationsName = "generations"
    static let requestsName = "requests"
    static let liveName = "live"
    static let serialsName = "serials"
    static let trustedName = "trusted"
    static let journalName = "journal.jsonl"
    static let machineName = "machine"
    static let draftName = "draft.toml"
    static let readMeName = "README"
    static let manifestName = "manifest.json"

    /// What makes a folder a store; the lock alone does not.
    static let names: Set = [
        generationsName, requestsName, liveName, serialsName, trustedName, journalName, machineName, draftName,
        readMeName,
    ]

    /// A link that a commit has prepared and not yet made live. While it exists, its generation has never been live.
    static let commitLinkName = ".live-commit"
    /// A link to the generation before, kept ready so that going back needs no room on the disk.
    static let previousLinkName = ".live-previous"
    /// A link that a rollback is about to make live; then what was in the place of the live link, if that was no link.
    static let rollbackLinkName = ".live-rollback"
    /// What is in the place of the live link, while the link takes that place.
    static let asideName = ".live-aside"
    /// The copy of a generation that was in the place of the live link, from the moment it is given up until its files are
    /// gone.
    static let droppedLiveName = ".live-dropped"
    /// The name that something gets which was in the place of the live link, and which no generation has.
    static func keptName(_ number: Int) -> String { "live-kept-\(number)" }
    /// How the names of things begin that have not got their final name yet.
    static let pendingPrefix = ".pending-"
    private static let droppedPrefix = ".dropped-"

    /// The folder around a path; `.` for a single name.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        let parent = path[..<slash]
        return parent.isEmpty ? "/" : StoreLayout(folder: String(parent)).folder
    }

    /// The largest number a generation or a request can have.
    static let highestGeneration = 999_999_999

    /// The name of the folder of a generation or a request: its number in at least six digits.
    static func generationName(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The number of the folder of a generation or a request; nil for any other name.
    static func generationNumber(_ name: String) -> Int? {
        guard name.utf8.count <= 9, name.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(name),
            number > 0, generationName(number) == name
        else { return nil }
        return number
    }

    /// Where the live link leads for a generation: relative, so that the store can be moved as a whole.
    static func linkTarget(_ number: Int) -> String { "\(generationsName)/\(generationName(number))" }

    /// The number of the generation to which a link leads; nil where it leads anywhere else.
    static func generationNumber(linkTarget: String) -> Int? {
        let prefix = generationsName + "/"
        guard linkTarget.hasPrefix(prefix) else { return nil }
        return generationNumber(String(linkTarget.dropFirst(prefix.count)))
    }

    /// The folder in which a generation or a request is written before it gets its number.
    static func pendingName(_ number: Int) -> String { pendingPrefix + generationName(number) }
    /// The name that a request has from the moment it is given up until its files are gone.
    static func droppedName(_ number: Int) -> String { droppedPrefix + generationName(number) }
    /// The number of a request that was given up; nil for any other name.
    static func droppedNumber(_ name: String) -> Int? {
        name.hasPrefix(droppedPrefix) ? generationNumber(String(name.dropFirst(droppedPrefix.count))) : nil
    }
    /// The name under which a trusted certificate waits until its generation is live.
    static func pendingName(_ number: Int, trusted name: String) -> String { "\(pendingName(number))-\(name)" }
    /// The name of an older part of the journal.
    static func journalPartName(_ number: Int) -> String { "journal-\(generationName(number)).jsonl" }
    /// The number of an older part of the journal; nil for any other name.
    static func journalPartNumber(_ name: String) -> Int? {
        guard name.hasPrefix("journal-"), name.hasSuffix(".jsonl") else { return nil }
        return generationNumber(String(name.dropFirst("journal-".count).dropLast(".jsonl".count)))
    }
    /// The name under which a file is written before it replaces another.
    static func temporaryName(for name: String) -> String { ".\(name)-new" }

    /// Whether a name can be that of a file in a generation or of a trusted certificate.
    static func isUsable(_ name: String) -> Bool {
        (1...100).contains(name.utf8.count) && name.first != "."
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }
}
