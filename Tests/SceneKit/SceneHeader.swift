import CertificateModel
import ScreenKit

/// The lines of a header: a word, a colon, and what it is.
enum SceneHeader: String, CaseIterable {
    case title, size, charset, terminal, clock, port, dns, machine, store, media, show, world, login, line, keys

    /// Takes one line into a scene.
    static func read(_ line: Substring, into scene: inout Scene, seen: inout Set<SceneHeader>) throws(SceneError) {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let key = SceneHeader(rawValue: String(parts[0])) else {
            let known = allCases.map(\.rawValue).joined(separator: ", ")
            throw SceneError("\"\(line)\" is no line of a header; it starts with one of: \(known)")
        }
        let isList = key == .port || key == .dns || key == .keys
        guard seen.insert(key).inserted || isList else { throw SceneError("\"\(key.rawValue)\" is given twice") }
        let value = parts[1].drop { $0 == " " }
        do throws(Refusal) {
            guard try key.take(value, into: &scene) else {
                throw Refusal("\"\(value)\" is no \(key.rawValue)", hint: key.form)
            }
        } catch {
            throw SceneError("\(error.problem); \(error.hint)")
        }
        if key == .keys { scene.steps += try SceneStep.steps(value) }
    }

    private func take(_ value: Substring, into scene: inout Scene) throws(Refusal) -> Bool {
        let words = value.split(separator: " ")
        switch self {
        case .title: scene.title = String(value)
        case .keys: break
        case .store: scene.store = String(value)
        case .terminal: scene.terminal = String(value)
        case .size:
            guard let size = Size(sceneText: value) else { return false }
            scene.size = size
        case .charset:
            guard let charset: Charset = ["utf8": .unicode, "ascii": .ascii][value] else { return false }
            scene.charset = charset
        case .media:
            guard value == "third-party" else { return false }
            scene.hasMedia = true
        case .show:
            scene.shown = words.map(String.init)
            scene.hasMedia = scene.hasMedia || scene.shown != ["store"]
        case .world:
            guard let world = SceneWorld(rawValue: String(value)) else { return false }
            scene.world = world
        case .login:
            guard value == "none" else { return false }
            scene.hasLogin = false
        case .line:
            guard value == "slow" else { return false }
            scene.isSlow = true
        case .clock:
            guard let clock = Self.clock(value) else { return false }
            scene.clock = clock
        case .port:
            guard words.count >= 2, let mac = Self.mac(words[1]) else { return false }
            var addresses: [IPAddress] = []
            var kind = NetworkInterface.Kind.hardware
            let isRouted = words.contains("default")
            let hasCable = !words.contains("unplugged")
            for word in words.dropFirst(2) where word != "default" && word != "unplugged" {
                if let other = NetworkInterface.Kind(rawValue: String(word)) {
                    kind = other
                } else {
                    addresses.append(try IPAddress(word))
                }
            }
            scene.ports.append(
                NetworkInterface(
                    name: String(words[0]), index: scene.ports.count + 2, kind: kind, mac: mac, hasCarrier: hasCable,
                    hasDefaultRoute: isRouted, addresses: addresses))
        case .machine: scene.machineName = try HostName(value)
        case .dns:
            guard words.count == 2 else { return false }
            scene.names[try IPAddress(words[0])] = try HostName(words[1])
        }
        return true
    }

    private var form: String {
        switch self {
        case .size: "write columns and rows, as in 80x24"
        case .charset: "write utf8 or ascii"
        case .clock: "write UTC, as in 2027-03-01 09:30:00"
        case .port: "write the name, the hardware address, what it is unless it is hardware, and the addresses"
        case .machine: "write the host name"
        case .dns: "write an address and its name"
        case .media: "write third-party"
        case .login: "write none"
        case .line: "write slow"
        case .show: "write store, or names of files"
        case .world: "write one of \(SceneWorld.allCases.map(\.rawValue).joined(separator: ", "))"
        default: "write it on one line"
        }
    }

    private static func clock(_ text: Substring) -> Timestamp? {
        let numbers = text.split { $0 == "-" || $0 == ":" || $0 == " " }.compactMap { Int($0) }
        guard numbers.count == 6 else { return nil }
        return Timestamp(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
            second: numbers[5])
    }

    private static func mac(_ text: Substring) -> MACAddress? {
        MACAddress(octets: text.split(separator: ":").compactMap { UInt8($0, radix: 16) })
    }
}
