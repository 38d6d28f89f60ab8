import CertificateEngine
import CertificateModel
import FileReading
import Wizard

/// The files of a scene's host, read as the program reads them.
struct SceneFiles {
    let media: SceneMedia?
    let now: Timestamp
    private var typed = ""
    private var passphrases: [String: String] = [:]

    /// Whether the identity on the medium answers a signing request of this server.
    private let isRequested: Bool

    init(media: SceneMedia?, now: Timestamp, isRequested: Bool) {
        self.media = media
        self.now = now
        self.isRequested = isRequested
    }

    var places: [Place] {
        [Place(label: "Current folder", path: SceneMedia.currentFolder)]
            + (media == nil ? [] : [Place(label: "Removable: usb", path: SceneMedia.path)])
    }

    func list(_ path: String) -> Event {
        if path == SceneMedia.currentFolder || path == "." { return .folder(path, []) }
        do throws(Refusal) {
            let entries = try InputFolder.entries(of: media?.real(path) ?? "/nowhere\(path)")
            return .folder(
                path, entries.map { FolderEntry(name: $0.name, isFolder: $0.kind == .folder, size: $0.size) })
        } catch {
            let shown = shown(error)
            return .folderRefused(path, problem: shown.problem, hint: shown.hint)
        }
    }

    mutating func type(_ edit: PassphraseEdit) {
        switch edit {
        case .append(let character): typed.append(character)
        case .eraseLast: _ = typed.popLast()
        case .clear: typed = ""
        }
    }

    mutating func read(_ paths: [String], passphraseFor file: String?, _ server: ServerIdentity) -> Event {
        if let file { passphrases[file] = typed }
        do {
            var objects = ImportedObjects()
            for path in try paths.flatMap(files) {
                do {
                    objects.append(try self.objects(path))
                } catch let error as ImportError {
                    switch error {
                    case .nothing where !paths.contains(path): continue
                    case .empty where !paths.contains(path): continue
                    case .passphraseNeeded: return .passphraseWanted(file: path, isWrong: false)
                    case .wrongPassphrase: return .passphraseWanted(file: path, isWrong: true)
                    default: throw Refusal(error.problem, hint: error.hint)
                    }
                }
            }
            let set = try PreparedImport(objects, in: context(for: server)).set
            return .importRead(Judgement(set, for: server, level: .medium, now: now))
        } catch let refusal as Refusal {
            let shown = shown(refusal)
            return .importRefused(problem: shown.problem, hint: shown.hint)
        } catch {
            return .importRefused(problem: "\(error)", hint: "")
        }
    }

    /// A server that has nothing yet but, where the scene says so, a request; it asked for a name that was not granted.
    private func context(for server: ServerIdentity) throws -> ImportContext {
        guard isRequested, media != nil else { return ImportContext() }
        let key = try objects("\(SceneMedia.path)/identity.key").keys[0].key
        let names = Array(server.subjectAlternativeNames.dropLast()) + [GeneralName.dns("voice.example.com")]
        let digest = Hexadecimal.string(key.publicKeyDigest())
        return ImportContext(requests: [.init(number: 1, publicKeySHA256: digest, names: names) { key }])
    }

    private func files(_ path: String) throws -> [String] {
        guard let real = media?.real(path), InputFolder.isFolder(real) else { return [path] }
        return try InputFolder.entries(of: real).filter { $0.kind == .file }.map { "\(path)/\($0.name)" }
    }

    private func objects(_ path: String) throws -> ImportedObjects {
        let contents = try InputFile.withContents(
            of: media?.real(path) ?? "/nowhere\(path)", limit: 16 << 20, content: "certificates",
            missingHint: "check the path"
        ) { SecretBytes(copying: $0) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let passphrase = passphrases[path].map { text in
            Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
        }
        return try ImportReader.read(ImportFile(name: name, contents: contents), passphrase: passphrase)
    }

    private func shown(_ refusal: Refusal) -> Refusal {
        let text = { (text: String) in
            (media?.shown(text) ?? text).replacing("/nowhere", with: "")
        }
        return Refusal(text(refusal.problem), hint: text(refusal.hint))
    }
}
