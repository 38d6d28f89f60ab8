/// What an operator should know of a store, although it can be used.
public enum StoreRemark: Hashable, Sendable {
    /// Others can write to a folder above the store, and so put another one in its place.
    case replaceable(store: String, reason: String)
    /// Others can read the folder of the store.
    case exposed(store: String)
    /// A signing request that the live generation answers is still there, with its private key.
    case answered(request: Int, reason: String?)

    /// What is so, as one sentence without a full stop.
    public var sentence: String {
        switch self {
        case .replaceable(let store, let reason):
            "others can put another store in the place of \(VisibleText.quoted(store)): \(reason)"
        case .exposed(let store): ExposedPath(store, .folder).sentence
        case .answered(let request, let reason):
            "the signing request \"\(request)\" has its answer, and is not removed with its private key"
                + (reason.map { ": \($0)" } ?? "")
        }
    }

    /// What to do, as one sentence without a full stop.
    public var advice: String {
        switch self {
        case .replaceable: "let only root and the user of the store write to the folders above it, or move it"
        case .exposed: "take the rights to it from others, with mode 700"
        case .answered(let request, _):
            "drop the request \"\(request)\" once its folder can be written: the next change of the store tries it as well"
        }
    }
}
