import CertificateModel
import ScreenKit

/// Asks where to save something: answers, a signing request, or an export.
struct SavePrompt: Page {
    let title: String
    let isDialog = true
    /// What the file is for.
    private let text: String
    private let effect: @Sendable (_ path: String) -> Effect
    /// What is forgotten where nothing is saved.
    private let forgets: Effect?
    /// Whether the file is to be kept secret.
    private let isSecret: Bool
    private(set) var path: TextField
    /// Why nothing could be saved to the last path.
    private(set) var problem: String?

    /// Whether the media were looked for, and none is there.
    private var hasNoMedium = false

    init(_ answers: Answers) {
        title = "Save the answers"
        text = "Path of the file. It holds no secrets, and \"keyturn ignite --answers\" reads it."
        path = TextField("keyturn-answers.toml", limit: 1024)
        effect = { .saveAnswers(answers, path: $0) }
        (forgets, isSecret) = (nil, false)
    }

    /// The copy goes to a medium, where one is there.
    init(_ request: WaitingRequest, _ context: Context) {
        title = "Copy the request"
        text = "Path of the file, for example on a USB stick. It holds no secrets."
        let medium = context.ignition.imported.files.list.places.first(where: \.isRemovable)
        let folder = medium.map { $0.path + "/" } ?? ""
        path = TextField("\(folder)\(request.server.hostName.value.firstLabel).csr", limit: 1024)
        effect = { .saveRequest(request.number, path: $0) }
        (forgets, isSecret) = (nil, false)
    }

    /// An export of the server of this name; the passphrase that may encrypt it was typed already.
    init(_ choice: ExportChoice, of server: HostName) {
        title = "Export to a file"
        text =
            "Path of a new file, for \(choice.words)."
            + (choice.holdsKey ? " It holds the private key: keep it secret." : " It holds no secrets.")
        path = TextField(choice.fileName(for: server), limit: 1024)
        effect = { .export(choice, path: $0) }
        (forgets, isSecret) = (choice.isEncrypted ? .passphrase(.clear) : nil, choice.holdsKey)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Save") { $1.perform($0.effect($0.path.string)) }
        ] + Self.endingPrompt { $0.cancel(&$1) }
    }

    private func cancel(_ context: inout Context) {
        context.close()
        if let forgets { context.perform(forgets) }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            isSecret
                ? "Type the path of a file that is not there yet, and press \(key: .enter). The file holds the identity's private key: only its owner can read it. \(key: .escape) writes nothing."
                : "Type the path of a file, and press \(key: .enter). The file holds no secrets. \(key: .escape) saves nothing."
        ]
    }

    /// Without a login the path has to begin with a medium.
    func opened(_ context: inout Context) {
        if !context.hasLogin { context.perform(.findPlaces) }
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        if path.handle(key) { problem = nil }
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .saved: context.close()
        case .places(let media) where !context.hasLogin:
            hasNoMedium = media.isEmpty
            if let medium = media.first, !path.string.contains("/") {
                path = TextField("\(medium.path)/\(path.string)", limit: path.limit)
            }
        case .notSaved(let refusal): problem = "\(refusal.problem); \(refusal.hint)"
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let text =
            context.hasLogin
            ? text
            : hasNoMedium
                ? "No medium is mounted. Without a login, files are saved on a medium only."
                : "\(text) Without a login, it has to be on a medium."
        screen.put(prompt: title, [problem.map { Span($0, .error) } ?? Span(text)], path)
    }
}
