import SourceTexts

// What "make sentences" prints: every text that an operator can meet, to be read in one go.
var last = ""
for sentence in try Sentence.all() {
    if sentence.path != last { print("\n\(sentence.path)") }
    last = sentence.path
    print("  \(sentence.line)\t\(sentence.isHint ? "hint: " : "")\(sentence.text)")
}
