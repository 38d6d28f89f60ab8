public import CertificateModel
import COpenSSL

/// All random input of an ignition: two key pairs and the root's serial number. It is in memory only.
public struct KeyMaterial: Sendable {
    /// The root's key.
    public let rootKey: PrivateKey
    /// The identity's key.
    public let identityKey: PrivateKey
    /// The root's serial number. The identity gets the next one.
    public let rootSerial: SerialNumber

    /// Material of these parts.
    public init(rootKey: PrivateKey, identityKey: PrivateKey, rootSerial: SerialNumber) {
        self.rootKey = rootKey
        self.identityKey = identityKey
        self.rootSerial = rootSerial
    }

    /// A random serial number for a root (RAND_bytes(3)).
    public static func drawRootSerial() throws(OpenSSLError) -> SerialNumber {
        var octets = [UInt8](repeating: 0, count: 20)
        try check(RAND_bytes(&octets, Int32(octets.count)), "draw a random serial number")
        return SerialNumber.root { _ in octets }
    }

    /// How many numbers a root passes over before its next serial number: 0 to 2^32 - 1, from OpenSSL's generator
    /// (RAND_bytes(3)). Two copies of a store, which do not know of each other, so do not give the same number.
    public static func drawPassedSerials() throws(OpenSSLError) -> UInt32 {
        var octets = [UInt8](repeating: 0, count: 4)
        try check(RAND_bytes(&octets, Int32(octets.count)), "draw a random serial number")
        return octets.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
