import CHost
public import CertificateModel
import Glibc

/// The host's clock.
public enum SystemClock {
    /// What it says, to the second.
    public static func now() -> Timestamp { Timestamp(secondsSinceEpoch: Int64(time(nil))) }

    /// Whether it is synchronised (adjtimex(2), STA_UNSYNC); nil where the kernel does not say.
    public static func isSynchronized() -> Bool? {
        switch CHost_is_clock_synchronized() {
        case 0: false
        case 1: true
        default: nil
        }
    }
}
