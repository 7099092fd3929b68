import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

struct FoundCodingTests {
  private let book = """
    leitmotif: codebook/1
    codebook: test
    codes:
      - code: money
        attributes: {kind: {default: plain}}
        rules:
          - {id: words, any: [cost, "cost of living"]}
          - {id: both, all: [rent, wage], scope: turn, set: {kind: pair}}
      - code: life
        rules: [any: [living]]
    """

  private func found(_ marked: MarkedText, role: Role = .participant) throws -> [String] {
    let compiled = try CompiledCodebook(readCodebook(book).codebook)
    let text = CanonicalText(marked.text)
    return codings(in: text, role: role, by: compiled).map { coding in
      let values = coding.attributes.pairs.map { " \($0.name)=\($0.value)" }.joined()
      return "\(coding.rule) \(text[coding.span])\(values)"
    }
  }

  @Test func `the longest hit of a code stays, and codes do not compete`() throws {
    #expect(
      try found("The cost of living, and the cost.") == [
        "money/words cost of living kind=plain", "life/any living", "money/words cost kind=plain",
      ])
  }

  @Test func `codes compete where the codebook says so`() throws {
    let all = book.replacing("codes:\n", with: "defaults: {overlap: codebook}\ncodes:\n")
    let compiled = try CompiledCodebook(readCodebook(all).codebook)
    let text = CanonicalText("The cost of living, and a living.")
    #expect(
      codings(in: text, by: compiled).map { "\($0.rule) \(text[$0.span])" } == [
        "money/words cost of living", "life/any living",
      ])
  }

  @Test func `a turn is a paragraph`() throws {
    #expect(try found("My rent.\nMy wage.") == ["money/both rent.\nMy wage kind=pair"])
    #expect(try found("My rent.\n\nMy wage.").isEmpty)
    #expect(try found("My rent.\r\n \r\nMy wage.").isEmpty)
  }

  @Test func `only the rule's roles are read`() throws {
    #expect(try found("What does it cost?", role: .interviewer).isEmpty)
  }

  @Test(arguments: ["", " ", "\n\n", "🙂", "\u{301}", "Ünïcode"])
  func `odd texts do no harm`(text: String) throws {
    #expect(try found(MarkedText(text)).isEmpty)
  }
}
