import CertificateModel
import ScreenKit

extension Page {
    /// The key that ends the waiting for endpoints; none where nobody waits for them.
    static func stopsAsking(_ steps: [HandoffStep], _ context: Context) -> [Binding<Self>] {
        guard context.isBusy, case .asking? = steps.last else { return [] }
        return [.init(.escape, "Stop waiting") { $1.perform(.stopAsking) }]
    }
}
