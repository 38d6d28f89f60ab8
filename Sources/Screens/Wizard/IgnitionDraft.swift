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

    /// The server whose names are changed; nil where none has certificates yet.
    private(set) var changes: ServerIdentity?

    init(naming: Naming = Naming(), profile: Profile = .interoperable) {
        form = Form(naming: naming)
        self.profile = profile
    }

    /// The answers of a server that has certificates, to be changed.
    init(changing server: ServerIdentity, profile: Profile) {
        changes = server
        form = Form(accepting: AcceptedValues(of: server))
        form.fill(with: Answers(of: server), server)
        self.profile = profile
    }

    /// Takes an event, and returns the effects that follow.
    mutating func take(_ event: Event) -> [Effect] {
        switch event {
        case .inspected(let facts):
            host = facts
            form.take(facts)
            return askForNames()
        case .reverseName(let address, let name): reverseNames[address] = .answered(name)
        case .importRead, .passphraseWanted, .importRefused: return imported.takeAnswer()
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
        let accepted = changes.map(AcceptedValues.init) ?? .none
        do throws(Refusal) { return try answers.lans(on: host, accepting: accepted) } catch {
            var first = answers
            (first.lan2, first.lan2Port) = (nil, nil)
            let isOfFirst = (try? first.lans(on: host, accepting: accepted)) == nil
            throw .init(field: isOfFirst ? .lan1IPv4 : .lan2IPv4, refusal: error)
        }
    }

    /// The first field of a page that is refused, and why.
    func refusal(on step: WizardStep) -> Form.FieldRefusal? {
        for field in FieldName.fields(of: step) {
            if let refusal = form.refusal(of: field) { return .init(field: field, refusal: refusal) }
        }
        if step == .addresses {
            do throws(Form.FieldRefusal) { _ = try lans() } catch {
                if [.lan1IPv4, .lan2IPv4].contains(error.field) { return error }
            }
        }
        if step == .server || step == .names, let hostName = try? form.hostName(), let naming = try? form.naming() {
            do { _ = try CommonNames(hostName: hostName, naming: naming) } catch {
                return .init(field: step == .server ? .hostName : .naming(.rootPrefix), refusal: error)
            }
        }
        return nil
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
            source: form.wantsImport ? .imported(files: imported.paths, passphraseFile: nil) : .selfSigned)
    }
}
