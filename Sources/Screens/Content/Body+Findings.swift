public import CertificateModel
public import ScreenKit

extension Body {
    /// A line of what was found: a sign, a word, and the finding.
    public mutating func found(_ sign: Span, _ word: String, _ text: String, _ verdict: CheckResult.Verdict) {
        found(sign, word, text, style: verdict.style)
    }

    /// A line of what was found, in a style of its own.
    ///
    /// In narrow windows the words have no column of their own. In others the column has `words` columns; the default has
    /// room for the labels of all checks.
    public mutating func found(
        _ sign: Span, _ word: String, _ text: String, style: Style, words: Int = 19
    ) {
        let columns = columns >= 60 ? words : 0
        let lead = [Span(" "), sign, Span(" "), Span(Self.padded(columns > 0 ? word : "", to: columns), .label)]
        item(lead, columns > 0 || word.isEmpty ? text : "\(word): \(text)", style)
    }

    /// What a check found, and what to do about it, unless somebody only looks: the advice is for whoever installs the
    /// certificate.
    public mutating func found(_ result: CheckResult, isAdvised: Bool = true) {
        found(glyphs.sign(of: result.verdict), result.check.label, result.detail, result.verdict)
        if isAdvised, let hint = result.hint { found(Span(" "), "", "hint: \(hint)", .pass) }
    }

    /// A name of a server, and whether it is covered; `missing` is the verdict where it is not. `origin` is what the name
    /// follows.
    public mutating func found(
        _ coverage: Coverage, missing: CheckResult.Verdict, words: Int = 19, origin: String? = nil
    ) {
        let verdict = coverage.coveredBy != nil ? .pass : missing
        let by = coverage.coveredBy.map { $0 == coverage.name ? "covered" : "covered by \($0)" } ?? "not covered"
        found(
            glyphs.sign(of: verdict), coverage.role,
            "\(coverage.name.bareText): \(by)" + (origin.map { ", follows \($0)" } ?? ""),
            style: verdict.style, words: words)
    }
}

extension Glyphs {
    /// The sign of what a check found.
    public func sign(of verdict: CheckResult.Verdict) -> Span {
        switch verdict {
        case .pass: Span(String(check), .success)
        case .warn: Span(String(mark), .mark)
        case .fail: Span(String(cross), .failure)
        }
    }
}

extension CheckResult.Verdict {
    /// How the words are drawn that say what a check found.
    var style: Style {
        switch self {
        case .pass: .normal
        case .warn: .warning
        case .fail: .error
        }
    }
}

extension Check {
    /// The label. Behind a tick it has to read as if all is well.
    fileprivate var label: String {
        switch self {
        case .signatureAlgorithm: "signature"
        case .criticalExtensions: "extensions"
        case .selfSigned: "issuer"
        case .reflected: "new"
        default: rawValue.replacing("-", with: " ")
        }
    }
}
