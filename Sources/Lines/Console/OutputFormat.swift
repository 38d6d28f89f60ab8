/// How results are printed.
package enum OutputFormat: String, CaseIterable {
    case table, json
}
