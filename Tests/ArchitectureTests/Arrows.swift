/// What a part may import besides other parts: of the system, and of other packages, only what the part is there to wrap.
///
/// The arrows between the parts are those of Package.swift: `make test` builds with SwiftPM's own check, which refuses the
/// import of a part that is no declared dependency. It knows nothing of system modules and libraries of C; this list does.
enum Arrows {
    /// Parts that are functions over values: they could run anywhere, and so they import nothing of the system.
    static let pure: Set = ["CertificateModel", "ScreenKit", "Screens"]

    /// What each other part may import.
    static let foreign: [String: Set<String>] = [
        "Threads": ["Glibc", "Synchronization"],
        "Host": ["CHost", "CNetlink", "Glibc", "Synchronization"],
        "SettingsFile": ["FoundationEssentials", "Glibc", "Synchronization", "TOMLKit"],
        "CertificateEngine": ["COpenSSL", "FoundationEssentials", "Glibc", "Synchronization"],
        "CertificateStore": ["FoundationEssentials", "Glibc", "Synchronization"],
        "Operations": ["Glibc", "Subprocess", "Synchronization", "SystemPackage"],
        "Sessions": ["Synchronization"],
        "Terminal": ["CNcurses", "Glibc", "Synchronization"],
        "Lines": ["FoundationEssentials", "Glibc"],
        "keyturn": ["ArgumentParser", "Glibc"],
    ]

    /// Parts in C, which import nothing of ours: system libraries, which hold a module map and a header, and what Swift
    /// cannot reach.
    static let inC: Set = ["CHost", "CNcurses", "CNetlink", "COpenSSL"]

    /// Every part in Swift.
    static let inSwift = pure.union(foreign.keys)
}
