public import LeitmotifModel
import LeitmotifTable

/// What several coders are to code independently of each other: whole transcripts, or single segments.
public struct CodingSample: Sendable {
  /// What is drawn.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// Whole transcripts.
    case transcript
    /// Turns of participants.
    case turn
    /// Sentences of participants.
    case sentence
  }

  /// Something that was drawn.
  public struct Item: Hashable, Sendable {
    /// The transcript.
    public let transcript: Identifier<Transcript>
    /// The stratum that it was drawn from.
    public let stratum: String
    /// The segment in code points; `nil` for a whole transcript.
    public let place: Range<Int>?
    /// Who speaks; empty for a whole transcript.
    public let speaker: String
    /// The segment's words; empty for a whole transcript.
    public let text: String
    /// The turn around a sentence; empty otherwise.
    public let context: String
  }

  /// What was drawn.
  public let unit: Unit

  /// The strata, with how many of how many were drawn.
  public let strata: [StratifiedSample.Stratum]

  /// What was drawn, in the order of transcripts and texts.
  public let items: [Item]

  /// Transcripts that were not in the draw, for everybody named has finished them.
  public let finished: [Identifier<Transcript>]

  /// Draws.
  ///
  /// Strata are the values of an attribute of the participants who speak in a transcript; without one, segments are
  /// drawn from each transcript in proportion to its length. Nothing of what machine or people coded is looked at,
  /// but whether transcripts are finished.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - unit: Of what.
  ///   - study: The study.
  ///   - attribute: The attribute; `nil` for none.
  ///   - coders: Who is to code; transcripts that all of them finished are left out.
  ///   - seed: Where random numbers start.
  /// - Throws: Whatever the study throws.
  public init(
    _ count: Int, _ unit: Unit, of study: any StudyReader, by attribute: String? = nil,
    coders: [Identifier<Coder>], seed: UInt64
  ) throws {
    self.unit = unit
    // Who finished single codes of a transcript has not finished it.
    let done = Set(
      try study.coverage.filter { $0.code == nil }.map {
        [$0.coder.rawValue, $0.transcript.rawValue]
      })
    var finished: [Identifier<Transcript>] = []
    var frame = SampleFrame(unit, attribute: attribute, participants: try study.participants)
    for key in try study.transcripts {
      if !coders.isEmpty, coders.allSatisfy({ done.contains([$0.rawValue, key.rawValue]) }) {
        finished.append(key)
      } else if let transcript = try study.transcript(key) {
        frame.add(transcript)
      }
    }
    self.finished = finished
    let sample = StratifiedSample(count, from: frame.sizes, seed: seed)
    strata = sample.strata
    items = try frame.items(of: sample, study)
  }

  /// The file that a coder fills in.
  ///
  /// For transcripts it is a coder's file for `import: codings` without rows: rows are what the coder finds, and a
  /// row without a code says that he is done. For segments it has a row for each with an empty cell for the codes,
  /// `{}` for none, as `leitmotif agree --ratings` reads it. It says nothing of what anybody else coded.
  ///
  /// - Parameter coder: The coder's name.
  /// - Returns: The file's content.
  public func sheet(for coder: String) -> [UInt8] {
    guard unit != .transcript else {
      return TableWriter(
        columns: ["transcript", "code", "start", "end", "coder", "text", "memo"]
      ).bytes
    }
    var table = TableWriter(
      columns: ["unit", "transcript", "start", "end", "speaker", "text"]
        + (unit == .sentence ? ["turn"] : []) + [coder])
    for item in items {
      let place = item.place ?? 0..<0
      table.append(
        [
          "\(item.transcript):\(place.lowerBound)-\(place.upperBound)", item.transcript.rawValue,
          String(place.lowerBound), String(place.upperBound), item.speaker, item.text,
        ] + (unit == .sentence ? [item.context] : []) + [""])
    }
    return table.bytes
  }

  /// What was drawn, as a table without words: for the record, and to share out the work.
  public var list: [UInt8] {
    var table = TableWriter(columns: ["transcript", "start", "end", "stratum"])
    for item in items {
      table.append([
        item.transcript.rawValue, item.place.map { String($0.lowerBound) } ?? "",
        item.place.map { String($0.upperBound) } ?? "", item.stratum,
      ])
    }
    return table.bytes
  }
}
