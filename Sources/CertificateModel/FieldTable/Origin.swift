extension Plan {
    /// Where the value of a field came from: the operator, this host, the specification, or chance.
    func origin(of field: CertificateField, in kind: CertificateKind) -> String {
        switch field {
        case .serialNumber:
            kind == .identity
                ? "the last serial number under this root"
                : "the random number generator: a first number, or the step from the last one"
        case .issuer, .subject:
            kind == .identity && field == .subject && profile == .interoperable
                ? "the host name, \(server.hostName.source.explanation), and \(namingOrigin)"
                : "\(namingOrigin), with the host name \(server.hostName.source.explanation)"
        case .issuedBy, .issuedTo: "the host name, \(server.hostName.source.explanation)"
        case .validFrom:
            clock.isPlausible ? "this host's clock" : "the year of this software's release: the clock is wrong"
        case .validTo: "Valid From"
        case .subjectAlternativeNames:
            kind == .identity
                ? "the host name, \(server.hostName.source.explanation), and the addresses given"
                : "the host name, \(server.hostName.source.explanation)"
        case .basicConstraints, .keyUsage: "the \(profile.rawValue) profile"
        case .subjectKeyIdentifier, .publicKey: "the key pair of this certificate"
        case .signature: "the root's private key"
        case .version, .signatureAlgorithm, .extendedKeyUsage, .publicKeyAlgorithm: "the specification"
        }
    }

    private var namingOrigin: String {
        let replaced = Naming.Part.allCases.filter { server.naming[$0] != $0.specified }
        if replaced.isEmpty { return "the specification's defaults" }
        return "the naming given (\(replaced.map { $0.label.lowercased() }.joined(separator: ", "))) and defaults"
    }
}
