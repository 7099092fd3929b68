import ArgumentParser
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifStore
import ThemesReporter

/// `leitmotif explain`: why a coding is there.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells why something is coded as it is: words, rule, coders, decisions.",
    discussion: """
      A coding's number stands below its quotation in the report, and in the last column of \
      `leitmotif export --codings`.
      """)

  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Argument(help: "The coding's number: sixteen digits and letters, such as 4f070e9405b2807d.")
  var coding: String

  @Flag(help: "Print one JSON object, for other programs.")
  var json = false

  func run() throws {
    let store = try Store(at: store, access: .read)
    var explanation = try Explanation(of: codingNumber(coding), in: store.reader())
    explanation.suppressed = try store.suppressedMatches(beside: explanation.sources).map {
      Explanation.Suppressed(rule: $0.rule, span: $0.span)
    }
    print(
      json ? explanation.json.canonicalText + "\n" : explanation.text, terminator: "")
  }
}

/// The number of a coding as somebody typed it.
///
/// - Throws: `Diagnostics` when it is none.
func codingNumber(_ text: String) throws -> CodingID {
  guard let id = CodingID(text.lowercased()) else {
    throw Diagnostics(
      .error(
        "no-such-coding", "'\(text)' is no number of a coding",
        help: "it has sixteen hexadecimal digits, as reports and exports print it"))
  }
  return id
}
