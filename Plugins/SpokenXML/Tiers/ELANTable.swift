import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText

/// Reads the table that ELAN exports as text with tabs: a row is an annotation, with its tier, perhaps the participant,
/// times, and what it says.
///
/// The columns have no names in most of such files; what they are is seen in them: of three columns of times the second
/// less the first is the third.
struct ELANTable {
  /// What the columns are.
  private struct Columns {
    var tier: Int?
    var participant: Int?
    var start: Int
    var end: Int
    var texts: [Int]
  }

  /// The columns' names; empty where the file has none.
  private let names: [String]
  private let rows: [[String]]
  private let columns: Columns

  /// Whether a file is such a table.
  static func begins(_ source: Source) -> Bool {
    guard ["tsv", "txt", "tab", "csv"].contains(source.fileExtension) else { return false }
    // In UTF-16 zeros lie between the letters.
    var front = source.bytes.prefix(8192).filter { $0 != 0 && $0 != 0xFF && $0 != 0xFE }
    if front.count < source.bytes.count, let last = front.lastIndex(of: 0x0A) {
      front.removeSubrange(last...)
    }
    return ELANTable(front) != nil
  }

  static func reading(
    of source: Source, _ choice: SpokenIngester.Configuration
  ) throws(Diagnostics) -> SpokenReading {
    let decoded = try InterviewText(decoding: source.bytes, path: source.path)
    guard let table = ELANTable(decoded.text.bytes) else {
      throw Diagnostics(
        .error(
          "unknown-format", "the file is no table of annotations as ELAN exports it",
          help: "export it with tiers and times: File, Export As, Tab-delimited Text",
          at: SourceLocation(path: source.path)))
    }
    var reading = SpokenReading(format: "elan-table")
    reading.encoding = decoded.encoding
    reading.warnings = decoded.warnings
    let tiers = table.tiers
    let chosen = TierChoice(
      choice.tiers.isEmpty ? tiers.filter { !$0.isInside(tiers) } : tiers, named: choice.tiers)
    reading.add(chosen.speech)
    let speech = Set(chosen.speech.map(\.name))
    if choice.tiers.isEmpty,
      let warning = SpokenReading.leftOut(
        tiers.filter { !speech.contains($0.name) }, path: source.path)
    {
      reading.warnings.append(warning)
    }
    return reading
  }

  /// Looks at a file.
  ///
  /// - Returns: `nil` for one of anything else.
  private init?(_ bytes: [UInt8]) {
    var rows = bytes.split(separator: 0x0A).map(Self.cells)
    guard let head = rows.first, head.count >= 3 else { return nil }
    let hasNames = head.contains { $0.lowercased().hasPrefix("begin time") || $0 == "Tier" }
    names = hasNames ? rows.removeFirst() : []
    guard !rows.isEmpty, rows.allSatisfy({ $0.count == head.count }),
      let columns = Self.columns(of: rows.prefix(50), names: names)
    else { return nil }
    self.rows = rows
    self.columns = columns
  }

  /// The cells of a line, without the quotes that some programs put around them.
  private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
    let line = line.last == 0x0D ? line.dropLast() : line
    return line.split(separator: 0x09, omittingEmptySubsequences: false).map { cell in
      let text = String(decoding: cell, as: UTF8.self)
      guard text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
      return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
  }

  private static func columns(of rows: ArraySlice<[String]>, names: [String]) -> Columns? {
    let width = rows[rows.startIndex].count
    let times = (0..<width).filter { column in rows.allSatisfy { time($0[column]) != nil } }
    for kind in [TimeKind.clock, .seconds, .milliseconds] {
      let alike = times.filter { column in
        rows.allSatisfy { time($0[column])?.kind == kind }
      }
      guard alike.count >= 3 || alike.count == 2 && kind != .milliseconds else { continue }
      let areSpans = rows.allSatisfy { row in
        let values = alike.prefix(3).compactMap { time(row[$0])?.milliseconds }
        return values[0] <= values[1]
          && (alike.count < 3 || abs(values[1] - values[0] - values[2]) <= 2)
      }
      let firstTime = times[0]
      let texts = (alike[1]..<width).filter { !times.contains($0) }
      guard areSpans, let last = texts.last else { continue }
      let isTierEach = firstTime == 0 && !names.isEmpty
      guard isTierEach || (1...2).contains(firstTime) else { continue }
      return Columns(
        tier: isTierEach ? nil : 0, participant: firstTime == 2 ? 1 : nil, start: alike[0],
        end: alike[1], texts: isTierEach ? texts : [last])
    }
    return nil
  }

  /// The annotations by tier.
  private var tiers: [Tier] {
    var tiers: [Tier] = []
    var places: [String: Int] = [:]
    for row in rows {
      for column in columns.texts where row[column].contains(where: { !$0.isWhitespace }) {
        let name = columns.tier.map { row[$0] } ?? names[column]
        let participant = columns.participant.map { row[$0] } ?? ""
        let place = places[name] ?? tiers.count
        if place == tiers.count {
          places[name] = place
          let label = participant.isEmpty ? name : participant
          tiers.append(Tier(name: name, label: label.isEmpty ? nil : label))
        }
        let start = Self.time(row[columns.start])?.milliseconds
        tiers[place].records.append(
          Tier.Record(
            start: start, end: Self.time(row[columns.end])?.milliseconds, order: start ?? 0,
            text: Array(row[column].utf8)))
      }
    }
    return tiers
  }

  private enum TimeKind {
    case clock, seconds, milliseconds
  }

  /// `00:00:01.500`, `1.500` and `1500`.
  private static func time(_ text: String) -> (milliseconds: Int, kind: TimeKind)? {
    if let whole = Int(text), (0..<1_000_000_000).contains(whole) { return (whole, .milliseconds) }
    guard text.utf8.first.map({ (0x30...0x39).contains($0) }) == true,
      let milliseconds = Timeline()[text]
    else { return nil }
    return (milliseconds, text.contains(":") ? .clock : .seconds)
  }
}

extension Tier {
  /// Whether all of the records lie inside those of another tier of the same speaker: they are pieces of it.
  fileprivate func isInside(_ others: [Tier]) -> Bool {
    guard let place = others.firstIndex(where: { $0.name == name }) else { return false }
    return others.enumerated().contains { number, other in
      guard number != place, other.label == label else { return false }
      let isLonger = other.length > length || other.length == length && number < place
      return isLonger && other.holds(records)
    }
  }

  /// How long the records are together.
  private var length: Int { records.reduce(0) { $0 + ($1.end ?? 0) - ($1.start ?? 0) } }

  /// Whether each of some records lies inside one of the tier's, which never overlap.
  private func holds(_ pieces: [Record]) -> Bool {
    let wholes = records.sorted { $0.order < $1.order }
    var place = 0
    return pieces.sorted { $0.order < $1.order }.allSatisfy { piece in
      while place < wholes.count, wholes[place].end ?? 0 < piece.end ?? 0 { place += 1 }
      return place < wholes.count && wholes[place].order <= piece.order
    }
  }
}
