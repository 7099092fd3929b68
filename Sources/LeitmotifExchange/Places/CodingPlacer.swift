public import LeitmotifModel

/// Places every coding of a foreign project in the project's own texts, and checks it against its quotation.
public struct CodingPlacer {
  private let project: ForeignProject
  private let path: String
  private let texts: [SourceText?]
  private let quotations: Quotations
  private var result: PlacedProject

  /// Quotations are looked for at so many places: more than one is one too many.
  private static let placesLooked = 2

  /// Places a project's codings.
  ///
  /// - Parameters:
  ///   - project: The project, whose offsets point to its own sources.
  ///   - path: The file's name, for messages.
  ///   - reading: How offsets count, when the user says it; `nil` to find out.
  /// - Returns: The places, and what is to be said of them.
  /// - Throws: `Diagnostics` with `offset-unit-unclear` when no reading of the offsets fits the quotations.
  public static func place(
    _ project: ForeignProject, path: String, reading: OffsetReading? = nil
  ) throws(Diagnostics) -> PlacedProject {
    var placer = CodingPlacer(project, path: path)
    try placer.placeAll(reading)
    return placer.result
  }

  private init(_ project: ForeignProject, path: String) {
    self.project = project
    self.path = path
    texts = project.sources.map { $0.text.map { SourceText($0) } }
    quotations = Quotations(of: project)
    result = PlacedProject(project: project, texts: texts.map(\.?.canonical))
  }

  private mutating func placeAll(_ given: OffsetReading?) throws(Diagnostics) {
    let bySource = Dictionary(grouping: project.codings.indices) { project.codings[$0].source }
    let choice = ReadingChoice(project, texts: texts, bySource: bySource, quotations)
    var areNames = false
    if given == nil, choice.quoted > 0, choice.matches * 2 < choice.quoted {
      areNames = project.counting.quotationMayBeName && !quotationsStandSomewhere()
      if !areNames { throw unclear(choice) }
    }
    result.reading = given ?? choice.reading
    result.reason = reason(given, choice, areNames: areNames)
    for source in bySource.keys.sorted() {
      let codings = bySource[source] ?? []
      guard let text = texts[source] else {
        for coding in codings {
          result.refuse(coding, .failed, "the project does not hold the text that it is on")
        }
        continue
      }
      var view = SourceView(text)
      let map = view.map(given ?? choice.reading(ofSource: source))
      for coding in codings { placeOne(coding, in: &view, map: map, hasQuotations: !areNames) }
    }
    result.codings.sort { $0.coding < $1.coding }
    result.remarks.sort { $0.coding < $1.coding }
  }

  private mutating func placeOne(
    _ coding: Int, in view: inout SourceView, map: OffsetMap, hasQuotations: Bool
  ) {
    let text = view.text
    switch project.codings[coding].place {
    case .whole:
      guard text.count > 0 else {
        return result.refuse(coding, .dropped, "the text that it is on is empty")
      }
      result.add(coding, at: text.span, .verified)
    case .quoted:
      search(coding, in: &view, hasQuotations: hasQuotations, because: "")
    case .offsets(let start, let end):
      if start == end { return result.refuse(coding, .dropped, "its place is empty") }
      if start > end {
        return search(
          coding, in: &view, hasQuotations: hasQuotations,
          because: "its place ends before it begins")
      }
      guard let span = map.span(start, end), !span.isEmpty else {
        let reason =
          end > map.count || start < 0
          ? "its place leaves the text" : "its place begins or ends inside a character"
        return search(
          coding, in: &view, hasQuotations: hasQuotations, because: reason, from: start, to: end)
      }
      if hasQuotations, let line = quotations.lineNumber(of: coding) {
        return placeLine(coding, line, span, in: &view)
      }
      switch hasQuotations ? quotations.fit(of: coding, in: text, at: span) : .unquoted {
      case .unquoted: return result.add(coding, at: span, .unchecked)
      case .exact, .butForBlanks: return result.add(coding, at: span, .verified)
      case .other: break
      }
      if project.counting.trustsPlace {
        return result.add(
          coding, at: span, .repaired,
          "the quotation is older than the place, and the place counts")
      }
      search(
        coding, in: &view, hasQuotations: hasQuotations, because: "its place holds other words",
        from: start, to: end)
    }
  }

  /// Tries the other readings of a place, then looks for the words in the whole text.
  private mutating func search(
    _ coding: Int, in view: inout SourceView, hasQuotations: Bool, because reason: String,
    from start: Int = 0, to end: Int = 0
  ) {
    guard hasQuotations, let words = quotations.words(of: coding) else {
      return result.refuse(coding, .failed, reason.isEmpty ? "it quotes no words" : reason)
    }
    if start < end {
      for reading in project.counting.readings {
        guard let span = view.map(reading).span(start, end), words.stand(in: view.text, at: span)
        else { continue }
        return project.counting.mixesUnits
          ? result.add(coding, at: span, .verified)
          : result.add(coding, at: span, .repaired, "it counts in \(reading.description)")
      }
    }
    let places = view.index.places(of: words, atMost: Self.placesLooked)
    let isSearch = project.codings[coding].place == .quoted
    switch places.count {
    case 0:
      result.refuse(
        coding, .failed,
        isSearch ? "its words stand nowhere in the text" : "\(reason), and its words stand nowhere")
    case 1 where isSearch: result.add(coding, at: places[0], .verified)
    case 1: result.add(coding, at: places[0], .repaired, "\(reason); its words stand elsewhere")
    default:
      result.refuse(
        coding, .ambiguous,
        isSearch
          ? "its words stand at several places" : "\(reason), and its words stand at several places"
      )
    }
  }

  /// Checks a coding that is named after the line that it covers, as qc does.
  private mutating func placeLine(
    _ coding: Int, _ line: Int, _ span: TextSpan, in view: inout SourceView
  ) {
    if let number = view.line(at: span), line == number || line == number + 1 {
      result.add(coding, at: span, .verified)
    } else {
      result.refuse(coding, .failed, "its place is not the line that its name says")
    }
  }

  private func quotationsStandSomewhere() -> Bool {
    var indices: [Int: WordIndex] = [:]
    var found = 0
    var looked = 0
    for (place, coding) in project.codings.enumerated() {
      guard looked < 200 else { break }
      guard let text = texts[coding.source], let words = quotations.words(of: place) else {
        continue
      }
      let index = indices[coding.source] ?? WordIndex(text.canonical)
      indices[coding.source] = index
      looked += 1
      if !index.places(of: words, atMost: 1).isEmpty { found += 1 }
    }
    return found * 2 >= max(looked, 1)
  }

  private func reason(_ given: OffsetReading?, _ choice: ReadingChoice, areNames: Bool) -> String {
    if given != nil { return "as the settings say" }
    if choice.quoted > 0, !areNames {
      return "the places then hold \(choice.matches) of \(choice.quoted) quotations"
    }
    if choice.isSettledByText { return "nothing is quoted, but every unit gives the same places" }
    return "as the format says; nothing is quoted, so it could not be checked"
  }

  private func unclear(_ choice: ReadingChoice) -> Diagnostics {
    Diagnostics(
      .error(
        "offset-unit-unclear",
        "however its places are counted, at most \(choice.matches) of \(choice.quoted) hold the words that they quote",
        help:
          "the texts may have changed since they were coded: export the project again, with its texts; nothing was imported",
        at: SourceLocation(path: path)))
  }
}
