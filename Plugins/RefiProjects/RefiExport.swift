import LeitmotifArchive
import LeitmotifDigest
public import LeitmotifExchange
import LeitmotifModel

/// Writes a study as REFI-QDA: a project (`.qdpx`) or a codebook (`.qdc`).
///
/// Identities derive from what they name, so that two exports of one study differ only where it does.
///
/// - Source: REFI-QDA 1.5 (2019) and its schemas.
public struct RefiExport {
  /// For which program's way of counting line ends the project is written.
  public enum LineEnds: String, CaseIterable, Sendable {
    /// LF, counted as one: the standard, which most programs follow.
    case standard
    /// CRLF in the text, counted as one, as ATLAS.ti does.
    case atlas
    /// CRLF in the text, counted as two, as MAXQDA does.
    case maxqda
  }

  private let content: StudyContent
  private let lineEnds: LineEnds
  private let space: NameUUID
  private var losses = LossCount()
  private var count = 0
  private var codes: [Identifier<Code>: String] = [:]
  private var users: [Identifier<Coder>: String] = [:]

  /// Prepares an export.
  ///
  /// - Parameters:
  ///   - content: The study.
  ///   - lineEnds: For which program it is written.
  public init(_ content: StudyContent, lineEnds: LineEnds = .standard) {
    self.content = content
    self.lineEnds = lineEnds
    space = NameUUID(.leitmotif, content.name)
  }

  /// The project as a `.qdpx`.
  ///
  /// - Throws: What the study throws.
  public mutating func project() throws -> ExportedFiles {
    var archive = ArchiveWriter()
    var xml = XMLText()
    let names = try content.names()
    var notes: [(guid: String, name: String, text: String, author: String?)] = []
    xml.start(
      "Project",
      [
        "xmlns": "urn:QDA-XML:project:1.0", "name": content.name, "origin": "Leitmotif",
      ])
    writeUsers(names, to: &xml)
    users = names.mapValues { guid("user", $0) }
    let codebook = try content.study.codebook
    codes = Dictionary(codebook.codes.map { ($0.id, guid(of: $0)) }) { first, _ in first }
    if !codebook.codes.isEmpty {
      xml.start("CodeBook")
      writeCodes(of: codebook, to: &xml)
      xml.end()
    }
    try writeCases(to: &xml)
    let transcripts = try content.study.transcripts
    if !transcripts.isEmpty {
      xml.start("Sources")
      for key in transcripts {
        guard let transcript = try content.study.transcript(key)?.transcript else { continue }
        try write(transcript, to: &xml, &archive, &notes)
      }
      xml.end()
    }
    writeNotes(notes, names, to: &xml)
    xml.end()
    archive.add("project.qde", xml.bytes)
    losses.add("characters", "XML cannot hold them", count: xml.replaced)
    try losses.addStudy(content, isProject: true)
    return ExportedFiles(
      files: [("project.qdpx", try archive.bytes())], codings: count, losses: losses.all)
  }

  /// The codebook as a `.qdc`.
  ///
  /// - Throws: What the study throws; `empty-codebook` when there are no codes, which the format does not allow.
  public mutating func codebook() throws -> ExportedFiles {
    let codebook = try content.study.codebook
    guard !codebook.codes.isEmpty else {
      throw Diagnostics(
        .error(
          "empty-codebook", "the study has no codes",
          help: "a codebook of REFI-QDA has at least one"))
    }
    var xml = XMLText()
    xml.start("CodeBook", ["xmlns": "urn:QDA-XML:codebook:1.0", "origin": "Leitmotif"])
    writeCodes(of: codebook, to: &xml)
    xml.end()
    losses.add(codebook, keepsDefinitions: true)
    return ExportedFiles(files: [("codebook.qdc", xml.bytes)], codings: 0, losses: losses.all)
  }

  private func guid(_ kind: String, _ name: String) -> String {
    NameUUID(space, "\(kind) \(name)").description
  }

  private func guid(of code: Code) -> String {
    // An identity that is one already stays, so that programs know their own codes again.
    if let uid = code.uid, Self.isGUID(uid) { return normalizedGUID(uid) }
    return guid("code", code.uid ?? code.id.rawValue)
  }

  private static func isGUID(_ text: String) -> Bool {
    let parts = normalizedGUID(text).split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy { $0.isHexDigit && $0.isASCII }
  }

