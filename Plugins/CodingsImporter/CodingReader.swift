import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// Turns the rows of a coder's file into codings and coverage, and collects what is wrong with them.
struct CodingReader {
  private let table: Table
  private let columns: CodingColumns
  private let study: any StudyOutline
  private let coder: String
  private let codes: [String: Code]
  private(set) var diagnostics = Diagnostics()
  /// The rows on codes that are no more, by what became of them.
  private var gone: [String: (id: String, row: Int, count: Int)] = [:]
  private let moved: MovedChoice
  /// How many codings follow their words to another place, by transcript.
  private var followed: [Identifier<Transcript>: Int] = [:]

  init(
    table: Table, columns: CodingColumns, study: any StudyOutline, coder: String, moved: MovedChoice
  ) {
    self.moved = moved
    self.table = table
    self.columns = columns
    self.study = study
    self.coder = coder
    codes = Dictionary(study.codebook.codes.map { ($0.id.rawValue, $0) }) { first, _ in first }
  }

  /// Reads all rows, transcript by transcript, so that one transcript at a time is in memory.
  mutating func read() throws -> ImportedCodings {
    var rows: [String: [Int]] = [:]
    for row in 0..<table.rowCount where !isBlank(row) {
      rows[name(row, columns.transcript), default: []].append(row)
    }
    var codings: [(row: Int, coding: Coding)] = []
    var finished: [(row: Int, coverage: Coverage)] = []
    for (key, rows) in rows.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let transcript = try study.transcript(Identifier(key)) else {
        if study.isSetAside(Identifier(key)) { continue }
        reportUnknownTranscript(key, rows)
        for row in rows { _ = code(ofRow: row) }
        continue
      }
      let place = CodedPlaces(of: transcript)
      for row in rows {
        let coder = coder(ofRow: row)
        finished.append((row, Coverage(coder: coder, transcript: transcript.key)))
        guard let coding = coding(ofRow: row, by: coder, in: place) else { continue }
        codings.append((row, coding))
      }
    }
    codings.sort { $0.row < $1.row }
    reportGoneCodes()
    for warning in followedCodings { diagnostics.append(warning) }
    var seen: Set<Coverage> = []
    return ImportedCodings(
      codings: withoutDuplicates(codings),
      coverage: finished.sorted { $0.row < $1.row }.map(\.coverage)
        .filter { seen.insert($0).inserted })
  }

  /// Spreadsheets leave rows of empty cells behind.
  private func isBlank(_ row: Int) -> Bool {
    table.columns.indices.allSatisfy { table.isBlank(row, $0) }
  }

  private func cell(_ row: Int, _ column: Int) -> String {
    TableWriter.withoutApostrophe(table[row, column])
  }

  /// A cell without blanks around it.
  private func name(_ row: Int, _ column: Int) -> String {
    var text = cell(row, column)[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private func coder(ofRow row: Int) -> Identifier<Coder> {
    guard let column = columns.coder, !table.isBlank(row, column) else { return Identifier(coder) }
    return Identifier(name(row, column))
  }

  private mutating func coding(
    ofRow row: Int, by coder: Identifier<Coder>, in places: CodedPlaces
  ) -> Coding? {
    if table.isBlank(row, columns.code) {
      refuseSpanWithoutCode(row)
      return nil
    }
    let code = code(ofRow: row)
    let span = span(ofRow: row, in: places)
    guard let code, let attributes = attributes(ofRow: row, code: code), let span else {
      return nil
    }
    return Coding(
      transcript: places.transcript.key, code: code.id, coder: coder, span: span,
      attributes: attributes, memo: columns.memo.map { cell(row, $0) } ?? "")
  }

  private mutating func code(ofRow row: Int) -> Code? {
    guard !table.isBlank(row, columns.code) else { return nil }
    let name = name(row, columns.code)
    if let code = codes[name] { return code }
    switch study.codebook.fate(of: Identifier(name)) {
    case .code(let id):
      if let code = codes[id.rawValue] { return code }
    case .split(let id, let parts):
      let names = parts.map { "'\($0)'" }.joined(separator: ", ")
      note("code-split", "\(quoted(name)) was split into \(names)", row)
      return split(id, into: parts)
    case .retired:
      note("code-retired", "\(quoted(name)) is used no more", row)
      return nil
    case .unknown: break
    }
    report(
      "unknown-code", "the codebook has no code \(quoted(name))",
      help: helpForUnknown(name, known: codes.keys.sorted(), called: "codes"), row, columns.code)
    return nil
  }

  /// A code that was split, as far as its codings go: they wait under its id, with what its parts know.
  private func split(_ id: Identifier<Code>, into parts: [Identifier<Code>]) -> Code {
    let declared = parts.compactMap { codes[$0.rawValue] }.flatMap(\.attributes)
    let byName = Dictionary(grouping: declared, by: \.name)
    let attributes = byName.sorted { $0.key < $1.key }.map { name, alike in
      Code.AttributeDeclaration(
        name: name,
        values: alike.contains(where: \.values.isEmpty) ? [] : alike.flatMap(\.values))
    }
    return Code(id: id, name: "", attributes: attributes)
  }

  private mutating func note(_ id: String, _ message: String, _ row: Int) {
    gone[message, default: (id, row, 0)].count += 1
  }

  /// Says how many codings are on codes that are no more.
  private mutating func reportGoneCodes() {
    for (message, found) in gone.sorted(by: { $0.value.row < $1.value.row }) {
      let (isOne, isSplit) = (found.count == 1, found.id == "code-split")
      let what =
        isSplit
        ? (isOne ? "1 coding waits" : "\(found.count) codings wait") + " for a reviewer"
        : (isOne ? "1 coding is" : "\(found.count) codings are") + " set aside"
      diagnostics.append(
        .warning(
          found.id, "\(message): \(what)",
          help: isSplit
            ? "say of each which code is meant: on the review page, or in the coder's file"
            : "delete the rows, or give them another code",
          at: table.location(ofRow: found.row, column: columns.code)))
    }
  }

  private mutating func span(ofRow row: Int, in places: CodedPlaces) -> TextSpan? {
    let start = offset(row, columns.start)
    let end = offset(row, columns.end)
    guard let start, let end else { return nil }
    guard start < end else {
      report(
        start == end ? "empty-span" : "reversed-span",
        start == end
          ? "the span \(start)–\(end) is empty" : "the span \(start)–\(end) ends before it starts",
        help: "'end' is one past the last character", row, columns.start)
      return nil
    }
    let quotation = columns.text.flatMap { table.isBlank(row, $0) ? nil : cell(row, $0) }
    guard let span = places.offsets.span(ofCodePoints: start, end) else {
      if let quotation, moved == .follow { return newPlace(of: quotation, ofRow: row, in: places) }
      report(
        "span-outside",
        "the span \(start)–\(end) leaves the transcript, which has \(places.offsets.count) characters",
        help: "offsets count characters (code points) of the transcript's text from 0", row,
        columns.start)
      return nil
    }
    guard let quotation, !places.transcript.text.holds(quotation, at: span) else { return span }
    if moved == .follow { return newPlace(of: quotation, ofRow: row, in: places) }
    report(
      "text-differs", "the transcript has other words at \(start)–\(end) than 'text'",
      help: helpForMoved(quotation, in: places), row, columns.text ?? columns.start)
    return nil
  }

  /// Where the words of a coding stand in a transcript that was corrected since.
  ///
  /// They stand at one place only, and the same speaker says them; else the coding is an orphan, and is named.
  private mutating func newPlace(
    of quotation: String, ofRow row: Int, in places: CodedPlaces
  ) -> TextSpan? {
    let transcript = places.transcript
    guard let found = transcript.text.onlyPlace(of: quotation) else {
      reportOrphan(row, "its words stand nowhere in the transcript, or at several places")
      return nil
    }
    if let column = columns.speaker, !table.isBlank(row, column) {
      guard transcript.speaker(at: found.start)?.label == name(row, column) else {
        reportOrphan(row, "its words are now another speaker's")
        return nil
      }
    }
    followed[transcript.key, default: 0] += 1
    return found
  }

  private mutating func reportOrphan(_ row: Int, _ why: String) {
    diagnostics.append(
      .warning(
        "orphaned-coding", "the coding has lost its place: \(why)",
        help:
          "find the words in the transcript and correct 'start' and 'end'; until then it is not counted",
        at: table.location(ofRow: row, column: columns.start)))
  }

  /// What is said of codings that follow their words: one line for each transcript.
  private var followedCodings: [Diagnostic] {
    followed.sorted { $0.key.rawValue < $1.key.rawValue }.map { key, count in
      .warning(
        "moved-codings",
        "\(count) \(count == 1 ? "coding follows its" : "codings follow their") words to another place in '\(key)'",
        help: "the transcript was corrected since; export the codings to write the new places",
        at: SourceLocation(path: table.path))
    }
  }

  private func helpForMoved(_ quotation: String, in places: CodedPlaces) -> String {
    guard let found = places.transcript.text.onlyPlace(of: quotation),
      let place = places.offsets.codePoints(of: found)
    else { return "the transcript may have changed since it was coded, or the offsets count bytes" }
    return "these words stand at \(place.lowerBound)–\(place.upperBound)"
  }

  private mutating func offset(_ row: Int, _ column: Int) -> Int? {
    let text = name(row, column)
    if let number = Int(text), number >= 0 { return number }
    report(
      "invalid-offset",
      "'\(table.columns[column])' is \(text.isEmpty ? "empty" : "no whole number from 0 on")",
      help: "offsets count characters of the transcript's text from 0", row, column)
    return nil
  }

  /// The attributes that a row gives, over what the code says when nobody says otherwise.
  private mutating func attributes(ofRow row: Int, code: Code) -> Attributes? {
    var given = Attributes()
    var isRight = true
    for (name, column) in columns.attributes where !table.isBlank(row, column) {
      let value = self.name(row, column)
      guard let declaration = code.attributes.first(where: { $0.name == name }) else {
        report(
          "unknown-attribute", "the code '\(code.id)' has no attribute '\(name)'",
          help: helpForUnknown(name, known: code.attributes.map(\.name), called: "attributes"), row,
          column)
        isRight = false
        continue
      }
      guard declaration.values.isEmpty || declaration.values.contains(value) else {
        report(
          "unknown-value", "\(quoted(value)) is no value of '\(name)'",
          help: helpForUnknown(value, known: declaration.values, called: "values"), row, column)
        isRight = false
        continue
      }
      given[name] = value
    }
    return isRight ? code.defaultAttributes.overlaid(with: given) : nil
  }

  private mutating func refuseSpanWithoutCode(_ row: Int) {
    guard !table.isBlank(row, columns.start) || !table.isBlank(row, columns.end) else { return }
    report(
      "missing-code", "the row has a span but no code",
      help: "write the code; a row that says \"finished, found nothing\" has no span", row,
      columns.code)
  }

  private mutating func reportUnknownTranscript(_ key: String, _ rows: [Int]) {
    let more = rows.count > 1 ? " (in \(rows.count) rows, here first)" : ""
    report(
      "unknown-transcript",
      key.isEmpty
        ? "no transcript is named\(more)" : "the study has no transcript \(quoted(key))\(more)",
      help: helpForUnknown(key, known: study.transcripts.map(\.rawValue), called: "transcripts"),
      rows[0], columns.transcript)
  }

  /// The codings, each once: of two with one code, coder and place the first.
  private mutating func withoutDuplicates(_ codings: [(row: Int, coding: Coding)]) -> [Coding] {
    var lines: [CodingID: Int] = [:]
    return codings.compactMap { row, coding in
      let line = table.line(ofRow: row)
      guard let earlier = lines[CodingID(coding)] else {
        lines[CodingID(coding)] = line
        return coding
      }
      diagnostics.append(
        .warning(
          "duplicate-coding", "line \(earlier) gives the same place the same code",
          help: "delete one of the two; the first counts",
          at: SourceLocation(path: table.path, line: line)))
      return nil
    }
  }

  private mutating func report(
    _ id: String, _ message: String, help: String, _ row: Int, _ column: Int
  ) {
    // No excerpt: the line may quote the interview.
    diagnostics.append(
      .error(id, message, help: help, at: table.location(ofRow: row, column: column)))
  }
}
