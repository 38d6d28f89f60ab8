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
        "AnswersFile": ["CertificateModel", "FileReading", "TOMLKit", "FoundationEssentials", "Glibc"],
        "CertificateEngine": [
            "CertificateModel", "COpenSSL", "FileReading", "FoundationEssentials", "Glibc", "Synchronization",
        ],
        "CertificateStore": ["CertificateModel", "FoundationEssentials", "Glibc", "Synchronization"],
        "Deployment": ["CertificateModel", "Dispatch", "Glibc", "Subprocess", "Synchronization", "SystemPackage"],
        "FileReading": ["CertificateModel", "Glibc"],
        "Reviewing": ["CertificateEngine", "CertificateModel", "FileReading", "Glibc", "Synchronization", "Viewer"],
        "HostInspection": ["CertificateModel", "Glibc", "Synchronization"],
        "Terminal": ["ScreenKit", "CNcurses", "Glibc", "Synchronization"],
        "keyturn": [
            "AnswersFile", "CProcess", "CertificateEngine", "CertificateModel", "CertificateStore", "Deployment",
            "FileReading", "HostInspection", "Reviewing", "ScreenKit", "Terminal", "Viewer", "Wizard", "ArgumentParser",
            "FoundationEssentials",
            "Glibc",
            "Synchronization",
        ],
    ]

    /// System libraries, which hold a module map and a header.
    static let systemLibraries: Set = ["CNcurses", "COpenSSL", "CProcess"]
}
