import COpenSSL
import CertificateModel

/// Signs a CSR with the key that it is for: contents become DER.
struct RequestSigner {
    let contents: RequestContents
    /// The key. Only its public half goes into the CSR.
    let key: PrivateKey

    func sign() throws(OpenSSLError) -> RequestObject {
        let request = try RequestObject()
        let pointer = request.pointer
        try check(X509_REQ_set_version(pointer, contents.version - 1), "set the version")
        let subject = try NameEncoder.encode(contents.subject)
        try check(X509_REQ_set_subject_name(pointer, subject.pointer), "set the subject")
        try check(X509_REQ_set_pubkey(pointer, key.pointer), "set the public key")
        let extensions = try extensions()
        try check(X509_REQ_add_extensions(pointer, extensions.pointer), "ask for the extensions")
        try check(X509_REQ_sign(pointer, key.pointer, EVP_sha256()), "sign the signing request")
        return request
    }

    private func extensions() throws(OpenSSLError) -> ExtensionStack {
        let extensions = ExtensionStack()
        let encoder = ExtensionEncoder(extensions: extensions)
        if let names = contents.subjectAlternativeNames { try encoder.add(names) }
        if let usage = contents.extendedKeyUsage { try encoder.add(usage) }
        if let constraints = contents.basicConstraints { try encoder.add(constraints) }
        if let usage = contents.keyUsage { try encoder.add(usage) }
        return extensions
    }
}
