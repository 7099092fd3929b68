import LeitmotifModel
import LeitmotifTable

/// The queue as a table that is filled in elsewhere, in a spreadsheet, and read again.
public struct ReviewTable {
  /// The columns that tell what waits, and those behind `earlier` that are to be filled in.
  public static let columns = [
    "item", "transcript", "speaker", "code", "waits", "start", "end", "text", "context",
    "proposed", "earlier", "decision", "to_code", "to_attributes", "reason", "proposals",
  ]

  let session: ReviewSession

  /// Creates the table of a session.
  public init(of session: ReviewSession) {
    self.session = session
  }

  /// The items that nobody has decided on as CSV, what settles most first.
  ///
  /// - Parameter isBlind: Whether it hides who proposed what.
  /// - Returns: The file's bytes; cells that a spreadsheet would run are neutralised.
  /// - Throws: What the study throws.
  public func csv(isBlind: Bool) throws -> [UInt8] {
    var table = TableWriter(columns: Self.columns)
    try forEachRow(isBlind: isBlind) { table.append($0) }
    return table.takeBytes()
  }

  /// The same rows, one by one, for a workbook.
  ///
  /// - Parameters:
  ///   - isBlind: Whether it hides who proposed what.
  ///   - body: Takes a row: a cell for each of `columns`.
  /// - Throws: What the study and the body throw.
  public func forEachRow(isBlind: Bool, _ body: ([String]) throws -> Void) throws {
    let standing = try session.standing()
    for item in session.queue.items
    where standing[item.id] == nil || standing[item.id]?.verdict == .defer {
      guard let place = try session.place(item.id) else { continue }
      try body(row(place, isBlind: isBlind))
    }
  }

  private func row(_ place: ReviewedPlace, isBlind: Bool) -> [String] {
    let (item, text) = (place.item, place.transcript.transcript.text)
    let context = place.transcript.extended(item.place.span, to: .turn)
    let proposed = place.proposals.map { coding in
      let who = isBlind ? "" : "\(coding.coder): "
      let attributes = coding.attributes.pairs.map { " \($0.name)=\($0.value)" }.joined()
      return "\(who)“\(text[coding.span])”\(attributes)"
    }
    let earlier = place.earlier.map { decision in
      (isBlind ? "" : "\(decision.reviewer): ") + decision.verdict.line.rawValue
        + (decision.reason.isEmpty ? "" : " (\(decision.reason))")
    }
    // Of a code that was split the table says what can be written into 'to_code'.
    let parts = place.choices.map(\.rawValue).joined(separator: " or ")
    let notes = (parts.isEmpty ? [] : [parts]) + item.conflicts.map(\.told)
    let waits = ([item.place.reason.rawValue] + notes).joined(separator: ": ")
    return [
      "q-" + item.id, item.place.transcript.rawValue, place.speaker?.label ?? "",
      item.place.code.rawValue, waits,
      String(place.about.codePoints.lowerBound),
      String(place.about.codePoints.upperBound), text[item.place.span], text[context],
      proposed.joined(separator: "; "), earlier ?? "", "", "", "", "", "p-" + place.proposalHash,
    ]
  }

  /// The sixteen digits of a cell; a letter goes before them, or a spreadsheet would take some for a number.
  static func name(_ cell: String, _ letter: String) -> String {
    cell.hasPrefix(letter + "-") ? String(cell.dropFirst(2)) : cell
  }
}
