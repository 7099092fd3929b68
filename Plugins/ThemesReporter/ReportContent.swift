import LeitmotifModel

/// All that a report says, worked out, before a format writes it.
struct ReportContent {
  let title: String
  let table: ThemeTable
  let parts: [Part]
  /// What the report has to say of itself: stale pins, quotations kept back.
  let notices: [String]
  /// Why the quotations are there: rules and decisions by name.
  let reasons: Reasons
  /// The turns that are quoted, with the question before each.
  let places: [QuotedTranscript]
  /// How far coders agree; `nil` where that is not shown.
  var agreement: AgreementSection?

  /// What the figures are of, in a line.
  var facts: String {
    [
      counted(table.n, "participant"), counted(table.transcriptCount, "transcript"),
      counted(table.codingCount, "final coding"), "codebook \(table.codebook)",
    ].joined(separator: " · ")
  }

  /// What was kept back, for everyone to know.
  static func keptBack(in table: ThemeTable) -> [String] {
    var lines: [String] = []
    let quotable = table.themes.map(\.quotableCount).reduce(0, +)
    let all = table.themes.map(\.codingCount).reduce(0, +)
    if table.privacy.leaveOutConfidential, quotable < all {
      lines.append(
        "\(counted(all - quotable, "quotation")) marked confidential \(all - quotable == 1 ? "is" : "are") left out; they are counted."
      )
    }
    if table.privacy.suppressBelow > 1 {
      lines.append(
        "Counts of participants from 1 to \(table.privacy.suppressBelow - 1) are shown as <\(table.privacy.suppressBelow), without names and quotations."
      )
    }
    return lines
  }
}

/// Rules and decisions that stand behind the quotations of a report.
struct Reasons {
  let rules: [Rule]
  let decisions: [Decision]

  init(of table: ThemeTable, in study: any StudyReader) throws {
    let quotations = table.themes.filter(table.shows).flatMap(\.quotations)
    let used = Set(quotations.flatMap(\.rules))
    rules = try study.codebook.rules.filter { used.contains($0.id) }
    decisions = try Set(quotations.compactMap(\.decision)).sorted().prefix(Self.limit)
      .compactMap { try study.decision($0) }
  }

  /// Whether there are any.
  var areAny: Bool { !rules.isEmpty || !decisions.isEmpty }

  /// How many decisions a report tells of.
  private static let limit = 2000
}

/// The turns of one transcript that a report quotes.
struct QuotedTranscript {
  /// One turn.
  struct QuotedTurn {
    /// Its number in the transcript, from 0.
    let number: Int
    let who: String
    let isParticipant: Bool
    /// Unit: milliseconds; `nil` where the transcript does not say.
    let time: Int?
    let text: String
    /// The places of the evidence.
    ///
    /// - Unit: UTF-8 bytes of `text`; in order, apart from each other.
    let marks: [Range<Int>]
  }

  let transcript: Identifier<Transcript>
  let turns: [QuotedTurn]
  let turnCount: Int

  /// The turns that hold quotations, each with the one before it.
  static func all(of table: ThemeTable, in study: any StudyReader) throws -> [QuotedTranscript] {
    var quoted: [Identifier<Transcript>: [Quotation]] = [:]
    for quotation in table.themes.filter(table.shows).flatMap(\.quotations) {
      quoted[quotation.transcript, default: []].append(quotation)
    }
    let tree = CodeTree(try study.codebook)
    let discretion = Discretion(table.privacy, participants: try study.participants)
    let hidden = table.hiddenCodes
    return try table.transcripts.compactMap { key in
      guard let quotations = quoted[key], let coded = try study.codedTranscript(key) else {
        return nil
      }
      let secret = discretion.secretTurns(PlacedTranscript(coded, in: tree), hiding: hidden)
      return QuotedTranscript(coded.transcript, quotations, table, hiding: secret)
    }
  }

  /// What stands in the place of a turn of which something is kept back.
  private static let secret = "[not shown: something said here is kept back]"

  private init(
    _ transcript: Transcript, _ quotations: [Quotation], _ table: ThemeTable,
    hiding secret: Set<Int>
  ) {
    let wanted = Set(quotations.compactMap(\.turn))
    let shown = wanted.union(wanted.map { $0 - 1 }).filter { $0 >= 0 }.sorted()
    let offsets = CodePointOffsets(transcript.text)
    var marks: [Int: [TextSpan]] = [:]
    for quotation in quotations {
      guard let turn = quotation.turn,
        let span = offsets.span(
          ofCodePoints: quotation.evidencePosition.lowerBound,
          quotation.evidencePosition.upperBound)
      else { continue }
      marks[turn, default: []].append(span)
    }
    self.transcript = transcript.key
    turnCount = transcript.turns.count
    turns = shown.map { number in
      let turn = transcript.turns[number]
      let speaker = transcript.speaker(of: turn)
      let isNamed = !table.privacy.pseudonymsOnly
      return QuotedTurn(
        number: number,
        who: speaker?.participant?.rawValue
          ?? (isNamed ? speaker?.label : speaker?.role.rawValue) ?? "nobody in particular",
        isParticipant: wanted.contains(number), time: turn.start,
        text: secret.contains(number) ? Self.secret : transcript.text[turn.span],
        marks: secret.contains(number) ? [] : Self.joined(marks[number] ?? [], in: turn.span))
    }
  }

  /// The spans within a turn, those that touch put together.
  private static func joined(_ spans: [TextSpan], in turn: TextSpan) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for span in spans.sorted() {
      let range =
        max(0, span.start - turn.start)..<max(0, min(span.end, turn.end) - turn.start)
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else if !range.isEmpty {
        result.append(range)
      }
    }
    return result
  }
}
