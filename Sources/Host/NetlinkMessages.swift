import CertificateModel

/// What the kernel's answers to the questions for links, addresses and routes say (rtnetlink(7)).
///
/// Everything is read within the bounds that the message itself gives: what is too short is left out.
struct NetlinkMessages {
    private struct Link {
        var name = ""
        var type: UInt16 = 0
        var flags: UInt32 = 0
        var kind: String?
        var mac, permanentMAC: MACAddress?
        var master, lower: Int?
        var hasCarrier = false
    }

    private struct Address {
        let index: Int
        let address: IPAddress
        let prefixLength: Int
        let isTransient: Bool
    }

    private var links: [Int: Link] = [:]
    private var addresses: [Address] = []
    /// The interfaces of default routes, by version and metric: the first is the one in use.
    private var defaultRoutes: [(isIPv6: Bool, metric: UInt32, index: Int)] = []
    /// Whether the whole answer to a question was read: it ends with a message of its own.
    private(set) var isDone = false
    /// Whether what was read may be of two moments, so that it has to be asked for again.
    private(set) var isTorn = false

    init() {}

    /// Reads the messages that were received at once.
    mutating func read(_ octets: UnsafeRawBufferPointer) {
        isDone = false
        var rest = Octets(octets)
        // struct nlmsghdr: length, type, flags, sequence number, port.
        while let head = rest.prefix(16), let length = head.number(0, UInt32.self), length >= 16,
            let message = rest.prefix(Int(length)), let type = head.number(4, UInt16.self),
            let flags = head.number(6, UInt16.self)
        {
            // NLM_F_DUMP_INTR
            if flags & 0x10 != 0 { isTorn = true }
            let body = message.dropping(16)
            switch type {
            case 2, 3: isDone = true  // NLMSG_ERROR, NLMSG_DONE
            case 16: readLink(body)  // RTM_NEWLINK
            case 20: readAddress(body)  // RTM_NEWADDR
            case 24: readRoute(body)  // RTM_NEWROUTE
            default: break
            }
            rest = rest.dropping(Self.aligned(Int(length)))
        }
    }

    private static func aligned(_ length: Int) -> Int { (length + 3) & ~3 }

    /// Reads a `struct ifinfomsg` and its attributes (linux/if_link.h).
    private mutating func readLink(_ body: Octets) {
        guard let type = body.number(2, UInt16.self), let index = body.number(4, Int32.self), index > 0,
            let flags = body.number(8, UInt32.self)
        else { return }
        var link = Link()
        link.type = type
        link.flags = flags
        var isLowerElsewhere = false
        forEachAttribute(of: body.dropping(16)) { type, value in
            switch type {
            case 1: link.mac = MACAddress(octets: value.all)  // IFLA_ADDRESS
            case 3: link.name = value.text  // IFLA_IFNAME
            case 5: link.lower = value.number(0, Int32.self).map(Int.init)  // IFLA_LINK
            case 10: link.master = value.number(0, Int32.self).map(Int.init)  // IFLA_MASTER
            case 18:  // IFLA_LINKINFO
                forEachAttribute(of: value) { if $0 == 1 { link.kind = $1.text } }
            case 33: link.hasCarrier = value.all.first == 1  // IFLA_CARRIER
            case 37: isLowerElsewhere = true  // IFLA_LINK_NETNSID
            case 54: link.permanentMAC = MACAddress(octets: value.all)  // IFLA_PERM_ADDRESS
            default: break
            }
        }
        // The far end of a container's port may have a number that means another interface here, and is not below it.
        if isLowerElsewhere || link.lower == Int(index) || link.kind == "veth" { link.lower = nil }
        if link.master == 0 { link.master = nil }
        if !link.name.isEmpty { links[Int(index)] = link }
    }

    /// Reads a `struct ifaddrmsg` and its attributes (linux/if_addr.h).
    private mutating func readAddress(_ body: Octets) {
        guard let length = body.number(1, UInt8.self), let low = body.number(2, UInt8.self),
            let index = body.number(4, UInt32.self)
        else { return }
        var flags = UInt32(low)
        var own, local: IPAddress?
        forEachAttribute(of: body.dropping(8)) { type, value in
            switch type {
            case 1: own = IPAddress(octets: value.all)  // IFA_ADDRESS: the peer's, at the end of a tunnel
            case 2: local = IPAddress(octets: value.all)  // IFA_LOCAL
            case 8: flags = value.number(0, UInt32.self) ?? flags  // IFA_FLAGS
            default: break
            }
        }
        guard let address = local ?? own else { return }
        // IFA_F_TEMPORARY, IFA_F_DADFAILED, IFA_F_DEPRECATED, IFA_F_TENTATIVE. In IPv4, the first of them means a second
        // address.
        let transient: UInt32 = address.isIPv4 ? 0x20 : 0x01 | 0x08 | 0x20 | 0x40
        addresses.append(
            Address(
                index: Int(index), address: address, prefixLength: Int(length), isTransient: flags & transient != 0))
    }

