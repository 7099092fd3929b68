public import LeitmotifModel
import LeitmotifTable

/// Writes codings as a table: one row each, with who says it and the words themselves.
///
/// The columns are transcript, participant, speaker, code, coder, rule, start, end and text, then one for each
/// attribute that the codebook declares, then the coding's number. Places are code points of the transcript.
public struct CodingExport {
  /// How a table is written.
  public enum Format: String, CaseIterable, Sendable {
    /// Cells between commas; an empty cell where something is missing.
    case csv
    /// One object of JSON a line; null where something is missing.
    case jsonl
  }

  /// Whose codings are written.
  public enum Selection: Sendable {
    /// What every coder proposed.
    case proposals
    /// What the merge made of it.
    case final
  }

  private let study: any StudyReader
  private let format: Format
  private let attributes: [String]
  private var writer: TableWriter
  private var current: (transcript: Transcript, offsets: CodePointOffsets)?

  /// The bytes after which a piece is handed out.
  private static let pieceSize = 1 << 16

  private static let columns = [
    "transcript", "participant", "speaker", "code", "coder", "rule", "start", "end", "text",
  ]

  /// Prepares the export of a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - format: How the table is written.
  /// - Throws: What the study throws.
  public init(of study: any StudyReader, as format: Format) throws {
    self.study = study
    self.format = format
    attributes = try study.codebook.attributeNames
    // An attribute may be called like a column.
    let fixed = Self.columns + ["memo", "coding"]
    writer = TableWriter(
      columns: Self.columns + attributes.map { fixed.contains($0) ? "attribute.\($0)" : $0 }
        + ["memo", "coding"])
  }

  /// Writes the table piece by piece.
  ///
  /// - Parameters:
  ///   - selection: Whose codings are written.
  ///   - body: Is handed the pieces in order.
  /// - Throws: What the study or the body throws.
  public mutating func write(
    _ selection: Selection, to body: ([UInt8]) throws -> Void
  ) throws {
    var export = self
    var piece = export.format == .csv ? export.writer.takeBytes() : []
    func add(_ coding: Coding) throws {
      piece += try export.line(for: coding)
      guard piece.count >= Self.pieceSize else { return }
      try body(piece)
      piece = []
    }
    switch selection {
    case .proposals: try study.forEachCoding(add)
    case .final: try study.forEachFinalCoding { try add($0.coding) }
    }
    try body(piece)
  }

  private mutating func line(for coding: Coding) throws -> [UInt8] {
    if current?.transcript.key != coding.transcript {
      current = try study.transcript(coding.transcript).map {
        ($0.transcript, CodePointOffsets($0.transcript.text))
      }
    }
    guard let (transcript, offsets) = current else { return [] }
    let speaker = transcript.turn(at: coding.span.start)
      .flatMap { transcript.speaker(of: transcript.turns[$0]) }
    let place = offsets.codePoints(of: coding.span) ?? coding.span.range
    let words = transcript.text[coding.span]
    guard format == .csv else {
      let object: JSONValue = [
        "transcript": .string(coding.transcript.rawValue),
        "participant": .optional(speaker?.participant?.rawValue),
        "speaker": .optional(speaker?.label), "code": .string(coding.code.rawValue),
        "coder": .string(coding.coder.rawValue), "rule": .optional(coding.rule?.rawValue),
        "start": .integer(place.lowerBound), "end": .integer(place.upperBound),
        "text": .string(words),
        "attributes": .object(coding.attributes.dictionary.mapValues { .string($0) }),
        "memo": .string(coding.memo), "coding": .string(CodingID(coding).description),
      ]
      return Array((object.canonicalText + "\n").utf8)
    }
    writer.append(
      [
        coding.transcript.rawValue, speaker?.participant?.rawValue ?? "", speaker?.label ?? "",
        coding.code.rawValue, coding.coder.rawValue, coding.rule?.rawValue ?? "",
        "\(place.lowerBound)", "\(place.upperBound)", words,
      ] + attributes.map { coding.attributes[$0] ?? "" } + [
        coding.memo, CodingID(coding).description,
      ])
    return writer.takeBytes()
  }
}
