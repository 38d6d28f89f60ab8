import CertificateModel
import Glibc
import Host
import Testing

@Suite("The operator")
struct OperatorTests {
    @Test func `is the user who runs this process`() {
        #expect(Operator.current.uid == getuid())
    }
}
