/// Which release of the program this is.
public enum SoftwareRelease {
    /// The version, as `--version` prints it.
    public static let version = "1.0.0"
    /// The day of the release: a clock that is before it is plainly wrong.
    public static let date = Timestamp(secondsSinceEpoch: 1_795_478_400)
}
