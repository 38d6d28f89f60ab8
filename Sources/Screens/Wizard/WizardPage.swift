import CertificateModel
import ScreenKit

/// The pages of the wizard in their order: who issues, questions about the server, then the certificates.
enum WizardStep: CaseIterable, Hashable, Sendable {
    case welcome, authority, server, addresses, names
    /// What the naming is made of: a part of the names.
    case naming
    /// The certificates that are issued here.
    case preview
    /// The files of a third party, their certificates, and the checks.
    case files, set, checks
    /// The signing request for a third party.
    case request
    case done

    /// The way to the certificates: the pages that have something to answer.
    static func path(_ ignition: IgnitionDraft) -> [WizardStep] {
        if ignition.changes != nil { return [.server, .addresses, .names] }
        if ignition.answersRequest { return [.welcome, .files, .set, .checks] }
        let questions: [WizardStep] = [.welcome, .authority, .server, .addresses, .names]
        switch ignition.form.authority {
        case .here: return questions + [.preview]
        case .files: return questions + [.files, .set, .checks]
        case .request: return questions + [.request]
        }
    }
}

/// A page of the wizard, which has a number on the way to the certificates.
protocol WizardPage: Page {
    static var step: WizardStep { get }
}

extension WizardPage {
    func aside(_ context: Context) -> String {
        let path = WizardStep.path(context.ignition)
        return path.firstIndex(of: Self.step).map { "\($0 + 1) of \(path.count)" } ?? ""
    }

    func isStep(_ step: WizardStep) -> Bool { Self.step == step }

    /// The keys of every page of the wizard. While certificates are written only one is left: nothing may interrupt that.
    func ending(_ context: Context, isTyping: Bool = false) -> [Binding<Self>] {
        context.isBusy
            ? [Self.redraws]
            : [
                isTyping ? Self.helpsTyping : Self.helps, .init(Self.leavingKeys, "Leave") { $1.leave() }, Self.redraws,
            ]
    }

    /// The result of the last action below the lines of a page, and a blank line.
    func noticeFoot(_ context: Context) -> (rows: Int, lines: [[Span]]) {
        let lines = Self.notice(.warning, context)
        return (1 + lines.count, lines)
    }
}
