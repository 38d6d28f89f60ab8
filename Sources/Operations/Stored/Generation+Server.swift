public import CertificateEngine
import CertificateModel
public import CertificateStore

extension SecretBytes: SecretContent {}

extension GenerationFile {
    /// A file that the engine prepared, for the store.
    init(_ file: PreparedFile) {
        switch file.content {
        case .open(let bytes): self.init(file.name, .open(bytes))
        case .secret(let secret): self.init(file.name, .secret(secret))
        }
    }
}

extension HostNameRecord {
    /// What a manifest says of a server's name.
    init(_ name: ResolvedHostName) { self.init(value: name.value.text, source: name.source.rawValue) }
}

extension CertificateRecord {
    /// What a manifest says of a certificate.
    init(_ kind: CertificateKind, _ contents: CertificateContents, sha256: [UInt8], counter: String?) {
        self.init(
            kind: kind.rawValue, serial: contents.serial.value?.description ?? "", sha256: Hexadecimal.string(sha256),
            notBefore: contents.notBefore.description, notAfter: contents.notAfter.description,
            subject: contents.subject.description, issuingRoot: counter)
    }
}

extension Generation {
    /// The server that its certificates are for.
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
        // The last one is the root, or the identity itself where nobody else signed that.
        Array(try certificates("chain.pem").dropLast())
    }

    /// A private key of it.
    func key(_ name: String) throws -> PrivateKey {
        try withContents(of: name) { try PrivateKey.reading(pem: SecretBytes(copying: $0)) }
    }

    /// The certificate of one of its files, decoded.
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

    /// Its certificates as the set that they came in. The chain was verified before it was written.
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
    /// The server that it asks for.
    func server() throws(StoreError) -> ServerIdentity {
        try ServerRecord.server(
            hostName: body.hostName, answers: body.answers, ports: body.ports, hostAddresses: nil,
            path: "\(folder)/manifest.json")
    }

    /// What it asks for.
    func contents() throws -> RequestContents {
        try RequestReader.contents(der: try RequestReader.pem(try contents(of: "request.pem")))
    }

    /// The key that waits with it.
    func key() throws -> PrivateKey {
        try withContents(of: "request.key") { try PrivateKey.reading(pem: SecretBytes(copying: $0)) }
    }
}

extension DecodedCertificate {
    /// A certificate of a file, decoded.
    init(der: [UInt8], file: String) throws(OpenSSLError) {
        self.init(
            contents: try CertificateReader.contents(der: der), sha256: CertificateReader.fingerprint(der: der),
            file: file)
    }
}