  private func writeUsers(_ names: [Identifier<Coder>: String], to xml: inout XMLText) {
    let used = content.selection == .final ? names : names.filter { $0.key != FinalCoding.coder }
    guard !used.isEmpty else { return }
    xml.start("Users")
    for name in Set(used.values).sorted() {
      xml.empty("User", ["guid": guid("user", name), "name": name])
    }
    xml.end()
  }

  private func writeCodes(of codebook: Codebook, to xml: inout XMLText) {
    let children = Dictionary(grouping: codebook.codes, by: \.parent)
    func write(_ codes: [Code]) {
      for code in codes {
        xml.start(
          "Code",
          [
            "guid": guid(of: code), "name": code.name.isEmpty ? code.id.rawValue : code.name,
            "isCodable": "true", "color": Self.color(content.colors[code.id.rawValue]),
          ])
        xml.element("Description", Self.description(of: code))
        write(children[code.id] ?? [])
        xml.end()
      }
    }
    xml.start("Codes")
    write(children[nil] ?? [])
    xml.end()
  }

  private static func color(_ text: String?) -> String? {
    guard let text, text.hasPrefix("#"), [4, 7].contains(text.utf8.count),
      text.dropFirst().allSatisfy({ $0.isHexDigit && $0.isASCII })
    else { return nil }
    return text
  }

  /// All that a code says, in the one place that the format has.
  private static func description(of code: Code) -> String {
    var parts = [code.definition]
    if !code.include.isEmpty { parts.append("Include: \(code.include)") }
    if !code.exclude.isEmpty { parts.append("Exclude: \(code.exclude)") }
    if !code.memo.isEmpty { parts.append("Memo: \(code.memo)") }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private mutating func writeCases(to xml: inout XMLText) throws {
    var known = Dictionary(
      uniqueKeysWithValues: try content.study.participants.map { ($0.id, $0.attributes) })
    var sources: [Identifier<Participant>: [String]] = [:]
    var selections: [Identifier<Participant>: [String]] = [:]
    for key in try content.study.transcripts {
      guard let transcript = try content.study.transcript(key)?.transcript else { continue }
      let people = Set(transcript.speakers.compactMap(\.participant))
      for participant in people where known[participant] == nil { known[participant] = [:] }
      if people.count == 1, let participant = people.first {
        sources[participant, default: []].append(guid("source", key.rawValue))
      }
      let offsets = RefiOffsets(transcript.text, lineEnds: lineEnds)
      for turn in Self.sharedTurns(of: transcript) {
        guard let range = offsets.range(of: turn.span) else {
          losses.add(
            "turns of participants who share a text", "their place is inside a character")
          continue
        }
        selections[turn.participant, default: []].append(guid(ofSelection: range, of: key))
      }
    }
    guard !known.isEmpty else { return }
    let variables = Set(known.values.flatMap(\.keys)).sorted()
    if !variables.isEmpty {
      xml.start("Variables")
      for name in variables {
        xml.empty(
          "Variable", ["guid": guid("variable", name), "name": name, "typeOfVariable": "Text"])
      }
      xml.end()
    }
    xml.start("Cases")
    for (id, attributes) in known.sorted(by: { $0.key < $1.key }) {
      xml.start("Case", ["guid": guid("case", id.rawValue), "name": id.rawValue])
      for (name, value) in attributes.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
        xml.start("VariableValue")
        xml.empty("VariableRef", ["targetGUID": guid("variable", name)])
        xml.element("TextValue", value)
        xml.end()
      }
      for source in sources[id] ?? [] { xml.empty("SourceRef", ["targetGUID": source]) }
      for selection in selections[id] ?? [] {
        xml.empty("SelectionRef", ["targetGUID": selection])
      }
      xml.end()
    }
    xml.end()
  }

  /// The turns of a text that several participants share, with whose each is; none of a text of one.
  private static func sharedTurns(
    of transcript: Transcript
  ) -> [(participant: Identifier<Participant>, span: TextSpan)] {
    guard Set(transcript.speakers.compactMap(\.participant)).count > 1 else { return [] }
    return transcript.turns.compactMap { turn in
      guard !turn.span.isEmpty, let participant = transcript.speaker(of: turn)?.participant else {
        return nil
      }
      return (participant, turn.span)
    }
  }

  private func guid(ofSelection range: Range<Int>, of key: Identifier<Transcript>) -> String {
    guid("selection", "\(key) \(range.lowerBound) \(range.upperBound)")
  }

