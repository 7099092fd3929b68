import LeitmotifCodebook
import LeitmotifCodebookFormats
import LeitmotifModel
import Testing

/// Reads a file in a format: the codebook as YAML, without what every codebook has, and the losses, a line each.
func imported(
  _ text: String, as format: CodebookFormat, path: String = "dictionary"
) throws -> (book: String, losses: [String]) {
  let result = try format.read(Array(text.utf8), path: path)
  let book = CodebookWriter.text(of: result.codebook)
  // What is written reads back as it was.
  let again = try CodebookFile.read(Array(book.utf8), path: path) { _ in [] }.codebook
  #expect(CodebookWriter.text(of: again) == book)
  let codes = book.firstRange(of: "\ncodes:\n").map { String(book[$0.upperBound...]) } ?? book
  return (codes, result.losses.map(\.message))
}

/// Writes a codebook in a format: the text, and the losses, a line each.
func exported(
  _ book: String, as format: CodebookFormat
) throws -> (text: String, losses: [String]) {
  let codebook = try CodebookFile.read(Array(book.utf8), path: "book.yaml") { _ in [] }.codebook
  let result = format.write(codebook, path: "book.yaml")
  return (String(decoding: result.bytes, as: UTF8.self), result.losses.map(\.message))
}

/// What is wrong with a file in a format; empty when nothing is.
func problems(of text: String, as format: CodebookFormat) -> [String] {
  do {
    _ = try format.read(Array(text.utf8), path: "dictionary")
    return []
  } catch {
    return error.sorted.map { "\($0.location?.line ?? 0): \($0.message) [\($0.id)]" }
  }
}

/// A codebook with something of everything.
let richBook = """
  leitmotif: codebook/1
  codebook: meals
  language: en
  lists:
    money: [price*, "out of pocket"]
  cues:
    negation: {forward: [not]}
  codes:
    - code: price
      uid: 1f0c9f6e-93b4-4c3c-8f3e-2a54c1b7f001
      name: Price & value
      definition: Money as a reason.
      include: Fees, "lost" pay.
      exclude: Wages <of staff>.
      memo: Split in March.
      attributes: {view: {values: [high, fair], default: high}}
      rules:
        - any: ["@money", =Euro, ~pay]
          context: {negation: {set: {view: fair}}}
        - query: 'free NEAR/3 (meal OR lunch) AND NOT "free time"'
          set: {view: fair}
      examples:
        - {text: "The price | is high.", expect: {view: high}}
        - {text: "I like it.", reject: true}
      codes:
        - code: fees
          rules: [any: [fee, fees, f?e, "school fee*"]]
    - code: place

  """
