import CertificateModel
import Glibc
import Host
import Operations
import Synchronization

/// The page for clients in a scene: nobody serves it, and what happens to it is what the world of the scene says.
enum ScenePages {
    /// Who fetched what, where clients have.
    private static let fetches: [PageNews] = {
        let all: [(client: String, file: PublicFile?)] = [
            ("192.168.42.50", .page), ("192.168.42.50", .der), ("192.168.42.51", .pem), ("2001:db8::52", nil),
            ("192.168.42.53", .fingerprint),
        ]
        return [
            .fetched(
                all.compactMap { one in (try? IPAddress(one.client)).map { PageFetch(client: $0, file: one.file) } })
        ]
    }()

    static func serve(
        at endpoint: PageEndpoint, _ world: SceneWorld, _ parking: SceneParking
    ) throws(PageFailure) -> ServedPage {
        if world == .taken { throw .notOpened(endpoint, code: EADDRINUSE) }
        let news = Mutex<[PageNews]>(world == .fetched ? fetches : world == .closed ? [.ended(.timeIsOver)] : [])
        return ServedPage(
            next: {
                if let next = news.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return next }
                parking.park()
            }, stop: {})
    }
}
