import CertificateModel
import ScreenKit

/// What the pages of the wizard share: what was answered, what was found on the host, and the certificates that follow.
struct IgnitionDraft {
    /// The answer of reverse DNS for an address.
    enum ReverseName: Hashable, Sendable {
        case asked
        case answered(HostName?)

        fileprivate var name: HostName? { if case .answered(let name) = self { name } else { nil } }
    }

    /// The host name by the three rules, with the answers that there are now.
    enum Resolution: Hashable {
        case resolved(ResolvedHostName)
        /// Reverse DNS has not answered yet.
        case waiting
        case refused(Refusal)
    }

    var form: Form
    /// The field that had the keyboard last on each page.
    var focus: [WizardStep: FieldName] = [:]
    /// What was found on this host; nil until it was looked at.
    var host: HostFacts?
    private(set) var reverseNames: [IPAddress: ReverseName] = [:]
    var profile: Profile
    /// The import of a third party's set.
    var imported = ImportDraft()
    /// Whether certificates are written, and the servers were told.
    var hasWritten = false
    /// The signing requests that wait for their certificates.
    private(set) var waitingRequests: [WaitingRequest] = []
    /// Whether the certificates are to be imported that one of these requests asked for, for the server that it is for.
    private(set) var answersRequest = false
    /// The signing request that was made.
    var made: WaitingRequest?

    /// The server whose names are changed; nil where none has certificates yet.
    private(set) var changes: ServerIdentity?
    /// What stands in the form where nothing was answered.
    private let defaults: (naming: Naming, profile: Profile)

    init(naming: Naming = Naming(), profile: Profile = .interoperable) {
        form = Form(naming: naming)
        self.profile = profile
        defaults = (naming, profile)
    }

    /// The answers of a server that has certificates, to be changed.
    init(changing server: ServerIdentity, profile: Profile) {
        changes = server
        form = Form(accepting: AcceptedValues(of: server))
        form.fill(with: Answers(of: server), server)
        self.profile = profile
        defaults = (server.naming, profile)
    }

    // MARK: - Unfinished answers

    /// The answers so far, to be kept for the next start; nil where nothing was answered, or nothing is left to answer.
    var unfinished: Answers? {
        guard changes == nil, !hasWritten, made == nil, !answersRequest else { return nil }
        let (answers, untouched) = (answersSoFar, fresh.answersSoFar)
        return answers == untouched ? nil : answers
    }

    /// Whether something was changed of a server that has certificates, and would be lost by leaving.
    var losesChanges: Bool { changes != nil && !hasWritten && answersSoFar != fresh.answersSoFar }

    private var answersSoFar: Answers {
        var answers = form.unfinished
        answers.profile = profile
        answers.source = source(imported.files.paths)
        return answers
    }

    private func source(_ files: [String]) -> CertificateSource {
        switch form.authority {
        case .here: .selfSigned
        case .files: .imported(files: files, passphraseFile: nil)
        case .request: .requested
        }
    }

    /// The same before anything was answered.
    private var fresh: IgnitionDraft {
        var fresh =
            changes.map { IgnitionDraft(changing: $0, profile: defaults.profile) }
            ?? IgnitionDraft(naming: defaults.naming, profile: defaults.profile)
        fresh.host = host
        fresh.reverseNames = reverseNames
        fresh.waitingRequests = waitingRequests
        if let host { fresh.form.take(host) }
        return fresh
    }

    /// Goes on with answers that were kept.
    mutating func resume(_ answers: Answers) {
        form.fill(with: answers)
        if let host { form.take(host) }
        profile = answers.profile ?? defaults.profile
        imported.files.choose(answers.source.files)
    }

    // MARK: - Signing requests

    /// Begins to import what a signing request asked for; its answers are those of the request.
    mutating func answerRequest() {
        guard let request = waitingRequests.last else { return }
        self = fresh
        fill(with: request.server)
        answersRequest = true
    }

    /// Begins anew with the questions.
    mutating func beginAnew() { if answersRequest { self = fresh } }

    /// Takes over the server for which a set was judged: of several requests, it may have answered another one.
    mutating func fill(with server: ServerIdentity) {
        form.fill(with: Answers(of: server), server)
        form.authority = .files
    }

