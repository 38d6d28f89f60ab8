public import CertificateEngine
import CertificateModel
import Host

/// Reads what the operator named: files, and folders with files.
public enum ImportFiles {
    /// The most octets of one file. Real sets are far smaller.
    public static let limit = 16 << 20

    /// The contents of the files. `passphrase` returns the passphrase of a path.
    ///
    /// In a folder, files without certificates and keys are skipped, and so are hidden and large files. A file that was
    /// named must have some. Throws a `Refusal` if a path cannot be read, and an `ImportError` if its contents cannot.
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

    /// Remarks about files of a folder whose names are not UTF-8.
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
    /// Whether the file has nothing to import: it is empty, a CSR, or of another kind. In a folder, such files are skipped.
    public var isOfOtherFile: Bool {
        switch self {
        case .empty, .nothing, .requestOnly: true
        default: false
        }
    }
}
