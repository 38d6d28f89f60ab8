public import CertificateEngine
import CertificateModel
public import Host

/// Reads what the operator named: files, and folders with files.
public enum ImportFiles {
    /// The most octets of one file. Real sets are far smaller.
    public static let limit = 16 << 20

    /// The contents of the files. `passphrase` returns the passphrase of a path.
    ///
    /// In a folder, files without certificates and keys are left out, and so are hidden and large files. A file that was
    /// named must have some. A CSR is left out if there are certificates, and a container of another program if there is
    /// another key. What is left out is a remark. Throws a `Refusal` if a path cannot be read, and an `ImportError` if its
    /// contents cannot. No file beyond `reach` is read.
    public static func read(
        _ paths: [String], within reach: FileReach = .everywhere, passphrase: (_ path: String) -> SecretBytes?
    ) throws -> ImportedObjects {
        var found = Found()
        var seen: Set<String> = []
        for path in paths {
            if InputFolder.isFolder(path) {
                try readFolder(path, within: reach, &seen, into: &found, passphrase: passphrase)
            } else if seen.insert(InputFile.canonicalPath(path)).inserted {
                _ = try found.add { try readFile(path, within: reach, passphrase: passphrase(path)) }
            }
        }
        return try found.whole()
    }

    private static func readFolder(
        _ folder: String, within reach: FileReach, _ seen: inout Set<String>, into found: inout Found,
        passphrase: (String) -> SecretBytes?
    ) throws {
        var hasFound = false
        var leftOut = FolderRemarks(folder, limit: limit, isReview: false)
        for entry in try InputFolder.entries(of: folder, within: reach) {
            if let reason = FolderRemarks.Reason(entry, limit: limit) {
                leftOut.add(entry.name, reason)
                continue
            }
            let path = folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
            guard seen.insert(InputFile.canonicalPath(path)).inserted else {
                hasFound = true
                continue
            }
            do {
                let isRead = try found.add {
                    try readFile(path, within: reach, passphrase: passphrase(path))
                }
                hasFound = hasFound || isRead
            } catch let error as ImportError where error.isOfOtherFile {
                leftOut.add(entry.name, .other)
            }
        }
        guard hasFound else {
            if let refusal = found.deferred.first { throw refusal }
            throw Refusal(
                "the folder \(VisibleText.quoted(folder)) holds no certificate and no private key",
                hint: leftOut.hasUnnameable
                    ? "give its files other names: those that are not UTF-8 cannot be opened"
                    : "name the folder, or the files, that the certificate authority gave you")
        }
        found.objects.remarks += leftOut.sentences
    }

    private static func readFile(
        _ path: String, within reach: FileReach, passphrase: SecretBytes?
    ) throws -> ImportedObjects {
        let contents = try InputFile.withContents(
            of: path, within: reach, limit: limit, content: "certificates", missingHint: "check the path"
        ) { SecretBytes(copying: $0) }
        return try ImportReader.read(ImportFile(name: path, contents: contents), passphrase: passphrase)
    }

    /// What was found so far, and the files that are refused only if nothing is in their place.
    private struct Found {
        var objects = ImportedObjects()
        private(set) var deferred: [ImportError] = []

        /// Adds a file; false if it is for later.
        mutating func add(_ read: () throws -> ImportedObjects) throws -> Bool {
            do {
                objects.append(try read())
                return true
            } catch let error as ImportError {
                switch error {
                case .requestOnly, .foreignKey: deferred.append(error)
                default: throw error
                }
                return false
            }
        }

        /// Everything, with a remark on each file that is left out.
        func whole() throws -> ImportedObjects {
            var all = objects
            for error in deferred {
                switch error {
                case .requestOnly where objects.certificates.isEmpty: throw error
                case .foreignKey where objects.keys.isEmpty: throw error
                case .requestOnly(let file):
                    all.remarks.append("left out \(VisibleText.quoted(file)): it is a signing request")
                case .foreignKey(let file, .openSSH):
                    all.remarks.append(
                        "left out \(VisibleText.quoted(file)): it is a private key in OpenSSH's own format")
                case .foreignKey(let file, .puTTY):
                    all.remarks.append(
                        "left out \(VisibleText.quoted(file)): it is a private key in PuTTY's own format")
                default: throw error
                }
            }
            return all
        }
    }
}

extension ImportError {
    /// Whether the file has nothing to import: it is empty, a CSR, or of another kind. In a folder, such files are left
    /// out.
    public var isOfOtherFile: Bool {
        switch self {
        case .empty, .nothing, .requestOnly: true
        default: false
        }
    }
}
