import CertificateModel
import ScreenKit

/// A question or a message that lies over a screen until it is answered.
struct Overlay: Hashable, Sendable {
    /// What it is about.
    enum Subject: Hashable, Sendable {
        /// Whether to hand something to the servers, and first make it live where it is not.
        case ask(Switch)
        /// Whether to renew by itself from now on, or not any more.
        case renewal(Bool)
        /// Something went wrong.
        case failure(title: String, Refusal)
    }

    let subject: Subject
    let dialog: Dialog
    /// Whether Enter does not suffice: names would be lost.
    let wantsYes: Bool
    var focused = 0
    var scroll = 0

    private var isFailure: Bool { if case .failure = subject { true } else { false } }

    /// The dialog as it is to be drawn in a window of this size, where it leaves the footer free.
    func drawn(in size: Size) -> Dialog {
        var dialog = dialog
        if size.columns < 60, !isFailure { dialog.margin = 2 }
        dialog.focused = focused
        dialog.scroll = scroll
        return dialog
    }

    /// A message that something went wrong.
    static func failure(_ title: String, _ refusal: Refusal) -> Overlay {
        Overlay(
            subject: .failure(title: title, refusal),
            dialog: Dialog(
                title: title, body: [refusal.problem, "hint: \(refusal.hint)"], choices: ["Close"], margin: 1),
            wantsYes: false)
    }

    /// Whether to write what was prepared.
    static func write(_ preview: RegenerationPreview, store: String) -> Overlay {
        let lost = preview.difference.namesLost
        let what =
            "Exactly what is shown becomes live in \(VisibleText.cleaned(store)). Then the deploy hooks run, if there are any."
        return ask(
            .regeneration(preview), title: "Write these certificates?", verb: "Write", body: [what], losing: lost)
    }

    /// Whether to go back to an earlier generation.
    static func rollBack(to entry: HistoryEntry, _ record: HistoryRecord, from live: HistoryRecord?) -> Overlay {
        let lost = live.map(record.lacking) ?? []
        let serial = record.identity.map { VisibleText.cleaned($0.serial, limit: 60) } ?? ""
        let names = record.names.map(\.bareText).joined(separator: ", ")
        return ask(
            .rollback(to: entry.generation), title: "Make generation \(entry.generation) live again?",
            verb: "Roll back",
            body: (entry.wasServed == false ? ["It was not served when it was live last.", ""] : []) + [
                "Its certificates, made \(record.created.shownTime) UTC, take the place of the live ones. Then the deploy "
                    + "hooks run, if there are any. Nothing is removed.", "", "Names: \(names)",
                "Serial number: \(serial)",
            ], losing: lost)
    }

    /// Whether to run the deploy hooks of what is live once more.
    static func runHooks(of generation: Int) -> Overlay {
        ask(
            .hooks, title: "Run the deploy hooks again?", verb: "Run",
            body: [
                "Those that failed, or all of them where none ran yet, tell the servers of generation \(generation), which "
                    + "stays live. Then the endpoints of the site configuration are asked what they serve, if there are any."
            ], losing: [])
    }

    /// Whether to renew by itself from now on, or not any more: what either means, and where it is written.
    static func renewal(_ isOn: Bool, siteFile: String) -> Overlay {
        let (new, old) = isOn ? ("on", "off") : ("off", "on")
        return Overlay(
            subject: .renewal(isOn),
            dialog: Dialog(
                title: "Turn automatic renewal \(new)?",
                body: [
                    "On: \"keyturn renew\", which a timer runs every day, issues certificates anew once they are due.",
                    "Off: they stay until somebody issues them anew, here with g. That they are due is only warned of.",
                    "",
                    "Nothing is issued now. Written to \(VisibleText.cleaned(siteFile)), and to the journal.",
                ], choices: ["Turn \(new)", "Leave \(old)"], margin: 1),
            wantsYes: false)
    }

    private static func ask(
        _ what: Switch, title: String, verb: String, body: [String], losing lost: [GeneralName]
    ) -> Overlay {
        guard !lost.isEmpty else {
            return Overlay(
                subject: .ask(what), dialog: Dialog(title: title, body: body, choices: [verb, "Go back"], margin: 1),
                wantsYes: false)
        }
        let warning =
            lost.count == 1
            ? "A NAME IS LOST. Whoever reaches this server by it will refuse it:"
            : "\(lost.count) NAMES ARE LOST. Whoever reaches this server by one of them will refuse it:"
        return Overlay(
            subject: .ask(what),
            dialog: Dialog(
                title: title,
                body: [warning] + lost.map { "- \($0)" } + [
                    "",
                    lost.count == 1 ? "Press y if nobody uses it any more." : "Press y if nobody uses them any more.",
                    "",
                ] + body,
                choices: ["Go back"], margin: 1),
            wantsYes: true)
    }
}
