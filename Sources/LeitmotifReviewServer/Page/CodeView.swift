import LeitmotifModel

/// A code's card: what it means, and how to tell.
struct CodeView: Sendable {
  let id: String
  let name: String
  let definition: String
  let include: String
  let exclude: String
  let examples: [ExampleView]

  /// An example of the codebook.
  struct ExampleView: Sendable {
    let text: String
    let isPositive: Bool
    let why: String
  }

  init(_ code: Code) {
    id = code.id.rawValue
    name = code.name
    definition = code.definition
    include = code.include
    exclude = code.exclude
    examples = code.examples.map {
      ExampleView(text: $0.text, isPositive: $0.expected != nil, why: $0.why)
    }
  }
}
