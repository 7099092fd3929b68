import AdjudicateMerger
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// Decisions that find their words again in corrected transcripts.
struct AnchoringTests {
  private let reliability = "limitation.reliability"

  private let corrected = SegmentedTranscript(
    interview: "p1",
    """
    I: So what stands in the way?
    P1: It makes mistakes all of the time. I would never trust it on its own.
    I: You would never trust it on its own?
    P1: The bill is what my dean sees, and sees again.
    """)

  /// Decisions made at places that are gone, replayed on the corrected transcript.
  private func told(_ lines: String..., codings: [Coding] = []) throws -> [String] {
    try Adjudication(
      transcript: corrected, codings: codings, people: ["ada"], decisionLines: lines
    ).told()
  }

  private func line(
    _ decision: String, _ words: String, at start: Int = 3, speaker: String? = "P1",
    more: String = ""
  ) -> String {
    let speaker = speaker.map { #","speaker":"\#($0)""# } ?? ""
    return """
      {"decision":"\(decision)","transcript":"p1","code":"\(reliability)","start":\(start),\
      "end":\(start + words.unicodeScalars.count),"text":"\(words)","reviewer":"eva"\(speaker)\(more)}
      """
  }

  @Test func `nearly the same words of the same speaker are the place`() throws {
    let told = try told(
      line("add", "It makes mistakes all the time"),
      line("add", "The bill is what my dean saw, and saw again."))
    #expect(
      told == [
        "limitation.reliability «It makes mistakes all of the time» improves=no [final] "
          + "decision decisions:1 of ",
        "? limitation.reliability «» orphaned decisions:2 0",
      ])
  }

  @Test func `of words that two people say, those of the speaker are meant`() throws {
    let spoken = "limitation.reliability «would never trust it on its own» improves=no [final]"
    let own = try told(line("add", "would never trust it on its own"))
    #expect(own == ["\(spoken) decision decisions:1 of "])
    let nearly = try told(line("add", "would never trust it on its ownn"))
    #expect(nearly == ["\(spoken) decision decisions:1 of "])
    // Whose words they were was not noted, or the label was renamed: either may be meant.
    for speaker in [nil, "Anna"] {
      #expect(
        try told(line("add", "would never trust it on its own", speaker: speaker)) == [
          "? limitation.reliability «» orphaned decisions:1 0"
        ])
    }
  }

  @Test func `another speaker's words are not the place`() throws {
    #expect(
      try told(line("add", "So what stands in the way?", at: 40)) == [
        "? limitation.reliability «» orphaned decisions:1 0"
      ])
    #expect(
      try told(line("add", "So what stands in the way?", at: 40, speaker: "I")) == [
        "limitation.reliability «So what stands in the way?» improves=no [final] "
          + "decision decisions:1 of "
      ])
  }

  @Test func `a change of words moves with the place that it changes`() throws {
    let told = try told(
      line(
        "modify", "It makes mistakes all the time. I would never trust it", at: 100,
        more: #","to":{"start":100,"end":131}"#),
      line(
        "modify", "The bill is what my dean sees.", at: 200, more: #","to":{"start":204,"end":208}"#
      ),
      codings: [
        corrected.coding("makes mistakes", reliability, by: "ada"),
        corrected.coding("bill", reliability, by: "ada"),
      ])
    // The end of the first lies inside words that were changed: nobody knows where it would be now.
    #expect(
      told == [
        "limitation.reliability «bill» [final] decision decisions:2 of ada",
        "? limitation.reliability «makes mistakes» disagreement 1",
        "? limitation.reliability «» orphaned decisions:1 0",
      ])
  }

  @Test func `a change to a place that no text has is an orphan`() throws {
    let told = try told(
      line(
        "modify", "makes mistakes", at: 0, more: #","to":{"start":0,"end":9223372036854775807}"#),
      codings: [corrected.coding("makes mistakes", reliability, by: "ada")])
    #expect(
      told == [
        "? limitation.reliability «» orphaned decisions:1 0",
        "? limitation.reliability «makes mistakes» disagreement 1",
      ])
  }

  @Test func `a note about words alone needs no code, and keeps its place`() throws {
    let note =
      #"{"decision":"memo","transcript":"p1","start":3,"end":5,"reviewer":"eva","text":"So"}"#
    #expect(try told(note) == [])
    var adjudication = Adjudication(transcript: corrected, decisionLines: [note])
    adjudication.people = ["ada"]
    let decision = try adjudication.merger()
      .decisions(in: Adjudication.Outline(transcript: corrected.transcript))[0]
    #expect(decision.code == "")
    #expect(corrected.transcript.text[decision.span] == "So")
  }

  @Test func `an orphan is closed by a note that names it, and comes back with its words`() throws {
    let lost = line("add", "no such words anywhere", at: 90)
    let note = line("memo", "no such words anywhere", at: 90, more: #","over":["eva"]"#)
    #expect(try told(lost) == ["? limitation.reliability «» orphaned decisions:1 0"])
    #expect(try told(lost, note) == [])
    // Putting it off opens it again, and it is still what it was.
    let opened = line("defer", "no such words anywhere", at: 90)
    #expect(try told(lost, note, opened) == ["? limitation.reliability «» orphaned decisions:1 0"])
    var adjudication = Adjudication(decisionLines: [
      line("add", "it helps", at: 90), line("memo", "it helps", at: 90, more: #","over":["eva"]"#),
    ])
    adjudication.people = ["ada"]
    #expect(
      try adjudication.told().map { $0.prefix(33) } == ["limitation.reliability «it helps»"])
  }

  /// Every correction that leaves nine letters in ten keeps every decision; none is lost whatever happens.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `no decision is lost by a correction`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let text = String(decoding: Adjudication.interview.transcript.text.bytes, as: UTF8.self)
    let quoted = ["never trust it alone, and the bill", "bill is what my dean sees", "it helps"]
    let lines = quoted.map { words in
      let span = Adjudication.interview.span(of: words)
      return line("add", words, at: span.start, speaker: "P1")
    }
    // Blanks are put in, too, which are not counted.
    var letters = Array(text)
    for _ in 0..<numbers.below(5) {
      let place = numbers.below(letters.count)
      switch numbers.below(3) {
      case 0 where letters[place].isLetter: letters[place] = "é"
      case 1 where letters[place].isLetter: letters.insert("🙂", at: place)
      default: letters.insert(" ", at: place)
      }
    }
    let transcript = SegmentedTranscript(interview: "p1", String(letters))
    let adjudication = Adjudication(
      transcript: transcript, people: ["ada"], decisionLines: lines)
    let merged = try adjudication.merged()
    let named = merged.finals.compactMap(\.decision) + merged.queue.compactMap(\.decision)
    #expect(Set(named) == ["decisions:1", "decisions:2", "decisions:3"])
    #expect(named.count == 3)
  }
}
