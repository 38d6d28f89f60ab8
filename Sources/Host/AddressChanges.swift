import CNetlink
import Glibc

/// The kernel's word that an address came to a port of this host or left one (rtnetlink(7)).
///
/// It comes whoever gives out the addresses: networkd, NetworkManager, ifupdown, a DHCP client or ip(8). What changed is not
/// read: whoever waits for it looks at the host again.
public final class AddressChanges: Sendable {
    /// The kernel gives no such word (socket(2), bind(2)).
    public struct Refused: Error, Hashable, Sendable {
        /// The error number.
        public let code: Int32
    }

    /// Readable while there is something to take.
    public let fileDescriptor: Int32

    /// Has the kernel tell of every change from now on.
    public init() throws(Refused) {
        fileDescriptor = CNetlink_open_address_changes()
        guard fileDescriptor >= 0 else { throw Refused(code: errno) }
    }

    deinit { close(fileDescriptor) }

    /// Takes all that the kernel told, and says whether there was any. What it could not tell, because too much came at once
    /// (ENOBUFS), is a change as well.
    public func take() -> Bool {
        var isChanged = false
        var octet: UInt8 = 0
        while true {
            // The rest of a message is thrown away.
            if recv(fileDescriptor, &octet, 1, 0) >= 0 || errno == ENOBUFS {
                isChanged = true
            } else if errno != EINTR {
                return isChanged
            }
        }
    }
}
