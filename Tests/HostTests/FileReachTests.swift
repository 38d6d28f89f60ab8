import Testing

@testable import Host

@Suite("Without a login, files")
struct FileReachTests {
    @Test("are those of file systems that are mounted where media are, and nowhere else")
    func media() {
        func mount(_ device: String, _ path: String) -> MountPoint { MountPoint(device: device, path: path) }
        let system = [mount("8:1", "/"), mount("8:2", "/var"), mount("0:5", "/proc"), mount("0:22", "/run")]
        let table: [(mounts: [MountPoint], media: [String])] = [
            ([], []),
            ([mount("8:17", "/media/usb")], ["8:17"]),
            ([mount("8:17", "/run/media/root/stick"), mount("11:0", "/mnt")], ["8:17", "11:0"]),
            // Folders of the server itself, mounted a second time.
            ([mount("8:1", "/mnt/root"), mount("8:2", "/media/var")], []),
            ([mount("8:17", "/media/usb"), mount("8:17", "/srv")], []),
            ([mount("8:17", "/mediathek"), mount("8:18", "/srv/media/usb")], []),
            ([mount("259:1048575", "/media/nvme")], ["259:1048575"]),
        ]
        for (mounts, media) in table {
            let devices = Set(media.compactMap { mount($0, "/").deviceNumber })
            #expect(FileReach.media(system + mounts) == devices, "\(mounts)")
        }
    }

    /// A host with a medium, and files of its own beside it.
    private static let host = """
        mount -t tmpfs none /media && mkdir /media/usb && mount -t tmpfs none /media/usb
        mount -t tmpfs none /srv && echo secret > /srv/secret && mkdir /srv/folder
        echo certificate > /media/usb/file
        ln -s /srv/secret /media/usb/link && ln -s /srv /media/usb/folder && ln -s file /media/usb/own
        mkfifo /srv/pipe
        try() { $probe reach "$@" || echo refused; }

        """

    @Test("are read, listed and written on a medium, and nowhere else, by whatever path")
    func reach() {
        let lines = Namespace.run(
            Self.host + """
                try read /media/usb/file
                try read /media/usb/own
                try read /media/usb/link
                try read /media/usb/../../srv/secret
                try read /srv/secret
                try read /srv/none
                try read /srv/pipe
                try read /proc/self/environ
                try read /media/usb/none
                try list /media/usb
                try list /media/usb/folder
                try list /srv
                try list /
                try write /media/usb/new && cat /media/usb/new
                try write /media/usb/folder/new
                try write /srv/new
                try write /etc/profile.d/x.sh
                try write new
                ls /srv
                """)
        func beyond(_ path: String) -> [String] {
            ["\"\(path)\" is not on a mounted medium", "refused"]
        }
        #expect(
            lines == ["certificate", "certificate"] + beyond("/media/usb/link") + beyond("/media/usb/../../srv/secret")
                + beyond("/srv/secret") + beyond("/srv/none") + beyond("/srv/pipe") + beyond("/proc/self/environ")
                + ["\"/media/usb/none\" is not there", "refused"]
                // What leads off the medium is nothing that could be read.
                + ["file file", "folder other", "link other", "own file"]
                + beyond("/media/usb/folder") + beyond("/srv") + beyond("/")
                + ["written"] + beyond("/media/usb/folder/new") + beyond("/srv/new") + beyond("/etc/profile.d/x.sh")
                + beyond("new") + ["folder", "pipe", "secret"])
    }

    @Test("are offered on media alone")
    func places() {
        let lines = Namespace.run(
            Self.host + "cd /media/usb && $probe reach places; cd / && HOME=/srv $probe reach places")
        // The machine may have media of its own.
        #expect(lines.count { $0 == "Removable: usb at /media/usb" } == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("Removable: ") })
    }

    @Test("so is one of whom no login is known; a login, a terminal emulator and a script count as logged in")
    func logins() {
        let unset = "4294967295"
        let table: [(environment: [String: String], isOnOwnTerminal: Bool, loginUser: String, isThere: Bool)] = [
            // The ignition units; nobody who stands there can change their environment.
            (["KEYTURN_LOGIN": "none"], true, unset, false),
            (["KEYTURN_LOGIN": "none", "USER": "root"], false, "0", false),
            // Another unit, or a shell that the kernel started.
            ([:], true, unset, false),
            (["USER": "", "LOGNAME": ""], true, unset, false),
            ([:], true, "", false),
            // A login at the console, one of the rescue mode, one by SSH, and a container's shell.
            (["LOGNAME": "root", "USER": "root"], true, "0", true),
            (["LOGNAME": "root"], true, unset, true),
            ([:], true, "1000", true),
            (["USER": "root"], false, "0", true),
            ([:], false, unset, true),
            (["KEYTURN_LOGIN": ""], false, unset, true),
        ]
        for (environment, isOnOwnTerminal, loginUser, isThere) in table {
            let found = LoginSession.isThere(
                environment: { environment[$0] }, isOnOwnTerminal: isOnOwnTerminal, loginUser: loginUser)
            #expect(found == isThere, "\(environment) \(isOnOwnTerminal) \(loginUser)")
        }
    }

    @Test("are told from others by their device number, in the code of the C library")
    func deviceNumbers() {
        let table: [(major: UInt32, minor: UInt32, code: UInt64)] = [
            (8, 17, 0x811), (4, 64, 0x440), (259, 1_048_575, 0xFFF1_03FF), (.max, .max, .max),
        ]
        for (major, minor, code) in table {
            let number = DeviceNumber(major: major, minor: minor)
            #expect(number.code == code)
            #expect(DeviceNumber(code: code) == number)
        }
    }
}
