import CertificateModel
import ScreenKit

@testable import Screens

/// A wizard on its way through an import, and sets to give it.
enum ImportSample {
    static let now = Timestamp(secondsSinceEpoch: 1_803_893_400)

    static func server(lan2: Bool = true) throws -> ServerIdentity {
        ServerIdentity(
            role: .primary,
            hostName: try ResolvedHostName(
                entered: HostName("ipo1.example.com"), lan1: nil, lan2: nil, mac: nil),
            lan1: LANPort(ipv4: try LANPort.ipv4("192.168.42.1"), ipv6: []),
            lan2: LANPort(ipv4: lan2 ? try LANPort.ipv4("10.1.1.1") : nil, ipv6: []), names: AdditionalNames(),
            naming: Naming())
    }

    static func name(_ commonName: String) -> DistinguishedName {
        DistinguishedName([.init(.commonName, commonName)])
    }

    static func member(
        _ subject: String, by issuer: String, days: Int64 = 335, isAuthority: Bool = false, bits: Int = 2048,
        names: [GeneralName] = []
    ) throws -> DecodedCertificate {
        var contents = CertificateContents(
            serial: .known(SerialNumber(octets: [10, 27, 44, 61])), issuer: name(issuer), subject: name(subject),
            notBefore: now.adding(seconds: -30 * 86_400), notAfter: now.adding(seconds: days * 86_400),
            signature: .known(Array(repeating: 7, count: 256)),
            publicKey: PublicKeyContents(algorithm: "RSA", bits: bits, exponent: 65_537))
        contents.basicConstraints = .init(isAuthority ? .authority(pathLength: nil) : .endEntity, critical: true)
        contents.keyUsage = .init(isAuthority ? [.certificateSigning] : [.digitalSignature], critical: true)
        if !names.isEmpty { contents.subjectAlternativeNames = .init(names, critical: false) }
        return DecodedCertificate(
            contents: contents, sha256: Array(repeating: 1, count: 32), file: "/media/usb/good.p12")
    }

    static func set(
        intermediates: Int = 1, bits: Int = 2048, days: Int64 = 335, names: [GeneralName]? = nil,
        requested: [GeneralName]? = nil, remarks: [String] = []
    ) throws -> ThirdPartySet {
        ThirdPartySet(
            identity: try member(
                "ipo1.example.com", by: "Example Issuing CA 1", days: days, bits: bits,
                names: names ?? [
                    .dns("ipo1.example.com"), .ip(.v4(try LANPort.ipv4("192.168.42.1"))),
                ]),
            intermediates: try (0..<intermediates).map {
                try member(
                    "Example Issuing CA \($0 + 1)", by: $0 + 1 == intermediates ? "Example Root" : "CA \($0 + 2)",
                    isAuthority: true)
            },
            root: try member("Example Root", by: "Example Root", days: 3622, isAuthority: true),
            isSelfSigned: false, requested: requested, remarks: remarks)
    }

    static func judgement(_ set: ThirdPartySet, level: CheckLevel = .medium) throws -> Judgement {
        Judgement(set, for: try server(), level: level, clock: IgnitionClock(reading: now))
    }

    /// The wizard at the files, with its places found.
    static func atFiles(_ size: Size = Size(columns: 80, rows: 24), glyphs: Glyphs = .unicode) throws -> State {
        var state = State(igniting: "/var/lib/keyturn", size: size, glyphs: glyphs)
        let port = NetworkInterface(
            name: "eth0", mac: MACAddress(octets: [0, 0xe0, 7, 5, 0x73, 7]), addresses: [try IPAddress("192.168.42.1")])
        _ = state.update(
            .inspected(HostFacts(interfaces: [port], clock: IgnitionClock(reading: now))))
        _ = state.update(.reverseName(try IPAddress("192.168.42.1"), try HostName("ipo1.example.com")))
        for name in ["Enter", "Space", "^N", "^N", "^N", "^N"] { _ = state.press(name) }
        _ = state.update(
            .places([
                Place(label: "Current folder", path: "/home/operator"),
                Place(label: "Removable: usb", path: "/media/usb", isRemovable: true),
            ]))
        return state
    }

    static let usb = [
        FolderEntry(name: "backup", isFolder: true, size: 0),
        FolderEntry(name: "chain.pem", isFolder: false, size: 3812),
        FolderEntry(name: "good.key", isFolder: false, size: 812),
        FolderEntry(name: "good.p12", isFolder: false, size: 4230),
        FolderEntry(name: "goods.iso", isFolder: false, size: 2_147_483_648),
    ]
}
