public import CertificateEngine
import CertificateModel
public import CertificateStore

extension SecretBytes: SecretContent {}

extension GenerationFile {
    /// A file for the store that the engine prepared.
    init(_ file: PreparedFile) {
        switch file.content {
        case .open(let bytes): self.init(file.name, .open(bytes))
        case .secret(let secret): self.init(file.name, .secret(secret))
        }
    }
}

extension HostNameRecord {
    /// A server's name in a manifest.
    init(_ name: ResolvedHostName) { self.init(value: name.value.text, source: name.source.rawValue) }
}

extension CertificateRecord {
    /// A certificate in a manifest.
    init(_ kind: CertificateKind, _ contents: CertificateContents, sha256: [UInt8], counter: String?) {
        self.init(
            kind: kind.rawValue, serial: contents.serial.value?.description ?? "", sha256: Hexadecimal.string(sha256),
            notBefore: contents.notBefore.description, notAfter: contents.notAfter.description,
            subject: contents.subject.description, issuingRoot: counter)
    }
}

extension Generation {
    /// The server of its certificates.
    func server() throws(StoreError) -> ServerIdentity {
        let body = manifest.body
        return try ServerRecord.server(
            hostName: body.hostName, answers: body.answers, ports: body.ports, hostAddresses: body.hostAddresses,
            path: "\(folder)/manifest.json")
    }

    /// The DER of the certificates in one of its files.
    func certificates(_ name: String) throws -> [[UInt8]] { try CertificateReader.pem(try contents(of: name)) }

    /// The DER of the certificates between its identity and its root.
    func intermediates() throws -> [[UInt8]] {
        // The last one is the root, or the identity itself if it is self-signed.
        Array(try certificates("chain.pem").dropLast())
    }

    /// One of its private keys.
    func key(_ name: String) throws -> PrivateKey {
        try withContents(of: name) { try PrivateKey.reading(pem: SecretBytes(copying: $0)) }
    }

    /// The decoded certificate in one of its files.
    func member(_ name: String) throws -> DecodedCertificate {
        try DecodedCertificate(der: try certificate(name), file: name)
    }

    /// The DER of the certificate in one of its files.
    func certificate(_ name: String) throws -> [UInt8] {
        guard let der = try certificates(name).first else {
            throw StoreError.damaged(path: "\(folder)/\(name)", reason: "it holds no certificate")
        }
        return der
    }

    /// Its certificates as a third party's set. The chain was verified before it was written.
    func thirdPartySet() throws -> ThirdPartySet {
        let identity = try certificates("identity.pem")
        let isSelfSigned = try certificates("chain.pem") == identity
        return ThirdPartySet(
            identity: try member("identity.pem"),
            intermediates: try intermediates().map { try DecodedCertificate(der: $0, file: "chain.pem") },
            root: try member("root.pem"), isSelfSigned: isSelfSigned)
    }
}

extension StoredRequest {
    /// The server in the CSR.
    func server() throws(StoreError) -> ServerIdentity {
        try ServerRecord.server(
            hostName: body.hostName, answers: body.answers, ports: body.ports, hostAddresses: nil,
            path: "\(folder)/manifest.json")
    }

    /// The contents of the CSR.
    func contents() throws -> RequestContents {
        try RequestReader.contents(der: try RequestReader.pem(try contents(of: "request.pem")))
    }

    /// The private key of the CSR.
    func key() throws -> PrivateKey {
        try withContents(of: "request.key") { try PrivateKey.reading(pem: SecretBytes(copying: $0)) }
    }
}

extension DecodedCertificate {
    /// A decoded certificate and its file. What a store has is shown, even if a later version would not import it.
    init(der: [UInt8], file: String) throws(OpenSSLError) {
        self = try Certificate(der: der).decoded(from: file)
    }
}
