public import CertificateModel
import Glibc

/// The host's clock (time(2)).
public enum SystemClock {
    /// What it says now.
    public static func now() -> Timestamp { Timestamp(secondsSinceEpoch: Int64(time(nil))) }
}
