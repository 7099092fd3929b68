import LeitmotifCodebook
import LeitmotifModel

/// The codebook as a tree, with what was coded and whether the examples pass.
struct CodebookPage: Sendable {
  let name: String
  let version: String
  let codes: [Row]

  struct Row: Sendable {
    let code: CodeView
    let depth: Int
    let count: Int
    let rules: Int
    let passed: Int
    let examples: [Example]
  }

  /// An example with what came of it.
  struct Example: Sendable {
    let text: String
    let isPositive: Bool
    let isPassed: Bool
    let isFailed: Bool
    let problem: String
  }

  /// Lays a codebook out.
  ///
  /// - Parameters:
  ///   - codebook: The codebook.
  ///   - results: What came of its examples; empty when they could not be run.
  ///   - counts: How many final codings each code has.
  init(_ codebook: Codebook, results: [ExampleResult], counts: [Identifier<Code>: Int]) {
    name = codebook.name
    version = codebook.version
    let byCode = Dictionary(grouping: results, by: \.code)
    codes = codebook.codes.map { code in
      let results = byCode[code.id] ?? []
      return Row(
        code: CodeView(code), depth: code.id.rawValue.count { $0 == "." },
        count: counts[code.id] ?? 0, rules: code.rules.count,
        passed: results.count(where: \.passed),
        examples: code.examples.enumerated().map { index, example in
          let result = results.first { $0.number == index + 1 }
          return Example(
            text: example.text, isPositive: example.expected != nil,
            isPassed: result?.passed == true, isFailed: result?.passed == false,
            problem: result?.failure?.message ?? "")
        })
    }
  }
}
