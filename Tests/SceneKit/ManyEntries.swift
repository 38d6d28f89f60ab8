import CertificateModel
import Screens

/// Thousands of certificates, without any that is real.
struct ManyEntries: SceneEntries {
    let count = 9730
    let sources = "/etc/ssl/archive"
    private let now: Timestamp

    init(_ scene: Scene) { now = scene.clock }

    var opening: [Event] { [.counted(count, isAll: true)] }

    func summaries(_ range: Range<Int>) -> [EntrySummary] { range.map { summary(of: $0) } }

    private func summary(of entry: Int) -> EntrySummary {
        let days = Int64((entry * 37) % 1500) - 120
        let isDamaged = entry % 501 == 500
        let end = now.adding(seconds: days * 86_400 + 3600)
        return EntrySummary(
            subject: isDamaged ? "" : "host\(entry).\(["sales", "lab", "voice"][entry % 3]).example.com",
            issuer: isDamaged ? "" : "Example Issuing CA \(entry % 7 + 1)",
            notBefore: isDamaged ? nil : end.adding(seconds: -(entry % 11 == 10 ? 100 : 700) * 86_400),
            notAfter: isDamaged ? nil : end, source: "archive-\(entry / 100).pem",
            damage: isDamaged ? "it is not a certificate: bytes follow its end" : nil)
    }

    func opened(_ entry: Int) -> OpenedEntry {
        OpenedEntry(table: nil, further: [], der: Array("no certificate".utf8), pem: [])
    }

    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry { JudgedEntry(chain: [], checks: []) }
}
