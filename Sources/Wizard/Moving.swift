import CertificateModel
import ScreenKit

/// Moving through the fields of a screen, and from screen to screen. No move loses an answer.
extension State {
    mutating func moveFocus(by distance: Int) -> [Effect] {
        let fields = FieldName.fields(of: step)
        guard let focused, let index = fields.firstIndex(of: focused) else { return goOn() }
        if distance > 0, form.refusal(of: focused) != nil {
            notice = Self.notTaken
            return []
        }
        let target = index + distance
        if target >= fields.count { return goOn() }
        focus[step] = fields[max(target, 0)]
        return []
    }

    /// Opens the next screen, unless an answer of this one is refused; then the keyboard goes to that answer.
    mutating func goOn() -> [Effect] {
        if let refusal = refusal(on: step) {
            focus[step] = refusal.field
            notice = Self.notTaken
            return []
        }
        var effects: [Effect] = []
        if step == .addresses { effects = askForNames() }
        if step == .authority { return openCertificates() }
        if step == .files { return read() }
        if step == .set { scroll = 0 }
        if let next = nextStep { step = next }
        return effects
    }

    mutating func goBack() {
        isWaitingForNames = false
        guard let previous = previousStep else {
            overlay = .leave(focused: 0)
            return
        }
        if step == .files, imported.isReading {
            imported.isReading = false
            imported.next = nil
            return
        }
        if step == .preview || step == .set {
            plan = nil
            preparation = nil
            imported.judgement = nil
            progress = .idle
        }
        step = previous
        scroll = 0
    }

    /// Goes on from the questions about the server, once its host name is known: to the preview of what is issued, or
    /// to the files of what is imported.
    mutating func openCertificates() -> [Effect] {
        for step in [Step.server, .addresses, .names] {
            if let refusal = refusal(on: step) {
                isWaitingForNames = false
                return show(refusal, on: step)
            }
        }
        switch resolveHostName() {
        case .waiting:
            isWaitingForNames = true
            return []
        case .refused(let refusal): return show(.init(field: .hostName, refusal: refusal), on: .server)
        case .resolved(let hostName):
            isWaitingForNames = false
            do throws(Form.FieldRefusal) {
                let server = try server(named: hostName)
                return form.wantsImport ? openFiles() : try preview(server)
            } catch {
                return show(error, on: error.field == .lan1IPv4 ? .addresses : .server)
            }
        }
    }

    private mutating func preview(_ server: ServerIdentity) throws(Form.FieldRefusal) -> [Effect] {
        let clock = host?.clock ?? IgnitionClock(reading: SoftwareRelease.date)
        do { plan = try Plan(server: server, profile: profile, clock: clock) } catch {
            throw .init(field: .hostName, refusal: error)
        }
        step = .preview
        preparation = nil
        progress = .preparing
        shownKind = .root
        selectedRow = 0
        return [.prepare(server, profile, nil)]
    }

    private mutating func show(_ refusal: Form.FieldRefusal, on step: Step) -> [Effect] {
        self.step = step
        focus[step] = refusal.field
        notice = "\(refusal.refusal.problem); \(refusal.refusal.hint)"
        return []
    }

    /// Asks reverse DNS for the first address of each port, unless it was asked before.
    mutating func askForNames() -> [Effect] {
        let addresses = [try? form.lan1(), try? form.lan2()].compactMap { $0?.addresses.first }
        let new = addresses.filter { reverseNames[$0] == nil }
        for address in new { reverseNames[address] = .asked }
        return new.map(Effect.askReverseDNS)
    }

    private static let notTaken = "This answer cannot be taken:"
}
