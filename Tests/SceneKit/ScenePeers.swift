import CertificateEngine
import CertificateModel
import Host
import Operations
import Viewer

/// Three peers: one serves what the store holds, one something else, and one does not answer.
enum ScenePeers {
    static let names = ["ipo1.example.com:443", "[2001:db8::1]:5061", "10.1.1.1:443"]

    /// What the peers answer, whose certificates are those of two files.
    static func answers(_ paths: [String], into library: ReviewLibrary) throws -> [Event] {
        guard paths.count == 2 else { throw SceneError("two peers answer: \"show\" takes two files") }
        let inUse = [GeneralName.dns("ipo1.example.com"), .ip(try IPAddress("2001:db8::1"))]
        let entries = try (0..<2).map { index in
            library.add(
                CertificateBundle(name: names[index], certificates: try certificates(paths[index])),
                inUse: .init(index: 0, names: [inUse[index]], role: Coverage.inUse))
        }
        return [
            .answered(
                PeerFacts(
                    peer: names[0], address: "192.168.42.1", protocolVersion: "TLSv1.3",
                    cipher: "TLS_AES_256_GCM_SHA384", entries: entries[0], isAsStored: true)),
            .answered(
                PeerFacts(
                    peer: names[1], address: "2001:db8::1", protocolVersion: "TLSv1.2",
                    cipher: "ECDHE-RSA-AES128-GCM-SHA256", entries: entries[1], isAsStored: false)),
            .failed(
                source: names[2], problem: "\"\(names[2])\" does not answer: connection refused",
                hint: "check that a TLS server listens there"),
        ]
    }

    private static func certificates(_ path: String) throws -> [[UInt8]] {
        try ImportFiles.read([path]) { _ in nil }.certificates.map(\.der)
    }
}
