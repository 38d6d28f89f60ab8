public import CertificateEngine
import CertificateModel
import Host

/// Reads everything that an operator named: files, and folders with the files in them.
public enum ImportFiles {
    /// The most octets of one file: no set comes near it.
    public static let limit = 16 << 20

    /// What the files hold, each opened with the passphrase that `passphrase` has for its path.
    ///
    /// In a folder, files without certificates and keys are passed over, and what is hidden or too large; a file that was
    /// named has to hold something. Throws a `Refusal` where a path cannot be read, and `ImportError` where its contents
    /// cannot.
    public static func read(
        _ paths: [String], passphrase: (_ path: String) -> SecretBytes?
    ) throws -> ImportedObjects {
        var objects = ImportedObjects()
        var seen: Set<String> = []
        for path in paths {
            if InputFolder.isFolder(path) {
                try readFolder(path, &seen, into: &objects, passphrase: passphrase)
            } else if seen.insert(InputFile.canonicalPath(path)).inserted {
                objects.append(try readFile(path, passphrase: passphrase(path)))
            }
        }
        return objects
    }

    private static func readFolder(
        _ folder: String, _ seen: inout Set<String>, into objects: inout ImportedObjects,
        passphrase: (String) -> SecretBytes?
    ) throws {
        var hasFound = false
        var unnameable: [String] = []
        for entry in try InputFolder.entries(of: folder) where entry.size <= limit && !entry.name.hasPrefix(".") {
            if entry.kind == .unnameable { unnameable.append(entry.name) }
            guard entry.kind == .file else { continue }
            let path = folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
            guard seen.insert(InputFile.canonicalPath(path)).inserted else {
                hasFound = true
                continue
            }
            do {
                objects.append(try readFile(path, passphrase: passphrase(path)))
                hasFound = true
            } catch let error as ImportError where error.isOfOtherFile {
                continue
            }
        }
        guard hasFound else {
            throw Refusal(
                "the folder \(VisibleText.quoted(folder)) holds no certificate and no private key",
                hint: unnameable.isEmpty
                    ? "name the folder, or the files, that the certificate authority gave you"
                    : "give its files other names: those that are not UTF-8 cannot be opened")
        }
        objects.remarks += remarks(unnameable, in: folder)
    }

    /// What the operator should know of the files of a folder whose names are not UTF-8.
    private static func remarks(_ names: [String], in folder: String) -> [String] {
        guard let first = names.first else { return [] }
        let folder = VisibleText.quoted(folder)
        return names.count == 1
            ? ["left out \(VisibleText.quoted(first)) of the folder \(folder): its name is not UTF-8"]
            : ["left out \(names.count) files of the folder \(folder): their names are not UTF-8"]
    }

    private static func readFile(_ path: String, passphrase: SecretBytes?) throws -> ImportedObjects {
        let contents = try InputFile.withContents(
            of: path, limit: limit, content: "certificates", missingHint: "check the path"
        ) { SecretBytes(copying: $0) }
        return try ImportReader.read(ImportFile(name: path, contents: contents), passphrase: passphrase)
    }
}

extension ImportError {
    /// Whether the file is simply another one, as may lie in a folder with those that are meant.
    public var isOfOtherFile: Bool {
        switch self {
        case .empty, .nothing, .requestOnly: true
        default: false
        }
    }
}
