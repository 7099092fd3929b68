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
  /// The first row.
  let columns: [String]
  private var writer: TableWriter
  private var current: (transcript: Transcript, offsets: CodePointOffsets)?

  /// The bytes after which a piece is handed out.
  private static let pieceSize = 1 << 16

  private static let fixedColumns = [
    "transcript", "participant", "speaker", "code", "coder", "rule", "start", "end", "text",
  ]

  /// The columns that hold numbers: `start` and `end`.
  static let numbers: Set<Int> = [6, 7]

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
    let back = ["memo", "coding"]
    columns =
      Self.fixedColumns + attributeColumns(attributes, besides: Self.fixedColumns + back) + back
    writer = TableWriter(columns: columns)
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
    try forEachCoding(selection, add)
    try body(piece)
  }

  /// Hands out the codings in order.
  func forEachCoding(_ selection: Selection, _ body: (Coding) throws -> Void) throws {
    switch selection {
    case .proposals: try study.forEachCoding(body)
    case .final: try study.forEachFinalCoding { try body($0.coding) }
    }
  }

  private mutating func line(for coding: Coding) throws -> [UInt8] {
    guard format == .csv else { return try jsonLine(for: coding) }
    guard let cells = try cells(of: coding) else { return [] }
    writer.append(cells)
    return writer.takeBytes()
  }

  private mutating func jsonLine(for coding: Coding) throws -> [UInt8] {
    guard let found = try place(of: coding) else { return [] }
    let object: JSONValue = [
      "transcript": .string(coding.transcript.rawValue),
      "participant": .optional(found.speaker?.participant?.rawValue),
      "speaker": .optional(found.speaker?.label), "code": .string(coding.code.rawValue),
      "coder": .string(coding.coder.rawValue), "rule": .optional(coding.rule?.rawValue),
      "start": .integer(found.place.lowerBound), "end": .integer(found.place.upperBound),
      "text": .string(found.words),
      "attributes": .object(coding.attributes.dictionary.mapValues { .string($0) }),
      "memo": .string(coding.memo), "coding": .string(CodingID(coding).description),
    ]
    return Array((object.canonicalText + "\n").utf8)
  }

  /// The cells of a coding; `nil` when the study does not have its transcript.
  mutating func cells(of coding: Coding) throws -> [String]? {
    guard let found = try place(of: coding) else { return nil }
    return [
      coding.transcript.rawValue, found.speaker?.participant?.rawValue ?? "",
      found.speaker?.label ?? "", coding.code.rawValue, coding.coder.rawValue,
      coding.rule?.rawValue ?? "", "\(found.place.lowerBound)", "\(found.place.upperBound)",
      found.words,
    ] + attributes.map { coding.attributes[$0] ?? "" } + [
      coding.memo, CodingID(coding).description,
    ]
  }

  /// Who speaks at a coding, where it stands in code points, and its words.
  private mutating func place(
    of coding: Coding
  ) throws -> (speaker: Speaker?, place: Range<Int>, words: String)? {
    if current?.transcript.key != coding.transcript {
      current = try study.transcript(coding.transcript).map {
        ($0.transcript, CodePointOffsets($0.transcript.text))
      }
    }
    guard let (transcript, offsets) = current else { return nil }
    let speaker = transcript.turn(at: coding.span.start)
      .flatMap { transcript.speaker(of: transcript.turns[$0]) }
    return (
      speaker, offsets.codePoints(of: coding.span) ?? coding.span.range,
      transcript.text[coding.span]
    )
  }
}
