import LeitmotifArchive
import LeitmotifExchange
import LeitmotifModel
import LeitmotifXML

/// Turns what a `project.qde` says into a project: looks GUIDs up, reads the texts.
struct RefiReader {
  private let raw: RefiHandler
  private let archive: Archive?
  /// `nil` when no path is followed.
  private let outside: OutsideTexts?
  private var project: ForeignProject
  private var members: [String: [UInt8]] = [:]
  private var sourceOf: [Int: Int] = [:]
  /// The place of each code among those that are kept.
  private var places: [Int: Int] = [:]
  /// What cases have of texts that are not wholly theirs, by the places of the case and the selection.
  private var parts: [(owner: Int, selection: Int, place: ForeignCase.Part)] = []

  static func read(
    _ bytes: [UInt8], path: String, archive: Archive?, _ outside: OutsideTexts?
  ) throws(Diagnostics) -> ForeignProject {
    var handler = RefiHandler()
    try XMLReader.read(bytes, path: path, handler: &handler)
    guard ["Project", "CodeBook"].contains(handler.root) else {
      throw Diagnostics(
        .error(
          "refi-no-project", "the file is XML, but no project or codebook of REFI-QDA",
          help: "export it again as REFI-QDA", at: SourceLocation(path: path)))
    }
    var reader = RefiReader(handler, archive, outside)
    try reader.readTexts()
    reader.readParts()
    reader.readCodes()
    reader.readCodings()
    reader.readCases()
    reader.readNotes()
    return reader.project
  }

  private init(_ raw: RefiHandler, _ archive: Archive?, _ outside: OutsideTexts?) {
    self.raw = raw
    self.archive = archive
    self.outside = outside
    project = ForeignProject(
      format: RefiImporter.name, tool: raw.origin, name: raw.projectName)
    project.counting = OffsetCounting([.codePoints, .utf16], quotationMayBeName: true)
    if raw.origin.contains("ATLAS") {
      project.counting.lineEnds = [.one, .asWritten, .two]
      project.pathSeparator = "::"
    } else if raw.origin.contains("Taguette") {
      project.pathSeparator = "."
    }
  }

  // MARK: - Texts

  private mutating func readTexts() throws(Diagnostics) {
    if let archive {
      let wanted = Set(raw.texts.compactMap { Self.plainPath(of: $0).flatMap(Self.member) })
      var found: [String: [UInt8]] = [:]
      try archive.read(where: { name in
        Self.folded(name).map(wanted.contains) ?? false
      }) { name, bytes in
        if let key = Self.folded(name) { found[key] = bytes }
      }
      members = found
    }
    for (place, text) in raw.texts.enumerated() where !text.isNote {
      sourceOf[place] = project.sources.count
      let content = bytes(of: text)
      let name = text.name.isEmpty ? Self.fileName(text.plainPath ?? text.guid) : text.name
      project.sources.append(
        ForeignSource(name: name, text: content, guid: text.guid, memo: text.memo))
    }
  }

  /// Where a text's plain form is; some programs point to plain text as if it were rich.
  private static func plainPath(of text: RefiHandler.Text) -> String? {
    text.plainPath ?? text.richPath.flatMap { $0.lowercased().hasSuffix(".txt") ? $0 : nil }
  }

  private mutating func bytes(of text: RefiHandler.Text) -> [UInt8]? {
    if let content = text.content { return Array(content.utf8) }
    guard let path = Self.plainPath(of: text) else {
      project.lose("texts", because: "the project holds no plain text of them")
      return nil
    }
    let key = Self.member(path)
    guard key != nil || outside != nil else {
      project.lose(
        "texts", because: "they lie outside the project, and no setting says to follow such paths")
      return nil
    }
    guard let bytes = key.map({ members[$0] }) ?? outside?.bytes(at: path) else {
      project.lose(
        "texts",
        because: key == nil
          ? "their files cannot be read where the project points to"
          : "their files are not in the project")
      return nil
    }
    guard (try? UTF8Span(validating: bytes.span)) != nil else {
      project.lose("texts", because: "their files are not UTF-8")
      return nil
    }
    return bytes
  }

