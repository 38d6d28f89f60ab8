import CertificateModel
import Host

/// What is left out of a folder that is imported or reviewed, and why.
struct FolderRemarks {
    /// Why an entry is left out.
    enum Reason: CaseIterable {
        /// It has neither a certificate nor a private key.
        case other
        case hidden
        case large
        case folder
        case unreadable
        case unnameable

        /// Why an entry is not even read; nil if it is.
        init?(_ entry: InputFolder.Entry, limit: Int) {
            switch entry.kind {
            case .folder: self = .folder
            case .other: self = .unreadable
            case .unnameable: self = .unnameable
            case .file where entry.name.hasPrefix("."): self = .hidden
            case .file where entry.size > limit: self = .large
            case .file: return nil
            }
        }
    }

    private let folder: String
    private let largest: String
    /// What every other file has.
    private let content: String
    private var names: [Reason: [String]] = [:]

    /// The most entries that are named for one reason.
    private static let most = 5

    /// The remarks on a folder whose files have at most `limit` octets.
    init(_ folder: String, limit: Int, isReview: Bool) {
        self.folder = VisibleText.quoted(folder)
        largest = "\(limit >> 20) MiB"
        content = isReview ? "no certificate" : "no certificate and no private key"
    }

    mutating func add(_ name: String, _ reason: Reason) { names[reason, default: []].append(name) }

    /// Whether a file of the folder cannot be opened for its name.
    var hasUnnameable: Bool { names[.unnameable] != nil }

    /// A sentence for each reason.
    var sentences: [String] {
        Reason.allCases.compactMap { reason in
            names[reason].map { names in
                "left out \(Self.listed(names, reason)) of the folder \(folder): \(why(reason, names.count))"
            }
        }
    }

    private static func listed(_ names: [String], _ reason: Reason) -> String {
        // A name that is not UTF-8 is not shown as it is.
        if reason == .unnameable, names.count > 1 { return "\(names.count) files" }
        var texts = names.prefix(most).map { VisibleText.quoted($0) }
        if names.count > most { texts.append("\(names.count - most) more") }
        guard let last = texts.popLast(), !texts.isEmpty else { return VisibleText.quoted(names.first ?? "") }
        return "\(texts.joined(separator: ", ")) and \(last)"
    }

    private func why(_ reason: Reason, _ count: Int) -> String {
        let isOne = count == 1
        return switch reason {
        case .other:
            isOne ? "it holds \(content)" : "they hold \(content)"
        case .hidden: isOne ? "it is hidden" : "they are hidden"
        case .large: isOne ? "it is larger than \(largest)" : "they are larger than \(largest)"
        case .folder: isOne ? "it is a folder in the folder" : "they are folders in the folder"
        case .unreadable: isOne ? "it is not a regular file" : "they are not regular files"
        case .unnameable: isOne ? "its name is not UTF-8" : "their names are not UTF-8"
        }
    }
}
