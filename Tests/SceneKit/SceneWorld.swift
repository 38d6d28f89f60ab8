/// How the world around the program behaves; `ordinary` where the header says nothing.
///
/// Every other world but `drifted` is one that a real terminal cannot be brought into at a chosen moment, or shows what
/// only one host has, as who sat at which terminal; so its scenes are played against the pure screens alone.
package enum SceneWorld: String, CaseIterable, Sendable {
    /// Everything works.
    case ordinary
    /// The engine has not signed yet.
    case signing
    /// Reverse DNS has not answered yet.
    case asking
    /// A folder is still being looked into.
    case looking
    /// Files are still being read.
    case reading
    /// The files of the medium may be read by another user only.
    case unreadable
    /// A signing request waits in the store for its certificate, which the identity of the medium is.
    case requested
    /// An earlier start of the wizard has left unfinished answers.
    case kept
    /// OpenSSL makes no key; or, as `grown`, somebody has taken the root's private key away.
    case unsigned
    /// Peers are shown: one serves what the store holds, one does not, and one does not answer.
    case peers
    /// Thousands of certificates are shown.
    case many
    /// Certificates are shown whose makers meant to do harm.
    case hostile
    /// All is well with a server that issued its own certificates.
    case well
    /// Little is well with a server whose certificates were imported.
    case unwell
    /// The clock was ahead by two years when the certificates of a server were issued. It is right and synchronised now.
    case ahead
    /// The clock is not synchronised; it was ahead by two years when the certificates of a server were issued.
    case unsynchronized
    /// A port of the server has got another address since its certificates were issued.
    case drifted
    /// The store of the server is that of another machine.
    case cloned
    /// A copy has lost the modes of the store: others can read its keys. In the wizard, the folder that is to be the store.
    case opened
    /// As `grown`; the private key of the identity is damaged. In the wizard, the unfinished answers are.
    case damaged
    /// A server has been there for a while: generations, deploy hooks, endpoints, and all of them do.
    case grown
    /// As `grown`; the generation is never written.
    case writing
    /// As `grown`; the second deploy hook never ends.
    case deploying
    /// As `grown`; the endpoints never serve the new identity.
    case proving
    /// As `grown`; a deploy hook fails.
    case undeployed
    /// As `grown`; an endpoint goes on serving the old identity, and the server goes back to it.
    case unproven
    /// As `grown`; the disk is full.
    case full
    /// Clients have fetched the root. The medium is one of the scene's own.
    case fetched
    /// The ten minutes of the page for clients are over at once.
    case closed
    /// Another program has the port for the page.
    case taken
    /// The answers cannot be saved in the current folder; the site configuration is written as the program does not change it.
    case readonly

    /// Whether the site configuration names endpoints.
    var hasServers: Bool {
        switch self {
        case .ordinary, .ahead, .unsynchronized, .drifted, .asking, .looking, .unreadable: false
        case .requested, .kept, .peers, .many, .reading, .readonly, .cloned, .opened, .fetched, .closed, .taken: false
        default: true
        }
    }

    /// The deploy hooks.
    var hooks: [String] {
        switch self {
        case .well, .unwell: []
        case .hostile:
            HostileEntries.texts.map { String($0.prefix(60)) }.filter { !$0.isEmpty && !$0.contains("\u{0}") }
        default: hasServers ? ["10-nginx", "20-sip"] : []
        }
    }

    /// Whether the clock is synchronised; nil where the kernel does not say.
    var isClockSynchronized: Bool? {
        switch self {
        case .ahead: true
        case .unsynchronized: false
        default: nil
        }
    }

    /// Whether the servers have as long as they usually have to serve what is new: where one never does, nobody waits for it.
    var isPatient: Bool { self != .undeployed && self != .unproven && self != .hostile }
}