  /// `internal://NAME`, or a bare name as qc writes it, as a member of `sources`; `nil` for what lies outside.
  private static func member(_ path: String) -> String? {
    if path.hasPrefix("internal://") { return "sources/" + path.dropFirst(11).lowercased() }
    guard !path.contains("://"), !path.hasPrefix("/"), !path.contains("..") else { return nil }
    return "sources/" + path.lowercased()
  }

  private static func folded(_ name: String) -> String? {
    let folded = name.lowercased()
    return folded.hasPrefix("sources/") ? folded : nil
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: - Codes and codings

  private mutating func readCodes() {
    // NVivo writes each case as a code, too, of the same identity.
    let cases = Set(raw.cases.map(\.guid))
    for (place, code) in raw.codes.enumerated() where !cases.contains(code.guid) {
      places[place] = project.codes.count
      var own = code
      own.parent = code.parent.flatMap { places[$0] }
      project.codes.append(own)
    }
  }

  /// What a coding gives its place, by what its `CodeRef` names.
  private enum Given {
    case code(Int)
    case foreignCase
  }

  /// What is meant by the identities that codings name, by number; `nil` by those that the project does not have.
  private func meanings() -> [Given?] {
    var result = [Given?](repeating: nil, count: raw.guids.texts.count)
    for (place, code) in raw.codes.enumerated().reversed() {
      guard let own = places[place], let number = raw.guids[code.guid] else { continue }
      result[number] = .code(own)
    }
    for each in raw.cases {
      if let number = raw.guids[each.guid] { result[number] = .foreignCase }
    }
    return result
  }

  private mutating func readCodings() {
    let meanings = meanings()
    let users = raw.guids.texts.indices.map(name(ofUser:))
    let notes = Dictionary(raw.texts.map { ($0.guid, $0) }) { first, _ in first }
    project.codings.reserveCapacity(raw.codings.count)
    for coding in raw.codings where coding.selection >= 0 {
      guard let source = sourceOf[raw.selections[coding.selection].text] else {
        project.lose("codings of notes", because: "Leitmotif codes transcripts")
        continue
      }
      let code: Int
      switch meanings[coding.code] {
      case .code(let known): code = known
      case .foreignCase:
        project.lose("codings with a case", because: "a case is no code here")
        continue
      case nil:
        project.lose("codings", because: "their code is not in the project")
        continue
      }
      let selection = raw.selections[coding.selection]
      let user = coding.user == GUIDNumbers.none ? selection.user : coding.user
      project.codings.append(
        ForeignCoding(
          source: source, code: code, coder: users[user],
          place: place(ofSelection: coding.selection), quotation: selection.name,
          memo: coding.notes.isEmpty
            ? selection.memo
            : (coding.notes.compactMap { notes[$0]?.content } + [selection.memo])
              .filter { !$0.isEmpty }.joined(separator: "\n"),
          time: coding.time.isEmpty ? selection.time : coding.time, id: selection.id))
    }
    let owned = Set(parts.map(\.selection))
    project.lose(
      "selections", because: "nobody gave them a code",
      count: raw.selections.indices.count { raw.selections[$0].codings == 0 && !owned.contains($0) }
    )
    for (what, count) in raw.lost.sorted(by: { $0.key < $1.key }) {
      project.lose(what, because: "there is no place for them here", count: count)
    }
  }

  private func name(ofUser number: Int) -> String {
    let name = raw.users[number] ?? ""
    return name.isEmpty || number == GUIDNumbers.none ? raw.guids.texts[number] : name
  }

  private func place(ofSelection number: Int) -> ForeignCoding.Place {
    let selection = raw.selections[number]
    if let place = selection.place { return .offsets(place.start, place.end) }
    if let sync = raw.syncs[number], let from = raw.syncPoints[sync.from],
      let to = raw.syncPoints[sync.to]
    {
      return .offsets(from, to)
    }
    return selection.name == nil ? .whole : .quoted
  }

  // MARK: - Cases and notes

  /// Finds the selections that cases name; one that is no piece of a transcript is lost.
  private mutating func readParts() {
    let wanted = Set(raw.cases.flatMap(\.selections))
    let found = Dictionary(
      raw.selections.indices.filter { wanted.contains(raw.selections[$0].id) }
        .map { (raw.selections[$0].id, $0) }
    ) { first, _ in first }
    for (owner, each) in raw.cases.enumerated() {
      guard isKept(each.raw, sources: each.sources) else {
        losePartOfCase(count: each.selections.count)
        continue
      }
      for id in each.selections {
        guard let selection = found[id], let source = sourceOf[raw.selections[selection].text],
          case .offsets(let start, let end) = place(ofSelection: selection), start < end
        else {
          losePartOfCase()
          continue
        }
        parts.append(
          (owner, selection, ForeignCase.Part(source: source, start: start, end: end)))
      }
    }
  }

  /// Whether a case is kept: it has a name, or one text that gives it one.
  private func isKept(_ each: ForeignCase, sources: [String]) -> Bool {
    guard each.name.isEmpty else { return true }
    let texts = raw.texts.indices.filter { sourceOf[$0] != nil }
    return texts.count { sources.contains(raw.texts[$0].guid) } == 1
  }

  private mutating func losePartOfCase(count: Int = 1) {
    guard let kind = RefiElement.selectionRef.lostKind else { return }
    project.lose(kind, because: "there is no place for them here", count: count)
  }

  private mutating func readCases() {
    let places = Dictionary(
      raw.texts.enumerated().compactMap { place, text in sourceOf[place].map { (text.guid, $0) } }
    ) { first, _ in first }
    let partsOf = Dictionary(grouping: parts, by: \.owner)
    let sharers = Dictionary(grouping: parts, by: \.place.source).mapValues { Set($0.map(\.owner)) }
    for (owner, each) in raw.cases.enumerated() {
      let parts = (partsOf[owner] ?? []).map(\.place)
      var own = each.raw
      own.sources = each.sources.compactMap { places[$0] }
      // MAXQDA keeps what it knows of a document in a case without a name.
      if own.name.isEmpty {
        guard own.sources.count == 1, let source = own.sources.first else {
          losePartOfCase(count: parts.count)
          continue
        }
        own.name = transcriptName(of: project.sources[source].name)
      }
      project.cases.append(own)
      // A part says nothing of a text that is the same case's as a whole and in which no other has one.
      for part in parts
      where !own.sources.contains(part.source) || sharers[part.source] != [owner] {
        project.assign(part.source, from: part.start, to: part.end, toCase: project.cases.count - 1)
      }
    }
    project.add(
      raw.sourceValues.compactMap { text, name, value in
        sourceOf[text].map { SourceAttribute(name, value, ofSource: $0) }
      })
    readSets(places)
  }

  /// ATLAS.ti keeps attributes of documents as sets that are called `gender: female`.
  private mutating func readSets(_ places: [String: Int]) {
    var attributes: [SourceAttribute] = []
    for set in raw.sets {
      let parts = set.name.split(separator: ": ", maxSplits: 1).map(String.init)
      guard raw.origin.contains("ATLAS"), parts.count == 2, !set.sources.isEmpty else {
        project.lose("sets", because: "there is no place for them here")
        continue
      }
      attributes += set.sources.compactMap { places[$0] }
        .map { SourceAttribute(parts[0], parts[1], ofSource: $0) }
    }
    project.add(attributes)
  }

  private mutating func readNotes() {
    // MAXQDA comments on places without a code.
    for selection in raw.selections where selection.codings == 0 && !selection.memo.isEmpty {
      guard let source = sourceOf[selection.text] else { continue }
      let place = selection.place.map { " at \($0.start)–\($0.end)" } ?? ""
      project.notes.append(
        ForeignNote(
          subject: "source \(project.sources[source].name)\(place)", text: selection.memo,
          author: name(ofUser: selection.user), time: selection.time))
    }
    let used = Set(raw.codings.flatMap(\.notes))
    for text in raw.texts where text.isNote && !used.contains(text.guid) {
      project.notes.append(
        ForeignNote(
          subject: text.name.isEmpty ? "note" : text.name, text: text.content ?? text.memo,
          author: name(ofUser: text.author), time: text.time))
    }
  }
}
