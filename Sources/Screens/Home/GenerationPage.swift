import CertificateModel
import ScreenKit

/// Everything about one generation of the store.
struct GenerationPage: BodyPage {
    private let entry: HistoryEntry
    var scroll = 0

    init(_ entry: HistoryEntry) { self.entry = entry }

    var title: String { "Generation \(entry.generation)" }

    func bindings(_ context: Context) -> [Binding<Self>] {
        Self.rollingBack(to: entry) + Self.always + moving(context)
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "One generation of the store: who made it, when and why, what was confirmed then, and its certificates.",
            "\(key: "b") makes it live again, after a question. The generation that is live now stays in the store.",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        let number = entry.generation
        if context.size.rows >= 20 { body.blank() }
        let state = entry.isLive ? "\(number), live: what servers read" : "\(number), not live"
        body.fact("Generation", state, entry.isLive ? .heading : .value)
        if let served = entry.servedSentence {
            body.fact("Served", served, entry.wasServed == true ? .value : .error)
        }
        if let confirmed = entry.confirmed { body.fact("Confirmed", confirmed.sentence) }
        if let again = entry.confirmedReturn { body.fact("Live again", again.sentence) }
        switch entry.contents {
        case .damaged(let problem):
            body.blank()
            body.item([Span(" "), context.glyphs.sign(of: .fail), Span(" ")], clean(problem), .error)
            body.text("It cannot be made live again. The other generations are not affected.", indent: 3)
        case .whole(let record): describe(record, &body)
        }
        guard let confirmed = entry.confirmed else { return }
        body.blank()
        body.heading("What was confirmed")
        for line in confirmed.lines.prefix(Self.mostLines) { body.text(clean(line), indent: 3) }
    }

    /// How much is shown at most of what somebody may have written into the store.
    private static let mostLines = 100

    private func clean(_ text: String) -> String { VisibleText.cleaned(text, limit: 1000) }

    private func describe(_ record: HistoryRecord, _ body: inout Body) {
        body.fact("Made", "\(record.created.shownTime) UTC")
        body.fact("By", record.operator.sentence)
        body.fact("Command", clean(record.command))
        if let reason = record.reason { body.fact("Because", clean(reason)) }
        body.fact("Server", clean(record.hostName))
        if let profile = record.profile {
            body.fact("Certificates", "issued here, profile: \(Profile.label(of: profile))")
        } else {
            body.fact("Certificates", "imported" + (record.level.map { ", level \(clean($0))" } ?? ""))
        }
        body.blank()
        body.heading("Names")
        for (name, port) in record.namesWithOrigins {
            body.item([Span(" \(body.glyphs.bullet) ")], "\(name)" + (port.map { ", follows \($0)" } ?? ""), .value)
        }
        for certificate in record.certificates {
            body.blank()
            let kind = clean(certificate.kind)
            body.heading(kind.prefix(1).uppercased() + kind.dropFirst())
            body.fact("Subject", clean(certificate.subject))
            body.fact("Valid", "\(certificate.notBefore.shownTime) to \(certificate.notAfter.shownTime) UTC")
            body.fact("Serial Number", clean(certificate.serial))
            body.fact("SHA-256", clean(certificate.sha256))
        }
    }
}

extension String {
    /// A time of RFC 3339, as the screens show it.
    var shownTime: String {
        VisibleText.cleaned(self, limit: 40).replacing("T", with: " ").replacing("Z", with: "")
    }
}
