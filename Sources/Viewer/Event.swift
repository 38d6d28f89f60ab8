public import CertificateModel
public import ScreenKit

/// What happens to the viewer.
public enum Event: Sendable {
    /// A key was pressed.
    case key(Key)
    /// The window has this size now.
    case resized(Size)
    /// So many entries are known so far; whether that is all. Where they are fewer than before, they are others: what was
    /// known of the old ones and of their sources is forgotten.
    case counted(Int, isAll: Bool)
    /// What the list shows of some entries, from the first index on.
    case summarized(first: Int, [Summary])
    /// Every entry has its summary now.
    case summarizedAll
    /// An entry, decoded as a whole.
    case opened(Int, OpenedEntry)
    /// What was found of an entry's chain and by its checks.
    case judged(Int, CheckLevel, JudgedEntry)
    /// A source cannot be read, or does not answer: sentences. It takes the place of an earlier answer of that source.
    case failed(source: String, problem: String, hint: String)
    /// A peer answered. It takes the place of an earlier answer of that name.
    case answered(PeerFacts)
    /// What the home screen shows; the entries are those of the store then, and the live identity is the first of them.
    case home(HomeFacts)
    /// Certificates were signed anew, in memory.
    case prepared(RegenerationPreview)
    /// They could not be; the number of the preparation.
    case notPrepared(id: Int, Refusal)
    /// Another generation is live, and is being handed to the servers.
    case switched(SwitchedGeneration)
    /// None is, and the store is as it was.
    case notSwitched(Refusal)
    /// What is going on in the hand-off.
    case handingOff(HandoffStep)
    /// What became of the hand-off.
    case handedOff(HandoffOutcome)
    /// The generations of the store, the newest first.
    case history([HistoryEntry])
    /// They cannot be read.
    case noHistory(Refusal)
    /// The site configuration says this now.
    case renewsAutomatically(Bool)
    /// The site configuration is as it was.
    case renewalNotSaved(Refusal)
}

/// What the list shows of an entry.
public struct Summary: Hashable, Sendable {
    /// The subject's common name, else the whole subject, else the first name; clean.
    public let subject: String
    /// The same of the issuer.
    public let issuer: String
    /// Its validity; nil where a date cannot be decoded.
    public let notBefore, notAfter: Timestamp?
    /// Where it came from: a file, a peer, `live/identity.pem`.
    public let source: String
    /// What keeps it from being decoded as a certificate; nil where nothing does.
    public let damage: String?

    /// A summary of these parts.
    public init(
        subject: String, issuer: String, notBefore: Timestamp?, notAfter: Timestamp?, source: String,
        damage: String? = nil
    ) {
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.source = source
        self.damage = damage
    }
}

/// A fact of an entry besides its 17 rows: a further extension, a fingerprint.
public struct FurtherRow: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// What the table shows, on one line.
    public let contents: String
    /// The whole of it.
    public let detail: [String]
    /// Why it is shown as octets, or what else is to be said of it.
    public let remark: String?

    /// A row of these parts.
    public init(name: String, contents: String, detail: [String], remark: String? = nil) {
        self.name = name
        self.contents = contents
        self.detail = detail
        self.remark = remark
    }
}

/// An entry, decoded as a whole.
public struct OpenedEntry: Hashable, Sendable {
    /// Its 17 rows; nil where its octets are no certificate.
    public let table: FieldTable?
    /// The fingerprints and the public key pin, then the further extensions.
    public let further: [FurtherRow]
    /// Its octets.
    public let der: [UInt8]
    /// Its PEM text, as lines.
    public let pem: [String]

    /// An entry of these parts.
    public init(table: FieldTable?, further: [FurtherRow], der: [UInt8], pem: [String]) {
        self.table = table
        self.further = further
        self.der = der
        self.pem = pem
    }
}

/// A step of an entry's chain.
public struct ChainLink: Hashable, Sendable {
    /// The entry in the list; nil where the certificate is trusted without being there or, with a problem, missing.
    public let entry: Int?
    /// What it is called.
    public let name: String
    /// What is wrong with this step; nil where nothing is.
    public let problem: String?

    /// A step.
    public init(entry: Int?, name: String, problem: String?) {
        self.entry = entry
        self.name = name
        self.problem = problem
    }
}

/// What was found of an entry: its chain, and the checks of a level.
public struct JudgedEntry: Hashable, Sendable {
    /// The chain, from the root, or the last that was found, to the entry.
    public let chain: [ChainLink]
    /// The checks.
    public let checks: [CheckResult]

    /// What was found.
    public init(chain: [ChainLink], checks: [CheckResult]) {
        self.chain = chain
        self.checks = checks
    }
}

/// How a peer answered.
public struct PeerFacts: Hashable, Sendable {
    /// What the operator called it.
    public let peer: String
    /// The address that answered.
    public let address: String
    /// For example `TLSv1.3`, and the cipher suite.
    public let protocolVersion, cipher: String
    /// The entries of the chain that it sent, in its order.
    public let entries: Range<Int>
    /// Whether it serves what the store holds; nil where the store holds nothing.
    public let isAsStored: Bool?

    /// How a peer answered.
    public init(
        peer: String, address: String, protocolVersion: String, cipher: String, entries: Range<Int>, isAsStored: Bool?
    ) {
        self.peer = peer
        self.address = address
        self.protocolVersion = protocolVersion
        self.cipher = cipher
        self.entries = entries
        self.isAsStored = isAsStored
    }
}
