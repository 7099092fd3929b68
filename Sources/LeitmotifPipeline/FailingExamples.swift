import LeitmotifCodebook
public import LeitmotifModel

extension Pipeline {
  /// A warning for each example of the codebook that does not come out as it says.
  public var failingExamples: [Diagnostic] {
    guard codebook.codes.contains(where: { !$0.examples.isEmpty }),
      let compiled = try? CompiledCodebook(codebook)
    else { return [] }
    return runExamples(of: compiled, explains: false).compactMap { result in
      result.failure.map { failure in
        .warning(
          "failing-example",
          "example \(result.number) of '\(result.code)' fails: \(failure.message)",
          help: "'leitmotif codebook test' says which rule nearly matched, and what stopped it",
          at: result.example.location)
      }
    }
  }
}
