import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import SpokenXML
import Testing

struct WorkedExampleTests {
  private static let examples = WorkedExample.all(ofPlugin: "SpokenXML")

  @Test(arguments: examples)
  func `every example of the README is read as it says`(example: WorkedExample) throws {
    let transcript = try Self.transcript(of: example)
    #expect(WorkedExample.writtenTurns(of: transcript) == example.turns)
    #expect(transcript.warnings.allSatisfy { $0.id == "tiers-left-out" })
  }

  @Test func `the README has an example of every format`() throws {
    #expect(
      try Self.examples.map { try Self.transcript(of: $0).format } == [
        "transcriber", "elan", "exmaralda", "folker", "textgrid", "chat", "elan-table",
        "tei", "xml",
      ])
  }

  private static func transcript(of example: WorkedExample) throws -> Transcript {
    let source = Source(path: example.name, bytes: Array(example.content.utf8))
    switch example.name {
    case "rosa.xml":
      return try TEIIngester(configuration: .init(), setup: StageSetup())
        .transcript(from: source, in: StageContext())
    case "talk.xml":
      var configuration = XMLIngester.Configuration()
      configuration.turn = "talk/line"
      configuration.speaker = "who/@id"
      configuration.start = "from"
      configuration.text = ["p"]
      configuration.silent = ["note"]
      return try XMLIngester(configuration: configuration, setup: StageSetup())
        .transcript(from: source, in: StageContext())
    default: return try read(example.content, as: example.name)
    }
  }
}