    /// Reads a `struct rtmsg` and its attributes (linux/rtnetlink.h), where it is a default route.
    private mutating func readRoute(_ body: Octets) {
        guard let family = body.number(0, UInt8.self), family == 2 || family == 10,
            let length = body.number(1, UInt8.self), length == 0, let small = body.number(4, UInt8.self),
            let type = body.number(7, UInt8.self), type == 1, let flags = body.number(8, UInt32.self),
            flags & 0x200 == 0  // RTM_F_CLONED
        else { return }
        var table = UInt32(small)
        var metric: UInt32 = 0
        var index: Int?
        forEachAttribute(of: body.dropping(12)) { type, value in
            switch type {
            case 4: index = value.number(0, Int32.self).map(Int.init)  // RTA_OIF
            case 6: metric = value.number(0, UInt32.self) ?? 0  // RTA_PRIORITY
            case 9: index = index ?? value.number(4, Int32.self).map(Int.init)  // RTA_MULTIPATH: the first next hop
            case 15: table = value.number(0, UInt32.self) ?? table  // RTA_TABLE
            default: break
            }
        }
        let main: UInt32 = 254
        if table == main, let index { defaultRoutes.append((family == 10, metric, index)) }
    }

    private func forEachAttribute(of octets: Octets, _ body: (UInt16, Octets) -> Void) {
        var rest = octets
        // struct rtattr: length, type, whose upper bits are flags.
        while let length = rest.number(0, UInt16.self), length >= 4, let type = rest.number(2, UInt16.self),
            let attribute = rest.prefix(Int(length))
        {
            body(type & 0x3FFF, attribute.dropping(4))
            rest = rest.dropping(Self.aligned(Int(length)))
        }
    }

    /// The interfaces, without loopback. `isHardware` and `isWireless` say what the messages do not: whether an interface of
    /// this name has a device below it, and whether that is wireless.
    func interfaces(
        isHardware: (String) -> Bool = { _ in false }, isWireless: (String) -> Bool = { _ in false }
    ) -> [NetworkInterface] {
        let first = defaultRoutes.min { left, right in
            (left.isIPv6 ? 1 : 0, left.metric, left.index) < (right.isIPv6 ? 1 : 0, right.metric, right.index)
        }
        let vSwitch = links.first { index, link in
            link.kind == "openvswitch" && links.values.contains { $0.master == index }
        }?.key
        let isLoopback = { (link: Link) in link.flags & 0x8 != 0 }  // IFF_LOOPBACK
        return links.filter { !isLoopback($0.value) }.sorted { $0.key < $1.key }.map { index, link in
            let own = addresses.filter { $0.index == index && $0.address.scope == .usable }
            let stable = own.filter { !$0.isTransient }.map(\.address)
            return NetworkInterface(
                name: link.name, index: index,
                kind: kind(of: link, index, isHardware(link.name), isWireless(link.name)), mac: mac(of: link),
                permanentMAC: link.permanentMAC, master: link.master,
                lower: link.kind == "openvswitch" && index != vSwitch ? vSwitch : link.lower,
                hasCarrier: link.hasCarrier,
                hasDefaultRoute: index == first?.index,
                addresses: stable.filter(\.isIPv4) + stable.filter { !$0.isIPv4 },
                transientAddresses: own.filter(\.isTransient).map(\.address),
                prefixLengths: Dictionary(own.map { ($0.address, $0.prefixLength) }) { first, _ in first })
        }
    }

    /// ARPHRD_ETHER: only such a port has an address of this form that is of hardware.
    private static let ethernet: UInt16 = 1

    private func mac(of link: Link) -> MACAddress? { link.type == Self.ethernet ? link.mac : nil }

    private func kind(of link: Link, _ index: Int, _ isHardware: Bool, _ isWireless: Bool) -> NetworkInterface.Kind {
        if isWireless { return .wifi }
        if isHardware { return .hardware }
        switch link.kind {
        // The kernel names the kind of everything that it makes itself.
        case nil: return link.type == Self.ethernet ? .hardware : Self.kind(ofType: link.type)
        case "bond", "team": return .bond
        case "bridge": return .bridge
        // Open vSwitch has one interface with the cables as members, and others, on it, with the addresses.
        case "openvswitch": return .bridge
        case "vlan": return .vlan
        case "veth": return .veth
        case "tun", "wireguard", "gre", "gretap", "erspan", "ipip", "sit", "ip6tnl", "ip6gre", "ip6gretap", "vti",
            "vti6",
            "xfrm", "vxlan", "geneve", "ppp", "ovpn", "l2tp", "amt", "gtp":
            return .tunnel
        default: return .other
        }
    }

    /// ARPHRD_PPP, ARPHRD_TUNNEL, ARPHRD_TUNNEL6, ARPHRD_SIT, ARPHRD_IPGRE, ARPHRD_IP6GRE and ARPHRD_NONE of
    /// linux/if_arp.h; ARPHRD_INFINIBAND is hardware.
    private static func kind(ofType type: UInt16) -> NetworkInterface.Kind {
        switch type {
        case 512, 768, 769, 776, 778, 823, 0xFFFE: .tunnel
        case 32: .hardware
        default: .other
        }
    }
}

/// Octets of the kernel's, in this machine's byte order.
private struct Octets {
    private let bytes: UnsafeRawBufferPointer.SubSequence

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes[...] }
    private init(_ bytes: UnsafeRawBufferPointer.SubSequence) { self.bytes = bytes }

    /// The first octets; nil where there are fewer.
    func prefix(_ count: Int) -> Octets? { count <= bytes.count ? Octets(bytes.prefix(count)) : nil }
    func dropping(_ count: Int) -> Octets { Octets(bytes.dropFirst(count)) }
    var all: [UInt8] { Array(bytes) }
    /// A text that a zero octet ends.
    var text: String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }

    func number<Number: FixedWidthInteger>(_ offset: Int, _: Number.Type) -> Number? {
        guard offset + MemoryLayout<Number>.size <= bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes).loadUnaligned(fromByteOffset: offset, as: Number.self)
    }
}
