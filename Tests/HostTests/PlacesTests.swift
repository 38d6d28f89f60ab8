import CertificateModel
import Testing

@testable import Host

@Suite("The places to take files from")
struct PlacesTests {
    /// A line of the kernel's; the fields after the mount point vary, and none of them matters.
    private func line(_ device: String, _ path: String) -> String {
        "36 35 \(device) / \(path) rw,noatime shared:1 master:1 - ext3 /dev/root rw,errors=continue"
    }

    private func mounts(_ lines: String...) -> [MountPoint] {
        MountPoint.all(in: Array(lines.joined(separator: "\n").utf8))
    }

    @Test func `are read from the kernel's lines, with what it escapes`() {
        let table: [(path: String, expected: String?)] = [
            ("/", "/"),
            ("/mnt/usb", "/mnt/usb"),
            ("/media/my\\040stick", "/media/my stick"),
            ("/media/tab\\011line\\012back\\134slash", "/media/tab\tline\nback\\slash"),
            ("/media/hash\\043", "/media/hash#"),
            ("/media/\\303\\274", "/media/ü"),
            ("/media/ü", "/media/ü"),
            ("/media/short\\04", "/media/short\\04"),
            ("/media/no\\999digits", "/media/no\\999digits"),
            ("/media/large\\777", "/media/large\\777"),
            ("/media/not\\377utf8", nil),
            ("net:[4026531840]", nil),
        ]
        for (path, expected) in table {
            #expect(
                mounts(line("8:17", path)) == (expected.map { [MountPoint(device: "8:17", path: $0)] } ?? []), "\(path)"
            )
        }
    }

    @Test(arguments: [
        "", "36 35 8:17 / /mnt/usb", "36 35 8:../.. / /mnt/usb rw - a b c", "36 35 8 / /mnt/usb rw - a b c",
    ])
    func `leave out a line of another form:`(_ line: String) {
        #expect(mounts(line, self.line("8:1", "/mnt/a")) == [MountPoint(device: "8:1", path: "/mnt/a")])
    }

    @Test func `have one for each folder, whatever was mounted over it`() {
        #expect(
            mounts(line("8:1", "/mnt/a"), line("8:2", "/mnt/b"), line("8:3", "/mnt/a")) == [
                MountPoint(device: "8:2", path: "/mnt/b"), MountPoint(device: "8:3", path: "/mnt/a"),
            ])
    }

    @Test func `are what is mounted where media are, or what can be taken out, by its cleaned name`() {
        let all = [
            "/", "/proc", "/media/cdrom", "/run/media/eve/KEYS", "/mnt", "/mnt/a/b", "/mntx", "/data/stick",
            "/run/user/0",
            "/media/\u{1b}[2J",
        ].map { MountPoint(device: $0 == "/data/stick" || $0 == "/" ? "8:17" : "8:1", path: $0) }
        #expect(
            Places.media(of: all) { $0 == "8:17" } == [
                Place(label: "Removable: cdrom", path: "/media/cdrom", isRemovable: true),
                Place(label: "Removable: KEYS", path: "/run/media/eve/KEYS", isRemovable: true),
                Place(label: "Removable: mnt", path: "/mnt", isRemovable: true),
                Place(label: "Removable: b", path: "/mnt/a/b", isRemovable: true),
                Place(label: "Removable: stick", path: "/data/stick", isRemovable: true),
                Place(label: "Removable: \\u{1b}[2J", path: "/media/\u{1b}[2J", isRemovable: true),
            ])
    }

    @Test func `see a real medium as soon as it is mounted, and no longer than that`() {
        let lines = Namespace.run(
            """
            mount -t tmpfs none /mnt; mkdir "/mnt/my stick" $work/home; mount -t tmpfs none "/mnt/my stick"
            cd $work; export HOME=$work/home
            $probe places | sed "s|$work|WORK|"
            umount "/mnt/my stick"; umount /mnt
            echo; $probe places | grep -c "my stick" || true
            """)
        #expect(lines.prefix(2) == ["Current folder at WORK", "Home folder at WORK/home"])
        #expect(lines.contains("Removable: mnt at /mnt"))
        #expect(lines.contains("Removable: my stick at /mnt/my stick"))
        #expect(lines.last == "0")
    }

    @Test func `have the home folder once, and only where there is one`() {
        let lines = Namespace.run(
            """
            cd $work; ln -s $work link; touch file
            for home in $work $work/link $work/none $work/file relative ""; do HOME=$home $probe places; done \\
                | grep -v "^Removable" | sed "s|$work|WORK|"
            mkdir gone; cd gone; rmdir ../gone; HOME=$work $probe places | grep -v "^Removable" | sed "s|$work|WORK|"
            """)
        #expect(lines == Array(repeating: "Current folder at WORK", count: 6) + ["Home folder at WORK"])
    }
}
