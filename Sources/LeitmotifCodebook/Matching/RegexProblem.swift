/// What is wrong with a regular expression, before it has a place in a file.
struct RegexProblem: Error {
  /// What is wrong, and how to mend it.
  let problem: LanguageProblem
  /// Which of its characters.
  ///
  /// - Unit: code points, from 0.
  let range: Range<Int>

  /// The first problem of an expression; `nil` when rules can have it.
  init?(in pattern: String) {
    if let construct = UnsupportedConstruct.first(in: pattern) {
      let start = pattern.codePoints(before: construct.offset)
      range = start..<start + construct.written.unicodeScalars.count
      problem = LanguageProblem(
        id: "regex-unsupported",
        message: "'\(construct.written)' at character \(start + 1) of the regular expression is "
          + "\(construct.name), which rules do not have",
        help: construct.help)
    } else if let error = RegularExpression.syntaxError(of: pattern) {
      let start = pattern.codePoints(before: error.offset)
      range = start..<start + 1
      problem = LanguageProblem(
        id: "regex-syntax",
        message: "\(error.message), at character \(start + 1) of the regular expression",
        help: "mend it there; a sign that is meant as itself has '\\' before it: '\\('")
    } else {
      return nil
    }
  }
}

extension String {
  /// How many code points stand before an offset in bytes.
  fileprivate func codePoints(before offset: Int) -> Int {
    utf8.prefix(offset).count { $0 & 0xC0 != 0x80 }
  }
}
