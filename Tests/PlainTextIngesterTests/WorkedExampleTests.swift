import LeitmotifModel
import LeitmotifTesting
import Testing

struct WorkedExampleTests {
  private static let examples = WorkedExample.all(ofPlugin: "PlainTextIngester")

  @Test(arguments: examples)
  func `every example of the README is read as it says`(example: WorkedExample) throws {
    let turns = try WorkedExample.writtenTurns(of: read(example.content))
    // What is said over several paragraphs stands on several lines there, too.
    let lines = turns.joined(separator: "\n").split(separator: "\n").map(String.init)
    #expect(lines == example.turns)
  }

  @Test func `the README has an example of every style`() throws {
    #expect(
      try Self.examples.map { try read($0.content).metadata["style"] } == [
        "timed-colon", "colon", "colon-time", "bold", "leading-time", "name-line",
        "bare-name-line", "margin", "bracket", "cue-lines",
      ])
  }
}
