/// Another clock for a command (faketime(1)).
enum FakeClock {
    /// What to put before a command so that its clock says this, as faketime writes it: `+3y`, `2027-03-01 09:30:00`.
    ///
    /// The library keeps a file in shared memory by the number of its process, and leaves it behind where that is killed:
    /// so it gets a shared memory of its own.
    static func prefix(_ moment: String) -> [String] {
        Unshare.prefix("--mount") + [
            "sh", "-c",
            "mount -t tmpfs none /dev/shm && exec env TZ=UTC FAKETIME_FORCE_MONOTONIC_FIX=0 faketime -f \"$@\"", "-",
            moment,
        ]
    }
}
