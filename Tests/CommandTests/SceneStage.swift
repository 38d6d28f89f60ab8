import CertificateModel
import SceneKit
import ScreenKit

/// The files that bring a host into the state of a scene's header: a script that sets up a network and a file system of
/// their own and opens the program in tmux there, and what it needs.
struct SceneStage {
    let scene: Scene
    /// The scratch folder, which the script's helper watches: it ends once that is gone.
    let folder: String
    let program: String
    /// What is plugged in; nil where nothing is.
    let media: SceneMedia?

    func write() throws {
        let hosts = scene.names.map { "\($0.key) \($0.value)\n" }.joined()
        try SceneTool.write("127.0.0.1 localhost\n" + hosts, to: "\(folder)/hosts")
        // A name server that refuses at once: nobody listens there.
        try SceneTool.write(
            "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", to: "\(folder)/resolv.conf")
        try SceneTool.write(
            """
            set -g status off
            set -g remain-on-exit on
            set -g history-limit 0
            set -g default-shell /bin/sh
            set -s escape-time 0
            set -g default-size \(scene.size.columns)x\(scene.size.rows)

            """, to: "\(folder)/tmux.conf")
        try SceneTool.write(play, to: "\(folder)/play")
        try SceneTool.write(stage, to: "\(folder)/stage")
    }

    /// What runs in the terminal. The clock stands still at the scene's reading; the clock that waits go by is the real
    /// one, which the library's correction for old C libraries would spoil.
    ///
    /// The library sets a variable in the first process that has it. Swift, which finds the arguments beside the environment,
    /// would find none there: so that process is a second `env`.
    private var play: String {
        let clock = scene.clock.description.replacing("T", with: " ").replacing("Z", with: "")
        return """
            cd \(scene.part == .wizard ? SceneMedia.currentFolder : media == nil ? "/" : SceneMedia.path)
            for library in /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1; do
                test -e "$library" && break
            done
            run() {
                env -i PATH="$PATH" HOME=\(SceneMedia.currentFolder) TERM=\(scene.terminal) \\
                    LANG=\(scene.charset == .unicode ? "C.UTF-8" : "C") TZ=UTC LD_PRELOAD="$library" FAKETIME='\(clock)' \\
                    FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 env \(program) "$@"
            }
            \(command)

            """
    }

    /// The program, as the scene starts it; what the store is to hold is issued before.
    private var command: String {
        switch scene.part {
        case .wizard: return "run --store \(scene.store)"
        case .home:
            // A site configuration of its own, without deploy hooks beside it: those of this host are no part of it.
            return """
                mkdir \(scene.store).site && : > \(scene.store).site/keyturn.toml
                run ignite --yes --store \(scene.store) >/dev/null \(drift) &&
                    run --store \(scene.store) --config \(scene.store).site/keyturn.toml
                """
        case .review where scene.shown == ["store"]:
            return "run ignite --yes --store \(scene.store) >/dev/null && run review --store \(scene.store)"
        case .review: return "run review \(scene.shown.joined(separator: " "))"
        }
    }

    /// The last port gets another address, after the certificates were issued for the first one.
    private var drift: String {
        guard scene.world == .drifted, let port = scene.ports.last, let old = port.addresses.first else { return "" }
        return "&& ip addr del \(old)/24 dev \(port.name) && ip addr add 10.1.1.77/24 dev \(port.name)"
    }

    private var stage: String {
        let parent = scene.store.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        return """
            set -e
            # What gives the program its clock leaves files there.
            mount -t tmpfs none /dev/shm
            mount -t tmpfs none \(parent)
            mkdir \(SceneMedia.currentFolder)
            mount --bind \(folder)/hosts /etc/hosts
            mount --bind \(folder)/resolv.conf /etc/resolv.conf
            \(plugged)
            ip link set lo up
            # The other ends of the ports lie in a network that lasts as long as this scene.
            unshare -n sh -c 'while test -e \(folder)/stage; do sleep 1; done' >/dev/null 2>&1 </dev/null &
            while test "$(readlink /proc/$!/ns/net)" = "$(readlink /proc/$$/ns/net)"; do :; done
            \(ports)
            exec tmux -u -S \(folder)/socket -f \(folder)/tmux.conf new-session -d \\
                -x \(scene.size.columns) -y \(scene.size.rows) 'exec sh \(folder)/play'

            """
    }

    /// The scene's medium, and no other: those of this host are no part of it. Only root can unmount what was there before
    /// a user namespace (mount_namespaces(7)), and so they are left out of a root folder of the scene's own.
    private var plugged: String {
        let unplugged = """
            mount -t tmpfs none /mnt
            for entry in /*; do
                case $entry in /media | /mnt | /run) mkdir "/mnt$entry"; continue ;; esac
                if test -L "$entry"; then
                    cp -P "$entry" /mnt
                elif test -d "$entry"; then
                    mkdir "/mnt$entry"
                    mount --rbind "$entry" "/mnt$entry"
                fi
            done
            cd /mnt
            PATH="$PATH:/sbin" pivot_root . mnt
            cd /
            umount -l /mnt

            """
        guard let media else { return unplugged }
        return unplugged + """
            mkdir -p \(SceneMedia.path)
            mount -t tmpfs none \(SceneMedia.path)
            cp -a \(media.folder)/. \(SceneMedia.path)
            """
    }

    private var ports: String {
        var lines: [String] = []
        for (number, port) in scene.ports.enumerated() {
            let mac = port.mac?.description ?? ""
            lines.append(
                "ip link add \(port.name) address \(mac) type veth peer name peer\(number) netns $! "
                    + "&& ip link set \(port.name) addrgenmode none up "
                    + "&& nsenter --target $! --net ip link set peer\(number) up "
                    + "&& mkdir -p \(folder)/net/\(port.name)/device")
            // The kernel lists the newest IPv6 address first.
            for address in port.addresses.reversed() {
                switch address {
                case .v4: lines.append("ip addr add \(address)/24 dev \(port.name)")
                case .v6: lines.append("ip addr add \(address)/64 dev \(port.name) nodad")
                }
            }
        }
        // Every kernel can make pairs of ports. These look like hardware, which has a device.
        if !lines.isEmpty { lines.append("mount --bind \(folder)/net /sys/class/net") }
        return lines.joined(separator: "\n")
    }
}
