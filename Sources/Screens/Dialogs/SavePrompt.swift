import CertificateModel
import ScreenKit

/// Asks where to save the answers.
struct SavePrompt: Page {
    let title = "Save the answers"
    let isDialog = true
    private let answers: Answers
    private(set) var path = TextField("keyturn-answers.toml", limit: 1024)
    /// Why the answers could not be saved to the last path.
    private(set) var problem: String?

    /// Whether the media were looked for, and none is there.
    private var hasNoMedium = false

    init(_ answers: Answers) { self.answers = answers }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Save") { page, context in
                if !page.path.isEmpty { context.perform(.saveAnswers(page.answers, path: page.path.string)) }
            },
            .init(.escape, "Cancel") { $1.close() }, Self.helpsTyping,
        ] + Self.endingDialog
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Type the path of a file, and press \(key: .enter). The file holds the answers, and no secrets. \(key: .escape) saves nothing."
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
        case .answersSaved: context.close()
        case .places(let media) where !context.hasLogin:
            hasNoMedium = media.isEmpty
            if let medium = media.first, !path.string.contains("/") {
                path = TextField("\(medium.path)/\(path.string)", limit: path.limit)
            }
        case .answersNotSaved(let refusal): problem = "\(refusal.problem); \(refusal.hint)"
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let text =
            hasNoMedium
            ? "No medium is mounted. Without a login, answers are saved on a medium only."
            : context.hasLogin
                ? "Path of the file. It holds no secrets, and \"keyturn ignite --answers\" reads it."
                : "Path of the file, on a mounted medium. It holds no secrets, and \"keyturn ignite --answers\" reads it."
        screen.put(prompt: title, [problem.map { Span($0, .error) } ?? Span(text)], path)
    }
}
