import Glibc

/// Makes a system call, repeats it after EINTR, and translates -1 and `errno` into an error.
@discardableResult
func system<Answer: FixedWidthInteger & SignedInteger>(
    _ action: String, _ path: String, _ call: () -> Answer
) throws(StoreError) -> Answer {
    while true {
        let answer = call()
        if answer != -1 { return answer }
        let code = errno
        if code != EINTR { throw StoreError(code: code, action: action, path: path) }
    }
}

extension StoreError {
    /// The error for an error number.
    init(code: Int32, action: String, path: String) {
        let failure = SystemFailure(action: action, path: path, code: code)
        self =
            switch code {
            case EACCES, EPERM: .notPermitted(failure)
            case ENOSPC, EDQUOT, EFBIG: .noSpace(failure)
            default: .failed(failure)
            }
    }

    /// The error number of a failed system call; nil for other errors.
    var code: Int32? {
        switch self {
        case .notPermitted(let failure), .noSpace(let failure), .failed(let failure): failure.code
        default: nil
        }
    }
}
