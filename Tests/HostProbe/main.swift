// Says what the program finds on a host, for tests that give it a host of their own: a network namespace.
import CertificateModel
import Glibc
import Host

func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

let arguments = ProcessArguments.all.dropFirst()
switch arguments.first {
case "facts":
    for port in HostInspector.facts().ports {
        let mac = port.mac?.description ?? "-"
        print("\(port.name) \(mac) \(port.addresses.map(\.description).joined(separator: " "))")
    }
case "interfaces":
    // Everything that the kernel tells of each interface.
    let interfaces = HostInspector.facts().interfaces
    let name = { (index: Int?) in interfaces.first { $0.index == index }?.name ?? "-" }
    for one in interfaces {
        let marks = (one.hasCarrier ? ["carrier"] : []) + (one.hasDefaultRoute ? ["default"] : [])
        print(
            "\(one.name) \(one.kind.rawValue) master \(name(one.master)) on \(name(one.lower)) "
                + marks.joined(separator: " "))
    }
case "hostname":
    print(HostInspector.facts().name?.text ?? "none")
case "changes":
    // changes COMMAND [wait]: whether addresses changed before the command, and because of it, which may be told later.
    guard let command = arguments.dropFirst().first, let changes = try? AddressChanges() else { exit(70) }
    let before = changes.take()
    guard system(command) == 0 else { exit(65) }
    if arguments.last == "wait" {
        var entry = pollfd(fd: changes.fileDescriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, 20_000)
    }
    print(before, changes.take())
case "arguments":
    // One a line, the program's name included, and a line to know the end by.
    for argument in ProcessArguments.all + ["."] { print(argument) }
case "places":
    for place in Places.found() { print("\(place.label) at \(place.path)") }
case "reach":
    // reach read|list|write|places [PATH]: what somebody gets who has not logged in.
    let path = arguments.dropFirst(2).first ?? ""
    do throws(Refusal) {
        switch arguments.dropFirst().first {
        case "read":
            try InputFile.withContents(of: path, within: .media, limit: 1_000, content: "text", missingHint: "") {
                text in
                print(String(decoding: text, as: UTF8.self), terminator: "")
            }
        case "list":
            for entry in try InputFolder.entries(of: path, within: .media) { print("\(entry.name) \(entry.kind)") }
        case "write":
            do throws(WriteFailure) { try NewFile.write(Array("written\n".utf8), to: path, within: .media) } catch {
                throw Refusal(error.problem, hint: error.hint)
            }
        default: for place in Places.found(within: .media) { print("\(place.label) at \(place.path)") }
        }
    } catch {
        print(error.problem)
        exit(65)
    }
case "name":
    // name ADDRESS [DEADLINE]: the names and the seconds that finding them took.
    guard let text = arguments.dropFirst().first, let address = try? IPAddress(text) else { exit(64) }
    let start = monotonicSeconds()
    let deadline = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 2
    let names = ReverseLookup.names(of: address, within: .seconds(deadline)).map(\.text)
    print("\(names.isEmpty ? "none" : names.joined(separator: ",")) \(monotonicSeconds() - start)")
case "swallow":
    // A name server that never answers: takes the port, says so, and reads nothing until it is ended.
    let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(53).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard status == 0 else { exit(70) }
    print("ready")
    fflush(nil)
    pause()
default: exit(64)
}
