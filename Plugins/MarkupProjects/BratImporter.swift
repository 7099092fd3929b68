import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads brat's standoff files: an `.ann` beside its `.txt`, or a ZIP of folders of them, one for each coder.
///
/// - Source: https://brat.nlplab.org/standoff.html; brat reads text with line ends as one character.
public struct BratImporter: ProjectImporter {
  public static let name = "brat"
  public static let summary = "Reads brat's standoff files (.ann), or a ZIP of them."
  public static let version = 2

  public let exchange: ExchangeSettings
  private let setup: StageSetup

  public init(configuration: ExchangeSettings, setup: StageSetup) {
    exchange = configuration
    self.setup = setup
  }

  public static func recognition(of source: Source) -> Recognition {
    if Archive.begins(source.bytes) {
      guard let archive = try? Archive(source.bytes, path: source.path) else { return .no }
      return archive.members.contains { $0.name.hasSuffix(".ann") } ? .certain : .no
    }
    return source.fileExtension == "ann" ? .certain : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    var reader = BratReader()
    guard Archive.begins(source.bytes) else {
      let text = source.path.hasSuffix(".ann") ? String(source.path.dropLast(4)) + ".txt" : ""
      // Without its text beside it, it is about the study's transcript of its name.
      let found = try? setup.read(FileReference(written: text, resolved: text))
      try reader.read(
        source.bytes, path: source.path, name: source.stem, text: found?.bytes,
        coder: Self.folder(of: source.path))
      return reader.project
    }
    let archive = try Archive(source.bytes, path: source.path)
    var texts: [String: [UInt8]] = [:]
    try archive.read(where: { $0.hasSuffix(".txt") }) { name, bytes in
      texts[String(name.dropLast(4))] = bytes
    }
    try archive.read(where: { $0.hasSuffix(".ann") }) { (name, bytes) throws(Diagnostics) in
      try reader.read(
        bytes, path: "\(source.path)/\(name)", name: stem(of: name),
        text: texts[String(name.dropLast(4))], coder: Self.folder(of: name))
    }
    return reader.project
  }

  /// The folder's name: by convention, each coder has one.
  private static func folder(of path: String) -> String {
    let parts = path.split(separator: "/")
    guard parts.count > 1, let folder = parts.dropLast().last, folder != ".", folder != ".." else {
      return ""
    }
    return String(folder)
  }
}

/// Turns lines into a project.
private struct BratReader {
  var project = ForeignProject(format: BratImporter.name, tool: "brat")
  private var opened: (source: Int, text: CanonicalText, map: OffsetMap)?

  init() {
    project.counting = OffsetCounting([.codePoints, .utf16, .bytes])
    project.counting.lineEnds = [.one, .asWritten, .two]
    project.pathSeparator = "."
    project.coverage = []
  }

  mutating func read(
    _ bytes: [UInt8], path: String, name: String, text: [UInt8]?, coder: String
  ) throws(Diagnostics) {
    var wrong = Diagnostics()
    let source: Int
    if let text {
      guard isUTF8(text) else {
        throw Diagnostics(
          .error(
            "invalid-utf8", "the text beside the file is not UTF-8", help: "brat's texts are UTF-8",
            at: SourceLocation(path: path)))
      }
      source = project.source(called: name, text: text)
    } else {
      project.sources.append(ForeignSource(name: name, text: nil))
      source = project.sources.count - 1
    }
    project.coverage?.append(ForeignCoverage(coder: coder, source: source))
    var places: [String: [Int]] = [:]
    var memos: [String: String] = [:]
    // Words may hold what ends a line elsewhere, such as a line separator.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0, as: UTF8.self)
    }
    for (number, line) in lines.enumerated() where !line.isEmpty {
      let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
        .map(String.init)
      switch fields[0].first {
      case "T":
        guard fields.count >= 2, let added = add(fields, to: source, by: coder, name) else {
          wrong.append(
            .error(
              "brat-line", "the line is no code with a place, such as 'T1⇥CODE 0 5⇥words'",
              help: "fields are separated by tabs", at: SourceLocation(path: path, line: number + 1)
            ))
          continue
        }
        places[fields[0]] = added
      case "#" where fields.count == 3:
        let target = fields[1].split(separator: " ").last.map(String.init) ?? ""
        memos[target, default: ""] += (memos[target] == nil ? "" : "\n") + fields[2]
      case "R", "*": project.lose("relations", because: "Leitmotif does not relate codings")
      case "E": project.lose("events", because: "Leitmotif does not relate codings")
      case "A", "M": project.lose("attributes", because: "no code here declares them")
      case "N": project.lose("references to other sources", because: "a coding holds none")
      default:
        wrong.append(
          .error(
            "brat-line", "no line of brat begins like this",
            help: "fields are separated by tabs", at: SourceLocation(path: path, line: number + 1)))
      }
    }
    for (target, memo) in memos {
      for place in places[target] ?? [] { project.codings[place].memo = memo }
    }
    try wrong.throwIfErrors()
  }

  /// Adds a coding for each piece of its place.
  private mutating func add(
    _ fields: [String], to source: Int, by coder: String, _ name: String
  ) -> [Int]? {
    guard let blank = fields[1].firstIndex(of: " ") else { return nil }
    let label = String(fields[1][..<blank])
    var pieces = fields[1][fields[1].index(after: blank)...].split(separator: ";").map { piece in
      piece.split(separator: " ").compactMap { Int($0) }.filter { (0..<1 << 40).contains($0) }
    }
    guard !label.isEmpty, !pieces.isEmpty, pieces.allSatisfy({ $0.count == 2 }) else { return nil }
    // What goes over line ends is marked line by line, and is one coding.
    var joined: [[Int]] = []
    for piece in pieces {
      if let last = joined.last, isLineEnds(last[1], piece[0], of: source) {
        joined[joined.count - 1][1] = piece[1]
      } else {
        joined.append(piece)
      }
    }
    pieces = joined
    var quotation = fields.count > 2 ? Array(fields[2].unicodeScalars)[...] : nil
    let code = project.code(called: label)
    return pieces.map { piece in
      var words: String?
      if let rest = quotation {
        // Pieces are quoted one after another, with a blank between.
        let own = pieces.count == 1 ? rest : rest.prefix(max(0, piece[1] - piece[0]))
        quotation = rest.dropFirst(own.count + 1)
        words = own.reduce(into: "") { $0.unicodeScalars.append($1) }
      }
      project.codings.append(
        ForeignCoding(
          source: source, code: code, coder: coder, place: .offsets(piece[0], piece[1]),
          quotation: words, id: "\(name) \(fields[0])"))
      return project.codings.count - 1
    }
  }

  /// Whether nothing but line ends stands between two places, as brat counts them.
  private mutating func isLineEnds(_ start: Int, _ end: Int, of source: Int) -> Bool {
    guard let text = project.sources[source].text else { return (0...1).contains(end - start) }
    if opened?.source != source {
      opened = (
        source, CanonicalText(validUTF8: text),
        OffsetMap(of: text, reading: OffsetReading(.codePoints, lineEnds: .one))
      )
    }
    guard let opened, let span = opened.map.span(start, end) else { return false }
    return opened.text.bytes[span.range].allSatisfy { $0 == 0x0A }
  }

  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }
}
