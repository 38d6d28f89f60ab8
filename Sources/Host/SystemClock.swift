public import CertificateModel
import Glibc

/// The host's clock.
public enum SystemClock {
    /// What it says, to the second.
    public static func now() -> Timestamp { Timestamp(secondsSinceEpoch: Int64(time(nil))) }
}
