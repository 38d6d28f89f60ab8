/// Whether all is well with a server's certificates: a line for each thing that is judged.
///
/// The home screen and `status` show the same lines.
public struct ServerStatus: Hashable, Sendable {
    /// How a thing is; the raw value is a monitoring plugin's exit status.
    public enum Severity: Int32, Hashable, Sendable {
        case ok = 0
        case warning = 1
        case critical = 2
        case unknown = 3

        /// The word for it in the output of a monitoring plugin.
        public var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }

        /// Worse after better: a thing that is known to be bad is worse than one that is not known.
        public var rank: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .unknown: 2
            case .critical: 3
            }
        }
    }

    /// What this program itself can do about a thing that is not well.
    public enum Remedy: Hashable, Sendable {
        /// The certificates are issued again.
        case issue(Certificates)
        /// The certificates are issued again, unless this server's clock is wrong, which is not known to be synchronised.
        case issueUnlessClockIsWrong(Certificates)
        /// Certificates that are issued again drop an address that the host no longer has.
        case letGo(Certificates)
        /// The deploy hooks are run again.
        case runHooks
        /// The store is adopted, where it was moved; where this machine is a clone, it gets certificates of its own.
        case adopt(isImported: Bool)
        /// Others lose the right to read a path, and a key that they may have read is replaced.
        case close(ExposedPath, isImported: Bool)

        /// What is issued again.
        public enum Certificates: Hashable, Sendable {
            /// The identity, under its root.
            case identity
            /// The root, and the identity with it.
            case root
            /// Imported ones: the third party has to issue new ones.
            case imported
        }
    }

    /// One thing, and how it is.
    public struct Line: Hashable, Sendable {
        /// What it is about: `identity`, `root`, `names`, an endpoint.
        public let subject: String
        /// How it is.
        public let severity: Severity
        /// One sentence.
        public let text: String
        /// What people can do about it; nil where all is well, or this program has a remedy.
        public let advice: String?
        /// What this program can do about it, for each front end to say in its own words; nil where it can do nothing.
        public let remedy: Remedy?
        /// Whether it judges nothing: it is good to know, and nothing is due for it.
        public let isRemark: Bool
        /// The days until it expires, for a monitoring system's graph; nil for what does not expire.
        public let daysLeft: Int64?

        /// A line.
        public init(
            _ subject: String, _ severity: Severity, _ text: String, advice: String? = nil, remedy: Remedy? = nil,
            isRemark: Bool = false, daysLeft: Int64? = nil
        ) {
            self.subject = subject
            self.severity = severity
            self.text = text
            self.advice = advice
            self.remedy = remedy
            self.isRemark = isRemark
            self.daysLeft = daysLeft
        }
    }

    /// The lines, the most important thing first.
    public let lines: [Line]

    /// The worst of all lines.
    public var severity: Severity { lines.map(\.severity).max { $0.rank < $1.rank } ?? .unknown }

    /// A certificate that expires in fewer days than this is a warning.
    public static let warningDays: Int64 = 60
    /// A certificate that expires in fewer days than this is critical.
    public static let criticalDays: Int64 = 7

    /// The status of a store's live certificates on this host, as these endpoints serve them. `reasons` say why a
    /// renewal is due. `handoff` says whether they were handed to the servers; nil where there are no servers. `absent`
    /// are the names that the identity has and this host no longer has. `machineName` is the machine's own name.
    /// `exposed` is what others can read in the store, `isOfAnotherMachine` says whether the store notes another machine
    /// than this one, and `remarks` is what else is to be known of it.
    public init(
        _ stored: StoredIdentity, coverage: [Coverage], absent: [AbsentName] = [], machineName: HostName? = nil,
        served: [ServedState], clock: IgnitionClock, reasons: [RenewalReason] = [], handoff: HandoffState? = nil,
        exposed: [ExposedPath] = [], isOfAnotherMachine: Bool = false, remarks: [StoreRemark] = []
    ) {
        let renewed = Self.renewed(stored, clock)
        var lines = [Self.validity("identity", stored.identity, clock, renewed)]
        lines += stored.intermediates.map { Self.validity("intermediate", $0, clock, renewed) }
        lines += [Self.validity("root", stored.root, clock, renewed), Self.names(coverage, absent, renewed)]
        lines += Self.machine(machineName, stored)
        lines += reasons.filter(\.standsAlone).map {
            Line("renewal", .warning, "it is due: \($0.sentence)", remedy: .issue(renewed))
        }
        lines += exposed.map { path in
            Line("secrets", .critical, path.sentence, remedy: .close(path, isImported: stored.isImported))
        }
        lines += remarks.map { Line("store", .warning, $0.sentence, advice: $0.advice) }
        if isOfAnotherMachine { lines.append(Self.otherMachine(stored.isImported)) }
        self.lines = lines + Self.hooks(handoff) + served.map(Self.served)
    }

    /// A single line that stands for all, where there is nothing to judge.
    public init(_ line: Line) { lines = [line] }

    /// What is issued again where something is not well. No identity outlives its root, or is valid before it.
    private static func renewed(_ stored: StoredIdentity, _ clock: IgnitionClock) -> Remedy.Certificates {
        guard !stored.isImported else { return .imported }
        let nearsItsEnd = clock.reading.days(until: stored.root.notAfter) < warningDays
        return nearsItsEnd || (clock.isPlausible && clock.reading < stored.root.notBefore) ? .root : .identity
    }

    /// These lines: for scenes, which show other paths than those of the test.
    package init(lines: [Line]) { self.lines = lines }

    private static func validity(
        _ subject: String, _ certificate: CertificateContents, _ clock: IgnitionClock,
        _ renewed: Remedy.Certificates
    ) -> Line {
        let now = clock.reading
        let name = VisibleText.quoted(certificate.subject.commonName ?? "")
        let days = now.days(until: certificate.notAfter)
        if now > certificate.notAfter {
            return Line(
                subject, .critical, "\(name) expired at \(certificate.notAfter)", remedy: .issue(renewed),
                daysLeft: days)
        }
        if now < certificate.notBefore {
            return Line(
                subject, .critical, "\(name) is not valid yet: it is valid from \(certificate.notBefore)",
                advice: clock.isPlausible ? nil : "set this server's clock, which says \(now)",
                remedy: clock.isReliable
                    ? .issue(renewed) : clock.isPlausible ? .issueUnlessClockIsWrong(renewed) : nil,
                daysLeft: days)
        }
        let text = "\(name) expires in \(days == 1 ? "1 day" : "\(days) days"), \(certificate.notAfter)"
        let severity: Severity = days < criticalDays ? .critical : days < warningDays ? .warning : .ok
        guard severity != .ok else { return Line(subject, .ok, text, daysLeft: days) }
        return Line(subject, severity, text, remedy: .issue(renewed), daysLeft: days)
    }

    private static func names(_ coverage: [Coverage], _ absent: [AbsentName], _ renewed: Remedy.Certificates) -> Line {
        func more<Names: Collection>(_ names: Names) -> String {
            names.count > 1 ? " and \(names.count - 1) more" : ""
        }
        let missing = coverage.filter { $0.coveredBy == nil }
        guard let first = missing.first else {
            let covers = "the identity covers this server's name and addresses"
            guard let gone = absent.first else { return Line("names", .ok, covers) }
            return Line(
                "names", .warning,
                "\(covers), and has the \(gone.role) \"\(gone.name.bareText)\"\(more(absent)), which this host "
                    + "no longer has",
                remedy: .letGo(renewed))
        }
        return Line(
            "names", .warning,
            "the identity does not cover the \(first.role) \"\(first.name.bareText)\"\(more(missing))",
            remedy: .issue(renewed))
    }

    /// That the machine is called otherwise than the server. It makes nothing due: both names may be meant.
    private static func machine(_ name: HostName?, _ stored: StoredIdentity) -> [Line] {
        guard let name, !stored.isCalled(name) else { return [] }
        return [
            Line(
                "hostname", .ok,
                "this machine is called \"\(name)\", which is no name of the identity of "
                    + "\"\(stored.server.hostName.value)\"", isRemark: true)
        ]
    }

    private static func otherMachine(_ isImported: Bool) -> Line {
        Line("machine", .warning, "the store is of another machine", remedy: .adopt(isImported: isImported))
    }

    private static func hooks(_ handoff: HandoffState?) -> [Line] {
        func line(_ text: String) -> Line {
            Line("hooks", .warning, text, remedy: .runHooks)
        }
        switch handoff {
        case nil, .done: return []
        case .notTried: return [line("the live generation was not handed to the servers yet")]
        case .failed(let hooks): return hooks.map { line($0.sentence) }
        }
    }

    private static func served(_ state: ServedState) -> Line {
        let severity: Severity =
            switch state.answer {
            case .asking: .unknown
            case .asStored: .ok
            case .incomplete, .outdated, .other, .failed: .critical
            }
        return Line("served", severity, state.sentence, advice: state.advice)
    }
}
