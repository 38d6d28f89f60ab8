import FoundationEssentials
import Glibc

/// Reads QR codes as a camera does: from pictures, with zbarimg(1).
package enum QRReader {
    /// How many pixels a module is wide and high.
    private static let scale = 4

    /// What the QR codes say that are in these pictures, a picture after the other. Each is made of what a terminal shows: rows
    /// of half blocks, light on a dark ground; everything else is dark.
    package static func read(_ pictures: [[String]]) throws -> [String] {
        let folder = try ScratchFolder.make()
        defer { ScratchFolder.remove(folder) }
        var files: [String] = []
        for (number, rows) in pictures.enumerated() {
            files.append("\(folder)/\(number).pgm")
            try Data(pixels(of: rows)).write(to: URL(filePath: files[number]))
        }
        let output = try SceneTool.run(
            ["zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"] + files,
            output: "\(folder)/read")
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// The picture in shades of grey (pgm(5)).
    private static func pixels(of rows: [String]) -> [UInt8] {
        let width = rows.map(\.count).max() ?? 0
        var pixels: [UInt8] = []
        for row in rows {
            let cells = Array(row) + Array(repeating: " ", count: width - row.count)
            for lit in ["█▀", "█▄"] {
                let line = cells.flatMap { Array(repeating: UInt8(lit.contains($0) ? 255 : 0), count: scale) }
                for _ in 0..<scale { pixels += line }
            }
        }
        return Array("P5\n\(width * scale) \(2 * rows.count * scale)\n255\n".utf8) + pixels
    }
}
