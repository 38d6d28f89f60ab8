import CertificateModel
import Glibc
import Host
import Testing

@Suite struct `The operator` {
    @Test func `is the user who runs this process`() {
        #expect(Operator.current.uid == getuid())
    }
}