  private mutating func write(
    _ transcript: Transcript, to xml: inout XMLText, _ archive: inout ArchiveWriter,
    _ notes: inout [(guid: String, name: String, text: String, author: String?)]
  ) throws {
    losses.add(transcript)
    let source = guid("source", transcript.key.rawValue)
    archive.add("sources/\(source).txt", text(of: transcript.text))
    let codings = Dictionary(grouping: try content.codings(of: transcript.key), by: \.span)
    let spans = Set(codings.keys).union(Self.sharedTurns(of: transcript).map(\.span))
    let offsets = RefiOffsets(transcript.text, lineEnds: lineEnds)
    xml.start(
      "TextSource",
      [
        "guid": source, "name": transcript.key.rawValue,
        "plainTextPath": "internal://\(source).txt",
      ])
    for span in spans.sorted() {
      guard let range = offsets.range(of: span) else {
        losses.add(
          "codings", "their place is inside a character", count: codings[span]?.count ?? 0)
        continue
      }
      xml.start(
        "PlainTextSelection",
        [
          "guid": guid(ofSelection: range, of: transcript.key),
          "name": Self.shortened(transcript.text[span]),
          "startPosition": String(range.lowerBound), "endPosition": String(range.upperBound),
        ])
      for coding in codings[span] ?? [] { write(coding, to: &xml, &notes) }
      xml.end()
    }
    xml.end()
  }

  private mutating func write(
    _ coding: Coding, to xml: inout XMLText,
    _ notes: inout [(guid: String, name: String, text: String, author: String?)]
  ) {
    guard let code = codes[coding.code] else {
      return losses.add("codings", "the codebook does not have their code")
    }
    let id = CodingID(coding)
    let time = content.times[id]
    let user = users[coding.coder] ?? guid("user", coding.coder.rawValue)
    xml.start(
      "Coding",
      [
        "guid": guid("coding", id.description), "creatingUser": user,
        "creationDateTime": time.flatMap(Self.dateTime),
      ])
    xml.empty("CodeRef", ["targetGUID": code])
    if !coding.memo.isEmpty {
      let note = guid("note", id.description)
      xml.empty("NoteRef", ["targetGUID": note])
      notes.append((note, "Memo", coding.memo, user))
    }
    xml.end()
    count += 1
    losses.add(coding, keepsMemo: true, keepsTime: true, time: time)
  }

  private func writeNotes(
    _ memos: [(guid: String, name: String, text: String, author: String?)],
    _ names: [Identifier<Coder>: String], to xml: inout XMLText
  ) {
    let users = Set(names.values)
    let free = content.notes.enumerated().map { place, note in
      (
        guid: guid("note", "\(place) \(note.subject)"), name: note.subject, text: note.text,
        author: users.contains(note.author) ? guid("user", note.author) : nil
      )
    }
    let all = (memos + free).filter { !$0.text.isEmpty }
    guard !all.isEmpty else { return }
    xml.start("Notes")
    for note in all {
      xml.start("Note", ["guid": note.guid, "name": note.name, "creatingUser": note.author])
      xml.element("PlainTextContent", note.text)
      xml.end()
    }
    xml.end()
  }

  /// A time as XML Schema has it; `nil` for what is none.
  private static func dateTime(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T"), bytes[4] == UInt8(ascii: "-"),
      bytes[13] == UInt8(ascii: ":")
    else { return nil }
    return text
  }

  private func text(of text: CanonicalText) -> [UInt8] {
    guard lineEnds != .standard else { return text.bytes }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 40)
    for byte in text.bytes {
      if byte == 0x0A { bytes.append(0x0D) }
      bytes.append(byte)
    }
    return bytes
  }

  /// The words, at most a hundred characters, as ATLAS.ti names its quotations.
  private static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 100 else { return text }
    var short = ""
    short.unicodeScalars.append(contentsOf: scalars.prefix(100))
    return short + "…"
  }
}

/// Counts places as the program does that is to read a project.
private struct RefiOffsets {
  private let offsets: CodePointOffsets
  /// Where lines end, when each end counts as two.
  private let lineEnds: [Int]

  init(_ text: CanonicalText, lineEnds: RefiExport.LineEnds) {
    offsets = CodePointOffsets(text)
    self.lineEnds =
      lineEnds == .maxqda ? text.bytes.indices.filter { text.bytes[$0] == 0x0A } : []
  }

  func range(of span: TextSpan) -> Range<Int>? {
    guard let range = offsets.codePoints(of: span) else { return nil }
    return range.lowerBound + endsBefore(span.start)..<range.upperBound + endsBefore(span.end)
  }

  private func endsBefore(_ offset: Int) -> Int {
    lineEnds.partitioningIndex { $0 >= offset }
  }
}
