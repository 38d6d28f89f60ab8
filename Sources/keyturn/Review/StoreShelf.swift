import CertificateEngine
import CertificateModel
import CertificateStore
import Operations

extension ReviewLibrary {
    /// Adds the certificates of a generation: the identity, then what signed it, up to the root.
    func add(_ generation: Generation) throws {
        addStored(
            identity: try generation.certificates("identity.pem"), chain: try generation.certificates("chain.pem"),
            names: try generation.server().subjectAlternativeNames,
            isIssuedHere: generation.manifest.body.profile != nil)
    }
}

extension Store {
    /// The live generation; a refusal where the store is empty, or none is live.
    func requiredGeneration() throws -> Generation {
        guard let generation = try liveGeneration() else {
            if let last = try generations().last {
                throw CommandFailure(
                    status: .refused,
                    problem: "no generation of the store \(VisibleText.quoted(layout.folder)) is live",
                    hint: "its link \"live\" is gone; \"keyturn history\" lists the generations, and "
                        + "\"keyturn rollback \(last)\" makes the last one live")
            }
            throw CommandFailure(
                status: .refused, problem: "the store \(VisibleText.quoted(layout.folder)) holds no certificates",
                hint: "run \"keyturn\" to ignite this server, or name another folder with --store")
        }
        return generation
    }

    /// The DER of the trusted certificates.
    ///
    /// A file there that is none was put there by somebody else: it is of no use, and no reason to stop.
    func trustedDER() throws -> [[UInt8]] {
        try trustedCertificates().flatMap { (try? CertificateReader.pem($0.pem)) ?? [] }
    }
}
