import Testing

@Suite("What is installed", .ownThread)
struct InstallationTests {
    @Test(
        "every file is where Debian's programs look for it",
        arguments: [("/usr/local", "zsh/site-functions"), ("/usr", "zsh/vendor-completions")])
    func places(prefix: String, functions: String) throws {
        let installation = try InstalledProgram(for: prefix)
        #expect(
            installation.files() == [
                "755 bin/keyturn",
                "644 lib/systemd/system/keyturn-ignition.service",
                "644 lib/systemd/system/keyturn-ignition@.service",
                "644 lib/systemd/system/keyturn-renew.service",
                "644 lib/systemd/system/keyturn-renew.timer",
                "644 lib/systemd/system/keyturn-watch.service",
                "644 share/bash-completion/completions/keyturn",
                "644 share/doc/keyturn/LICENSE",
                "644 share/doc/keyturn/NOTICES",
                "644 share/fish/vendor_completions.d/keyturn.fish",
                "644 share/man/man1/keyturn.1",
                "644 share/man/man5/keyturn.toml.5",
                "644 share/\(functions)/_keyturn",
            ])
        #expect(
            installation.text("lib/systemd/system/keyturn-renew.service").contains("=\(prefix)/bin/keyturn renew\n"))
        #expect(
            installation.text("lib/systemd/system/keyturn-watch.service").contains("=\(prefix)/bin/keyturn watch\n"))
        for unit in installation.units { #expect(Files.text(unit)?.contains("@PREFIX@") == false, "\(unit)") }
    }

    @Test("what was installed is taken away again, and nothing else is")
    func removal() throws {
        let installation = try InstalledProgram(for: "/usr/local")
        Files.write("of another program", to: installation.path("share/man/man1/other.1"))
        try installation.uninstall()
        #expect(installation.files() == ["644 share/man/man1/other.1"])
        #expect(!Files.exists(installation.path("share/doc/keyturn")))
    }

    @Test("what is not built is neither built nor installed: make says what to do")
    func unbuilt() throws {
        let scratch = try Scratch()
        let finished = try Tool.run(
            InstalledProgram.make + [
                "install", "RELEASE=\(scratch.path("keyturn"))", "DESTDIR=\(scratch.path("packed"))",
            ],
            in: scratch)
        #expect(finished.status != 0)
        #expect(
            finished.errors.hasPrefix(
                """
                "\(scratch.path("keyturn"))" is not there, or is older than its sources.
                hint: run "make build" first, as the user whose checkout this is

                """))
        #expect(!Files.exists(scratch.path("packed")))
    }

    @Test("the notices name whatever Package.swift depends on")
    func notices() throws {
        let notices = Files.text("\(InstalledProgram.root)/packaging/NOTICES") ?? ""
        let manifest = Files.text("\(InstalledProgram.root)/Package.swift") ?? ""
        let dependencies = manifest.matches(of: /\.package\(url: "(.+?)"/).map(\.1)
        #expect(dependencies.count > 3)
        for dependency in dependencies { #expect(notices.contains("\n    \(dependency)\n")) }
    }

    @Test("a toolchain that is not there, or too old, is told before anything is built")
    func toolchain() throws {
        let scratch = try Scratch()
        let toolchain = scratch.path("swift")
        let hint = """
            hint: put Swift 6.2 or newer from https://www.swift.org/install/linux/ on the PATH, or name it: make \
            SWIFT=/path/to/swift

            """
        let absent = try Tool.run(InstalledProgram.make + ["set-up", "SWIFT=\(toolchain)"], in: scratch)
        #expect(absent.status != 0)
        #expect(absent.errors.hasPrefix("There is no \"\(toolchain)\".\n\(hint)"))
        for (version, isEnough) in [("5.10.1", false), ("6.1.3", false), ("6.2", true), ("6.10-dev", true)] {
            Files.write("#!/bin/sh\necho 'Swift version \(version) (swift)'\n", to: toolchain, mode: 0o755)
            let present = try Tool.run(InstalledProgram.make + ["set-up", "SWIFT=\(toolchain)"], in: scratch)
            #expect((present.status == 0) == isEnough, "\(version)")
            let sentence = "\"\(toolchain)\" is Swift \"\(version)\", and Keyturn needs 6.2.\n"
            #expect(isEnough ? present.errors.isEmpty : present.errors.hasPrefix(sentence + hint), "\(present.errors)")
        }
    }

    @Test("systemd takes every unit without a word")
    func units() throws {
        let scratch = try Scratch()
        let installation = try InstalledProgram.inPlace()
        let consoles = ["tty", "ttyS"].map { installation.path("lib/systemd/system/keyturn-ignition@\($0)0.service") }
        #expect(installation.units.count == 5)
        for unit in installation.units + consoles {
            // Man pages are looked for where they are installed by default.
            let verified = try Tool.run(["systemd-analyze", "verify", "--man=no", unit], in: scratch)
            #expect((verified.status, verified.output + verified.errors) == (0, ""), "\(unit)")
        }
    }

    @Test("a renewal is exposed to 3.0 at most, whichever unit starts it", arguments: ["renew", "watch"])
    func exposure(unit name: String) throws {
        let scratch = try Scratch()
        let unit = try InstalledProgram.inPlace().path("lib/systemd/system/keyturn-\(name).service")
        let analyzed = try Tool.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=32", "--no-pager", unit], in: scratch)
        #expect(analyzed.status == 0, "\(analyzed.output)")
        #expect(analyzed.output.contains("Overall exposure level for keyturn-\(name).service"))
    }

    @Test(
        "a wizard without a login is exposed to 4.0 at most, on each console",
        arguments: ["ignition", "ignition@ttyS0"])
    func exposedWizard(unit name: String) throws {
        let scratch = try Scratch()
        let unit = try InstalledProgram.inPlace().path("lib/systemd/system/keyturn-\(name).service")
        // The name of an instance is that of a file, where units are analyzed that are not installed.
        let instance = scratch.path("keyturn-\(name).service")
        Files.write(try #require(Files.text(unit.replacing("@ttyS0", with: "@"))), to: instance)
        let analyzed = try Tool.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=40", "--no-pager", instance], in: scratch)
        #expect(analyzed.status == 0, "\(analyzed.output)")
        #expect(analyzed.output.contains("Overall exposure level for keyturn-\(name).service"))
    }

    @Test("a unit says that nobody has logged in, and lets kernel messages through again where the wizard was killed")
    func console() throws {
        let installation = try InstalledProgram.inPlace()
        for unit in ["ignition", "ignition@"] {
            let text = installation.text("lib/systemd/system/keyturn-\(unit).service")
            #expect(text.contains("\nEnvironment=KEYTURN_LOGIN=none\n"), "\(unit)")
            #expect(text.contains("\nExecStopPost=-/bin/sh -c 'exec 9<>/run/keyturn-console"), "\(unit)")
            // What renewals may do, and the kernel's log besides.
            #expect(text.contains(" CAP_SETUID CAP_SYSLOG\n") && !text.contains("\nProtectKernelLogs="), "\(unit)")
        }
    }

    @Test("deploy hooks have the same rights in both units")
    func sandbox() throws {
        let installation = try InstalledProgram.inPlace()
        let settings = ["renew", "watch"].map { name in
            installation.text("lib/systemd/system/keyturn-\(name).service").split(separator: "CapabilityBoundingSet=")
                .last?.split(separator: "\n[").first?.split(separator: "\n").filter { !$0.hasPrefix("#") }
        }
        #expect((settings[0]?.count ?? 0) > 20)
        #expect(settings[0] == settings[1])
    }

    @Test("a run that finds the store held is no failure, and an operator who left is none")
    func successes() throws {
        let installation = try InstalledProgram.inPlace()
        for (unit, status) in [("renew", 75), ("ignition", 130), ("ignition@", 130)] {
            let text = installation.text("lib/systemd/system/keyturn-\(unit).service")
            #expect(text.contains("\nSuccessExitStatus=\(status)\n"), "\(unit)")
        }
    }

    @Test(
        "a console has one reader: the login waits, is sent away, and is called again however the wizard ended",
        arguments: [("ignition", "getty@tty1"), ("ignition@", "serial-getty@%i")])
    func login(unit: String, login: String) throws {
        let lines = try InstalledProgram.inPlace().text("lib/systemd/system/keyturn-\(unit).service").split(
            separator: "\n")
        for line in [
            "Before=\(login).service", "OnSuccess=\(login).service", "OnFailure=\(login).service",
            "ExecStartPre=-/usr/bin/systemctl stop \(login).service",
            // Where the condition does not hold, a conflict would have taken the login away for nothing.
            "ConditionPathIsSymbolicLink=!/var/lib/keyturn/live",
        ] { #expect(lines.contains(line[...]), "\(unit)") }
        #expect(!lines.contains { $0.hasPrefix("Conflicts=") && $0.contains("getty") })
    }
}
