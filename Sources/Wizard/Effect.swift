public import CertificateModel

/// What the wizard asks the world to do; the answer comes back as an event.
public enum Effect: Hashable, Sendable {
    /// Ask reverse DNS for the name of an address.
    case askReverseDNS(IPAddress)
    /// Sign the certificates of a server, at this clock or at the present one where it is nil.
    case prepare(ServerIdentity, Profile, IgnitionClock?)
    /// Write the certificates that were prepared for this plan.
    case commit(Plan)
    /// Write the answers to a file.
    case saveAnswers(Answers, path: String)
    /// Look for the folders from which files may be taken.
    case findPlaces
    /// Say what is in a folder.
    case listFolder(String)
    /// Change the passphrase that is being typed, which is kept outside of the wizard.
    case passphrase(PassphraseEdit)
    /// Read the files of these paths and make a set of them for a server; the passphrase that was typed is for
    /// `passphraseFor`, where that is given.
    case readFiles([String], passphraseFor: String?, ServerIdentity)
    /// Write a third party's set, as it was judged.
    case commitImport(Judgement)
    /// Paint the whole screen again.
    case redraw
    /// Give the terminal back and end.
    case quit(Outcome)
}

/// How the wizard ended.
public enum Outcome: Hashable, Sendable {
    /// The certificates are written.
    case ignited
    /// The operator left before that.
    case left
}

/// What a key does to a passphrase. The wizard knows how many characters there are, and no more: it never holds them.
public enum PassphraseEdit: Hashable, Sendable {
    /// Add a character at the end.
    case append(Character)
    /// Take the last one away.
    case eraseLast
    /// Take all away.
    case clear
}
