import CertificateModel

extension StoreError: CustomStringConvertible {
    /// What went wrong: one sentence without a final full stop, the thing in double quotes.
    public var problem: String {
        switch self {
        case .notPermitted(let failure), .noSpace(let failure), .failed(let failure):
            failure.sentence
        case .held(let path, let process?):
            "another run (process \(process)) is changing the store \(quoted(path))"
        case .held(let path, nil):
            "another run is changing the store \(quoted(path))"
        case .damaged(let path, let reason):
            "\(quoted(path)) is damaged: \(reason)"
        case .newerFormat(let path, let format, let known):
            "\(quoted(path)) was written by a newer version of this software: "
                + "it has format \(format), and this version reads up to \(known)"
        case .unsafeFolder(let path, let reason):
            "the store \(quoted(path)) is not safe to use: \(reason)"
        case .noSuchGeneration(let number, let path):
            "the store \(quoted(path)) has no generation \"\(number)\""
        case .noSuchRequest(let number, let path):
            "the store \(quoted(path)) has no request \"\(number)\""
        case .unusableName(let name):
            "\(quoted(name)) cannot be the name of a file in the store"
        case .trustedNameTaken(let path):
            "the trusted certificate \(quoted(path)) exists already with other contents"
        case .serialOutOfRange(let root):
            "the root \(quoted(root)) has no serial number left within 20 bytes"
        case .unusableRoot(let root):
            "\(quoted(root)) does not name a root certificate"
        }
    }

    /// What to do, wherever it is said: one sentence without a final full stop. A front end that has an option or a key for it
    /// says so itself.
    public var hint: String {
        switch self {
        case .notPermitted: "run as the user who owns the store, or as root"
        case .noSpace(let failure) where failure.isLimit:
            "raise the limit on the size of files (ulimit -f) and try again; nothing was changed"
        case .noSpace: "make room on that file system and try again; nothing was changed"
        case .failed(let failure) where failure.isReadOnly: "mount the file system for writing"
        case .failed: "check the path and the disk (dmesg shows disk errors)"
        case .held: "wait until that run has finished, and try again"
        case .damaged where isOfLive: "make one of its generations live again"
        case .damaged where isOfRecord: "look at what it is, and move it out of the store: the next run makes a new one"
        case .damaged where isMendedByAnOlderGeneration: "restore it from a copy, or go back to another generation"
        case .damaged where isOfRequest: "restore it from a copy, or drop the request and make a new one"
        case .damaged(let path, _) where path.hasSuffix("/\(StoreLayout.serialsName)"):
            "remove it: the numbers continue after those of the stored certificates"
        case .damaged: "restore it from a copy, or move it out of the store"
        case .newerFormat: "use the version of this software that wrote it, or a later one"
        case .unsafeFolder: "name a folder that belongs to you and that only you can write to"
        case .noSuchGeneration: "choose a generation that the history lists"
        case .noSuchRequest: "choose a request from the list of those that wait"
        case .unusableName: "use 1 to 100 letters, digits, dots, hyphens and underscores, and no dot in front"
        case .trustedNameTaken: "look at both, and remove the file if it is not a certificate that you trust"
        case .serialOutOfRange: "regenerate the root with a new key: it starts its own serial numbers"
        case .unusableRoot: "name a root by its SHA-256 digest: 64 hexadecimal digits"
        }
    }

    /// Whether a generation is damaged, so that an older one can take its place.
    public var isMendedByAnOlderGeneration: Bool { isIn(StoreLayout.generationsName) }

    /// Whether a signing request is damaged, which can be dropped.
    public var isOfRequest: Bool { isIn(StoreLayout.requestsName) }

    /// Whether what is damaged has a number in this folder of the store, or is a file of what has one.
    private func isIn(_ folder: String) -> Bool {
        guard case .damaged(let path, _) = self else { return false }
        let names = path.split(separator: "/").suffix(3)
        return zip(names, names.dropFirst()).contains {
            $0 == folder && StoreLayout.generationNumber(String($1)) != nil
        }
    }

    /// Whether something else is in the place of the lock or of the journal.
    private var isOfRecord: Bool {
        guard case .damaged(let path, _) = self else { return false }
        return [StoreLayout.lockName, StoreLayout.journalName].contains { path.hasSuffix("/\($0)") }
    }

    /// Whether something else is in the place of the live link, so that any generation can take it.
    public var isOfLive: Bool {
        guard case .damaged(let path, _) = self else { return false }
        return path.hasSuffix("/\(StoreLayout.liveName)")
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }

    private func quoted(_ text: String) -> String { VisibleText.quoted(text) }
}
