import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// Keys, what is drawn with them, and the memory that they live in.
@Suite struct PrivateKeyTests {
    @Test("a key is written as unencrypted PKCS #8 and read back the same")
    func pem() throws {
        let key = try SampleKeys.drawn().rootKey
        let pem = try key.pkcs8PEM()
        let text = pem.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        #expect(text.hasSuffix("-----END PRIVATE KEY-----\n"))
        let again = try PrivateKey.reading(pem: pem).pkcs8PEM()
        #expect(again.withUnsafeBytes { Array($0) } == pem.withUnsafeBytes { Array($0) })
    }

    @Test("an encrypted key is refused without asking anybody")
    func encrypted() throws {
        let output = try ShellCommand(
            "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:x"
        )
        .output
        let pem = Array(output.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
        #expect(throws: OpenSSLError.self) { try PrivateKey.reading(pem: pem) }
    }

    @Test("secret bytes are in memory of their own, which goes when their last owner lets go")
    func cleansed() throws {
        var secret: SecretBytes? = [UInt8](repeating: 0xaa, count: 512).withUnsafeBytes { SecretBytes(copying: $0) }
        let address = try #require(secret?.withUnsafeBytes { off_t(Int(bitPattern: $0.baseAddress)) })
        #expect(try Self.memory(at: address) == [UInt8](repeating: 0xaa, count: 512))
        secret = nil
        // Somebody else may have the address by now.
        #expect(try !Self.memory(at: address).contains(0xaa))
    }

    /// What is in the memory of this process at an address; nothing where there is none (proc_pid_mem(5)).
    private static func memory(at address: off_t) throws -> [UInt8] {
        let memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
        try #require(memory >= 0)
        defer { close(memory) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = pread(memory, &bytes, bytes.count, address)
        return Array(bytes.prefix(max(count, 0)))
    }

    @Test("an error says the operation, and what OpenSSL says of it")
    func errors() throws {
        let nonsense = Array("nonsense".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
        let error = #expect(throws: OpenSSLError.self) { try PrivateKey.reading(pem: nonsense) }
        #expect(error?.operation == "read the private key")
        #expect(error?.queue.isEmpty == false)
        #expect(error?.problem.hasPrefix("\"OpenSSL\" cannot read the private key: ") == true)
        #expect(error?.hint.contains(OpenSSLVersion.text) == true)
    }

    @Test("ten thousand roots' serial numbers are positive, of twenty octets, and all different")
    func serials() throws {
        var seen: Set<SerialNumber> = []
        for _ in 0..<10_000 {
            let serial = try KeyMaterial.drawRootSerial()
            #expect(serial.isPositive && serial.octets.count == 20 && serial.next?.octets.count == 20)
            seen.insert(serial)
        }
        #expect(seen.count == 10_000)
    }

    @Test(
        "a generator makes its keys once, for everybody who waits",
        .timeLimit(.minutes(10)))
    func generator() async throws {
        let generator = KeyMaterialGenerator()
        for _ in 0..<3 { generator.start() }
        let serials = try await withThrowingTaskGroup(of: SerialNumber.self) { group in
            for _ in 0..<4 { group.addTask { try generator.wait().rootSerial } }
            return try await group.reduce(into: Set<SerialNumber>()) { $0.insert($1) }
        }
        #expect(serials.count == 1)
        let material = try generator.wait()
        let root = try material.rootKey.pkcs8PEM().withUnsafeBytes { Array($0) }
        #expect(try material.identityKey.pkcs8PEM().withUnsafeBytes { Array($0) } != root)
    }

    @Test("a generator may be dropped while it works")
    func abandoned() {
        for _ in 0..<4 { KeyMaterialGenerator().start() }
    }

    @Test("digests are those of FIPS 180-4's examples")
    func digests() {
        let abc = Array("abc".utf8)
        #expect(
            Hexadecimal.string(Digest.sha256(abc)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Hexadecimal.string(abc.withUnsafeBytes { Digest.sha1($0) }) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(
            Hexadecimal.string(Digest.sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
