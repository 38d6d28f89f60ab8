import CertificateEngine
import CertificateModel

/// Two keys for the whole run: making them is the slow part.
enum SampleKeys {
    static let material = Result { () throws(OpenSSLError) in
        let generator = KeyMaterialGenerator()
        generator.start()
        return try generator.wait()
    }

    /// The keys with a root serial of their own.
    static func drawn() throws -> KeyMaterial {
        let keys = try material.get()
        return KeyMaterial(
            rootKey: keys.rootKey, identityKey: keys.identityKey, rootSerial: try KeyMaterial.drawRootSerial())
    }
}