    /// Takes an event, and returns the effects that follow.
    mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .inspected(let facts):
            host = facts
            form.take(facts)
            return askForNames()
        case .reverseName(let address, let name): reverseNames[address] = .answered(name)
        case .waitingRequests(let requests): waitingRequests = requests
        case .importRead, .passphraseWanted, .severalIdentities, .importRefused: return imported.takeAnswer()
        default: break
        }
        return []
    }

    /// Asks reverse DNS for the first address of each port, unless it was asked before.
    mutating func askForNames() -> [Effect] {
        let addresses = [try? form.lan1(), try? form.lan2()].compactMap { $0?.addresses.first }
        let new = addresses.filter { reverseNames[$0] == nil }
        for address in new { reverseNames[address] = .asked }
        return new.map(Effect.askReverseDNS)
    }

    /// Resolves the host name by the three rules.
    func resolveHostName() -> Resolution {
        let entered: HostName?
        do { entered = try form.hostName() } catch { return .refused(error.refusal) }
        // A name that was found stays until another one is found for the server.
        if entered == nil, let changes, changes.hostName.source != .entered { return .resolved(changes.hostName) }
        let lan1 = reverseName(of: (try? form.lan1()) ?? LANPort())
        let lan2 = reverseName(of: (try? form.lan2()) ?? LANPort())
        if entered == nil {
            if lan1 == .asked { return .waiting }
            if case .answered(nil) = lan1, lan2 == .asked { return .waiting }
        }
        do throws(Refusal) {
            return .resolved(
                try ResolvedHostName(
                    entered: entered, lan1: lan1.name, lan2: lan2.name, mac: host?.mac(of: (try? lans())?.lan1Port)))
        } catch {
            return .refused(error)
        }
    }

    /// What reverse DNS says of a port's first address.
    private func reverseName(of port: LANPort) -> ReverseName {
        guard let address = port.addresses.first else { return .answered(nil) }
        return reverseNames[address] ?? .answered(nil)
    }

    /// The server's identity from all answers; throws the first field that is refused.
    func server(named hostName: ResolvedHostName) throws(Form.FieldRefusal) -> ServerIdentity {
        let lans = try lans()
        return lans.server(try readAnswers(), called: hostName)
    }

    /// LAN1 and LAN2 on this host.
    private func lans() throws(Form.FieldRefusal) -> AnsweredLANs {
        let answers = try readAnswers()
        // Nothing was found on a host that was not looked at yet.
        let host = host ?? HostFacts(interfaces: [], clock: IgnitionClock(reading: SoftwareRelease.date))
        do throws(Refusal) { return try answers.lans(on: host, accepting: form.accepted) } catch {
            var first = answers
            (first.lan2, first.lan2Port) = (nil, nil)
            let isOfFirst = (try? first.lans(on: host, accepting: form.accepted)) == nil
            throw .init(field: isOfFirst ? .lan1IPv4 : .lan2IPv4, refusal: error)
        }
    }

    /// The first field of a page that is refused, and why.
    func refusal(on step: WizardStep) -> Form.FieldRefusal? {
        for field in FieldName.fields(of: step, form.authority) {
            if let refusal = form.refusal(of: field) { return .init(field: field, refusal: refusal) }
        }
        if step == .addresses {
            do throws(Form.FieldRefusal) { _ = try lans() } catch {
                if [.lan1IPv4, .lan2IPv4].contains(error.field) { return error }
            }
        }
        let field: FieldName? =
            switch step {
            case .server: .hostName
            case .names: .wholeNaming
            case .naming: .naming(.rootPrefix)
            default: nil
            }
        // Only this server makes a root, whose name must have room for the server's.
        if let field, form.authority == .here, let hostName = try? form.hostName(), let naming = try? form.naming() {
            do { _ = try CommonNames(hostName: hostName, naming: naming) } catch {
                return .init(field: field, refusal: error)
            }
        }
        return nil
    }

    /// What the naming comes to: the root's name as it will be, or how a signing request names the organisation.
    var namingText: String {
        guard let naming = try? form.naming() else { return "refused" }
        if form.authority == .request {
            let parts: [Naming.Part] = [.organization, .unit, .locality, .state, .country, .email]
            return parts.map { naming[$0] }.filter { !$0.isEmpty }.joined(separator: ", ")
        }
        // The root of a server keeps its name with a new host name.
        if changes != nil, !changesNaming { return "stays as it is" }
        switch resolveHostName() {
        case .waiting: return "asking reverse DNS..."
        case .resolved(let name):
            return (try? CommonNames(hostName: name.value, naming: naming))?.root ?? "refused"
        case .refused: return "not known: the host name is not known"
        }
    }

    /// Whether the answers have another naming than the server that is changed: its root is called by that.
    var changesNaming: Bool {
        guard let changes, let naming = try? form.naming() else { return false }
        return naming != changes.naming
    }

    /// The answers; nil while one is refused.
    var answers: Answers? { try? readAnswers() }

    private func readAnswers() throws(Form.FieldRefusal) -> Answers {
        func name(_ port: NetworkInterface?) -> PortChoice? { port.map { .named($0.name) } }
        let (port1, port2) = (form.port(of: .lan1), form.port(of: .lan2))
        return Answers(
            role: form.role, hostName: try form.hostName(), lan1: port1 == nil ? try form.lan1() : nil,
            lan2: port2 == nil ? try form.lan2() : nil, lan1Port: name(port1), lan2Port: name(port2),
            names: try form.names(), naming: try form.naming(), profile: profile,
            source: source(imported.paths))
    }
}
