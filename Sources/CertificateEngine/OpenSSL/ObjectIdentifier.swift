import COpenSSL
import Threads

enum ObjectIdentifier {
    /// Dotted form: `1.3.6.1.5.5.7.3.1` (OBJ_obj2txt(3)).
    static func dotted(_ object: OpaquePointer?) -> String {
        guard let object else { return "" }
        let count = OBJ_obj2txt(nil, 0, object, 1)
        // A hostile identifier may be megabytes long.
        guard count > 0, count < 4096 else {
            ERR_clear_error()
            return "(unreadable object identifier)"
        }
        var text = [CChar](repeating: 0, count: Int(count) + 1)
        _ = OBJ_obj2txt(&text, Int32(text.count), object, 1)
        return String(nulTerminated: text)
    }

    /// OpenSSL's long name, or the dotted form if OpenSSL has no name.
    static func longName(_ object: OpaquePointer?) -> String {
        let number = OBJ_obj2nid(object)
        guard number != NID_undef, let name = OBJ_nid2ln(number) else { return dotted(object) }
        return String(cString: name)
    }
}
