public import LeitmotifModel

/// How an example of a code came out.
public struct ExampleResult: Sendable {
  /// The code.
  public let code: Identifier<Code>

  /// The example's place among those of its code, from 1.
  public let number: Int

  /// The example.
  public let example: Code.Example

  /// What went wrong; `nil` when it came out as expected.
  public let failure: Failure?

  /// A warning about each rule that was given up while it ran (`rule-too-slow`).
  public let warnings: [Diagnostic]

  /// Whether it came out as expected.
  public var passed: Bool { failure == nil }

  /// How an example failed.
  public struct Failure: Hashable, Sendable {
    /// What was expected and what was found: a clause.
    public let message: String

    /// The rules that nearly did it, and what stopped each: clauses.
    public let hints: [String]
  }
}

/// Runs the examples of a codebook as tests of its rules.
///
/// An example is one turn of its role. It passes when one of its code's codings has the attributes, the words
/// and the rule that it names, or, rejected, when there is none. Codes without rules are for people, and so
/// are their examples: they are left out.
///
/// - Throws: `Diagnostics` when a rule cannot be compiled.
public func runExamples(of codebook: Codebook) throws(Diagnostics) -> [ExampleResult] {
  runExamples(of: try CompiledCodebook(codebook))
}

/// Runs the examples of a codebook as tests of its rules.
///
/// - Parameters:
///   - compiled: The codebook.
///   - explains: Whether it is looked for what nearly made a failing example pass, which takes a while.
/// - Returns: How each came out, code by code.
public func runExamples(of compiled: CompiledCodebook, explains: Bool = true) -> [ExampleResult] {
  let codebook = compiled.codebook
  var rules: [Identifier<Code>: [Int]] = [:]
  for (index, rule) in compiled.rules.enumerated() { rules[rule.code, default: []].append(index) }
  // Rules of other codes matter where all codes compete.
  let competing = compiled.rules.indices.filter { compiled.rules[$0].overlap == .codebook }
  return codebook.codes.flatMap { code -> [ExampleResult] in
    guard var indices = rules[code.id] else { return [] }
    if !Set(indices).isDisjoint(with: competing) {
      indices += competing.filter { compiled.rules[$0].code != code.id }
    }
    return code.examples.enumerated().map { number, example in
      let run = ExampleRun(example: example, code: code, rules: indices, by: compiled)
      return ExampleResult(
        code: code.id, number: number + 1, example: example,
        failure: run.failure(explains: explains), warnings: run.givenUp)
    }
  }
}
