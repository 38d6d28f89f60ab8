import CertificateModel

extension State {
    /// The host name by the three rules, as far as they can be followed now.
    enum Resolution: Hashable {
        case resolved(ResolvedHostName)
        /// Reverse DNS has not answered yet.
        case waiting
        case refused(Refusal)
    }

    /// Which of the three rules gives the name, and which name.
    func resolveHostName() -> Resolution {
        let entered: HostName?
        do { entered = try form.hostName() } catch { return .refused(error.refusal) }
        let lan1 = reverseName(of: (try? form.lan1()) ?? LANPort())
        let lan2 = reverseName(of: (try? form.lan2()) ?? LANPort())
        if entered == nil {
            if lan1 == .asked { return .waiting }
            if case .answered(nil) = lan1, lan2 == .asked { return .waiting }
        }
        do throws(Refusal) {
            return .resolved(
                try ResolvedHostName(entered: entered, lan1: lan1.name, lan2: lan2.name, mac: host?.mac))
        } catch {
            return .refused(error)
        }
    }

    /// Who the server is, by everything that was typed; the field that keeps it from being known where one does.
    func server(named hostName: ResolvedHostName) throws(Form.FieldRefusal) -> ServerIdentity {
        let lan1 = try form.lan1()
        guard !lan1.isEmpty else { throw .init(field: .lan1IPv4, refusal: LANPort.lan1Missing) }
        return ServerIdentity(
            role: form.role, hostName: hostName, lan1: lan1, lan2: try form.lan2(), names: try form.names(),
            naming: try form.naming())
    }

    /// The first field of a screen that is refused, and why.
    func refusal(on step: Step) -> Form.FieldRefusal? {
        for field in FieldName.fields(of: step) {
            if let refusal = form.refusal(of: field) { return .init(field: field, refusal: refusal) }
        }
        if step == .addresses, (try? form.lan1())?.isEmpty == true {
            return .init(field: .lan1IPv4, refusal: LANPort.lan1Missing)
        }
        if step == .server || step == .names, let hostName = try? form.hostName(), let naming = try? form.naming() {
            do { _ = try CommonNames(hostName: hostName, naming: naming) } catch {
                return .init(field: step == .server ? .hostName : .naming(.rootPrefix), refusal: error)
            }
        }
        return nil
    }
}

extension State.ReverseName {
    fileprivate var name: HostName? {
        if case .answered(let name) = self { name } else { nil }
    }
}
