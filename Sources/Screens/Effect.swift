public import CertificateModel

/// What a page asks the world to do; what comes of it is an ``Event``.
public enum Effect: Hashable, Sendable {
    // The host.

    /// Look at the host.
    case inspectHost
    /// Ask reverse DNS for the name of an address.
    case askReverseDNS(IPAddress)

    // The wizard.

    /// Sign the certificates of a server, at this clock or at the present one where it is nil.
    case sign(ServerIdentity, Profile, IgnitionClock?)
    /// Write the certificates that were signed for this plan, as they were confirmed, and hand them to the servers.
    case commit(Plan, Consent)
    /// Write the answers to a file.
    case saveAnswers(Answers, path: String)
    /// Forget the unfinished answers of an earlier start.
    case dropUnfinished
    /// Sign a signing request of a server in memory.
    case signRequest(ServerIdentity)
    /// Write the signing request that was signed for this server.
    case makeRequest(ServerIdentity)
    /// Copy the signing request of this number to a file.
    case saveRequest(Int, path: String)
    /// Look for the folders from which files may be taken.
    case findPlaces
    /// Say what is in a folder.
    case listFolder(String)
    /// Change the passphrase that is being typed, which is kept outside of the screens.
    case passphrase(PassphraseEdit)
    /// Read the files of these paths and make a set of them for a server, or for that of the signing request that they
    /// answer where it is nil; the passphrase that was typed is for `passphraseFor`, where that is given. Of several
    /// certificates with their private keys, the one with the fingerprint `served` (SHA-256) is the server's.
    case readFiles([String], passphraseFor: String?, ServerIdentity?, served: [UInt8]?)
    /// Forget the passphrases that were typed, and the key that was read: the import was left.
    case leaveImport
    /// Write a third party's set, as it was judged and confirmed, and hand it to the servers.
    case commitImport(Judgement, Consent)

    // The list of certificates.

    /// Decode what the list shows of these entries; those in view are asked for first.
    case summarize(Range<Int>)
    /// Decode what the list shows of every entry, to sort and to filter.
    case summarizeAll
    /// Decode an entry as a whole.
    case open(Int)
    /// Build the chain of an entry up to its root, and check it at a level.
    case judge(Int, CheckLevel)
    /// Look at the server or ask the peers again.
    case refresh

    // An ignited server.

    /// Sign new certificates in memory, as the preparation with this number: of the server as the answers have it, else as the
    /// store knows it.
    case prepare(RegenerationChoice, Answers?, id: Int)
    /// Forget what was prepared under this number, and its keys: it will not be written.
    case discard(id: Int)
    /// Write exactly what was prepared under this number and confirmed, and hand it to the servers.
    case regenerate(id: Int, Consent)
    /// Read which generations the store has.
    case history
    /// Make an earlier generation live again, and hand it to the servers.
    case rollBack(to: Int, Consent)
    /// Hand the live generation to the servers again.
    case runHooks
    /// Wait for endpoints no longer: take what they have answered.
    case stopAsking
    /// Turn automatic renewal on or off in the site configuration.
    case renewAutomatically(Bool)

    // Export.

    /// Keep the passphrase that was typed, to compare the next one with it.
    case repeatPassphrase
    /// Compare the passphrase that was typed with the one before, and take it for the next export.
    case comparePassphrases
    /// Write what was chosen to a new file; encrypted, if it is, with the passphrase that was typed twice.
    case export(ExportChoice, path: String)

    // The root for clients.

    /// Read the root of the live generation, and look for ways to hand it out.
    case offerRoot
    /// Serve the root to clients over HTTP, at this endpoint.
    case servePage(PageEndpoint)
    /// Stop serving it.
    case stopPage
    /// Copy the root to a removable medium.
    case copyRoot(to: Place)
    /// Ask a port which certificate it serves.
    case testPort(PeerAddress)

    // The terminal.

    /// Paint the whole screen again.
    case redraw
    /// Give the terminal back, stop until the shell continues the program, and take the terminal again.
    case suspend
    /// Give the terminal back and end.
    case quit(Outcome)
}

/// How the screens ended.
public enum Outcome: Hashable, Sendable {
    /// The wizard wrote certificates: a third party's, or its own.
    case written(isImport: Bool)
    /// The wizard made a signing request.
    case requested(WaitingRequest)
    /// The operator left.
    case left
}

/// What a key does to a passphrase. The screens know how many characters there are, and no more: they never hold them.
public enum PassphraseEdit: Hashable, Sendable {
    /// Add a character at the end.
    case append(Character)
    /// Take the last one away.
    case eraseLast
    /// Take all away.
    case clear
}
