import COpenSSL
import Glibc

/// Memory for a secret: pages of its own, which are not swapped out where the system grants that (mlock(2)), are in no core
/// dump (madvise(2), MADV_DONTDUMP), and are cleansed in the end.
struct SecretMemory: ~Copyable {
    /// The bytes, all zero at first. They are valid as long as the memory.
    let bytes: UnsafeMutableRawBufferPointer
    /// How much was mapped; 0 where the system gave no pages.
    private let mapped: Int

    init(count: Int) {
        let page = max(sysconf(Int32(_SC_PAGESIZE)), 1)
        let size = (max(count, 1) + page - 1) / page * page
        let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != UnsafeMutableRawPointer(bitPattern: -1) else {
            bytes = .allocate(byteCount: max(count, 0), alignment: 16)
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            mapped = 0
            return
        }
        // An unprivileged user may lock little: the secret is then in ordinary memory.
        _ = mlock(start, size)
        _ = madvise(start, size, MADV_DONTDUMP)
        bytes = UnsafeMutableRawBufferPointer(start: start, count: max(count, 0))
        mapped = size
    }

    deinit {
        // A compiler may remove a plain overwrite of memory that is freed next (OPENSSL_cleanse(3)).
        OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        if mapped > 0 { munmap(bytes.baseAddress, mapped) } else { bytes.deallocate() }
    }
}
