import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifExchange

struct QuotedTextTests {
  private let counting = OffsetCounting()

  /// A project of one text whose offsets count in some way; a few do not, and a few quotations are off.
  private func project(seed: UInt64) -> ForeignProject {
    var random = SeededNumbers(seed: seed)
    let bytes = SourceTextTests.text(&random)
    let canonical = CanonicalText(validUTF8: bytes)
    var project = ForeignProject(format: "test")
    project.sources = [ForeignSource(name: "p1", text: bytes)]
    project.codes = [ForeignCode(name: "a")]
    let usual = random.element(of: counting.readings)
    for number in 0..<8 {
      let reading = random.below(8) == 0 ? random.element(of: counting.readings) : usual
      let map = OffsetMap(of: bytes, reading: reading)
      let start = random.below(max(map.count, 1))
      let end = start + 1 + random.below(8)
      guard let span = map.span(start, end) else { continue }
      let quotation =
        switch random.below(10) {
        case 0: "elsewhere"
        case 1: canonical[span].replacing("\n", with: " ")
        default: canonical[span]
        }
      project.codings.append(
        ForeignCoding(
          source: 0, code: 0, coder: "", place: .offsets(start, end), quotation: quotation,
          id: "\(number)"))
    }
    return project
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `a reading scores as its own places do, though another one was tried`(seed: UInt64) throws {
    let project = project(seed: seed)
    let raw = try #require(project.sources[0].text)
    let text = SourceText(raw)
    let quotations = Quotations(of: project)
    let codings = Array(project.codings.indices)
    guard
      var quoted = QuotedText(text, source: 0, of: project, codings: codings, quotations)
    else { return }
    var random = SeededNumbers(seed: seed)
    for reading in counting.readings.shuffled(using: &random) {
      let map = OffsetMap(of: raw, reading: reading)
      let fits = codings.map { coding -> Quotations.Fit in
        guard case .offsets(let start, let end) = project.codings[coding].place,
          let span = map.span(start, end)
        else { return .other }
        return quotations.fit(of: coding, in: text.canonical, at: span)
      }
      let score = quoted.score(of: reading)
      #expect(score.matches == fits.count { $0 >= .butForBlanks }, "\(reading.description)")
      #expect(score.exact == fits.count { $0 == .exact }, "\(reading.description)")
    }
  }
}
