import Operations
import CertificateEngine
import CertificateModel
import Host
import Glibc
import Wizard

/// The files of a scene's host, read as the program reads them.
struct SceneFiles {
    let media: SceneMedia?
    let now: Timestamp
    private var typed = ""
    private var passphrases: [String: SecretBytes] = [:]

    private let world: SceneWorld

    init(media: SceneMedia?, now: Timestamp, world: SceneWorld) {
        self.media = media
        self.now = now
        self.world = world
    }

    var places: [Place] {
        [Place(label: "Current folder", path: SceneMedia.currentFolder)]
            + (media == nil ? [] : [Place(label: "Removable: usb", path: SceneMedia.path)])
    }

    func list(_ path: String) -> Event {
        if path == SceneMedia.currentFolder || path == "." { return .folder(path, []) }
        do throws(Refusal) {
            let entries = try InputFolder.entries(of: real(path))
            return .folder(
                path, entries.map { FolderEntry(name: $0.name, isFolder: $0.kind == .folder, size: $0.size) })
        } catch {
            return .folderRefused(path, problem: shown(error.problem), hint: error.hint)
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
        if let file {
            passphrases[real(file)] = Array(typed.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
        }
        do {
            // Whoever plays a scene may be root, whom nothing keeps out.
            if world == .unreadable, let path = paths.first {
                throw InputSentences(real(path), missingHint: "").refusal(of: EACCES)
            }
            let objects = try ImportFiles.read(paths.map(real)) { passphrases[$0] }
            let set = shown(try PreparedImport(objects, in: context(for: server)).set)
            return .importRead(Judgement(set, for: server, level: .medium, now: now))
        } catch ImportError.passphraseNeeded(let file) {
            return .passphraseWanted(file: shown(file), isWrong: false)
        } catch ImportError.wrongPassphrase(let file) {
            return .passphraseWanted(file: shown(file), isWrong: true)
        } catch let error as ImportError {
            return .importRefused(problem: shown(error.problem), hint: error.hint)
        } catch let refusal as Refusal {
            return .importRefused(problem: shown(refusal.problem), hint: shown(refusal.hint))
        } catch {
            return .importRefused(problem: "\(error)", hint: "")
        }
    }

    /// A server that has nothing yet but, where the scene says so, a request that the identity on the medium answers; it asked for a name that was not granted.
    private func context(for server: ServerIdentity) throws -> ImportContext {
        guard world == .requested, media != nil else { return ImportContext() }
        let key = try ImportFiles.read([real("\(SceneMedia.path)/identity.key")]) { _ in nil }.keys[0].key
        let names = Array(server.subjectAlternativeNames.dropLast()) + [GeneralName.dns("voice.example.com")]
        let digest = Hexadecimal.string(try key.publicKeyDigest())
        return ImportContext(requests: [.init(number: 1, publicKeySHA256: digest, names: names) { key }])
    }

    /// Where a path of the scene is on this host; what the scene does not have is nowhere.
    private func real(_ path: String) -> String { media?.real(path) ?? "/nowhere\(path)" }

    /// A text with the paths of the scene.
    private func shown(_ text: String) -> String {
        (media?.shown(text) ?? text).replacing("/nowhere", with: "")
    }

    private func shown(_ set: ThirdPartySet) -> ThirdPartySet {
        func member(_ member: ThirdPartySet.Member) -> ThirdPartySet.Member {
            ThirdPartySet.Member(contents: member.contents, sha256: member.sha256, file: shown(member.file))
        }
        var new = set
        new.identity = member(set.identity)
        new.intermediates = set.intermediates.map(member)
        new.root = member(set.root)
        new.remarks = set.remarks.map(shown)
        return new
    }
}
