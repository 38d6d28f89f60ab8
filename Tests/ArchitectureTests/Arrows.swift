/// What each part may import: the arrows of Package.swift, and of the system only what the part is there to wrap.
///
/// The compiler lets a file import whatever some other part depends on; this list does not.
enum Arrows {
    /// Parts that are functions over values: they could run anywhere, and so they import nothing of the system.
    static let pure: Set = ["CertificateModel", "Drawing", "ScreenKit", "Viewer", "Wizard"]

    /// What a part may import besides the parts that it depends on.
    static let allowed: [String: Set<String>] = [
        "CertificateModel": [],
        "ScreenKit": [],
        "Drawing": ["CertificateModel", "ScreenKit"],
        "Wizard": ["CertificateModel", "Drawing", "ScreenKit"],
        "Viewer": ["CertificateModel", "Drawing", "ScreenKit"],
        "Threads": ["Glibc", "Synchronization"],
        "Host": ["CHost", "CertificateModel", "Glibc", "Threads"],
        "SettingsFile": ["CertificateModel", "FoundationEssentials", "Glibc", "Host", "TOMLKit"],
        "CertificateEngine": [
            "CertificateModel", "COpenSSL", "FoundationEssentials", "Glibc", "Synchronization", "Threads",
        ],
        "CertificateStore": ["CertificateModel", "FoundationEssentials", "Glibc", "Host", "Synchronization"],
        "Operations": [
            "CertificateEngine", "CertificateModel", "CertificateStore", "Glibc", "Host", "SettingsFile", "Subprocess",
            "Synchronization", "SystemPackage", "Threads",
        ],
        "Sessions": [
            "CertificateEngine", "CertificateModel", "CertificateStore", "Host", "Operations", "Synchronization",
            "Threads",
            "Viewer", "Wizard",
        ],
        "Terminal": ["ScreenKit", "CNcurses", "Glibc", "Synchronization", "Threads"],
        "keyturn": [
            "ArgumentParser", "CertificateEngine", "CertificateModel", "CertificateStore", "FoundationEssentials", "Glibc",
            "Host", "Operations", "ScreenKit", "Sessions",
            "Terminal", "Threads", "Viewer", "Wizard",
        ],
    ]

    /// Parts in C, which import nothing of ours: system libraries, which hold a module map and a header, and what Swift
    /// cannot reach.
    static let inC: Set = ["CHost", "CNcurses", "COpenSSL"]
}
