import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads exports of doccano: JSON lines, or the ZIP of one such file for each user.
///
/// - Source: doccano 1.8's exports and those before 1.0; offsets are indices into Python's text, code points. It
///   quotes no words.
public struct DoccanoImporter: ProjectImporter {
  public static let name = "doccano"
  public static let summary = "Reads exports of doccano (JSONL, or a ZIP of one for each user)."
  public static let version = 3

  public let exchange: ExchangeSettings

  public init(configuration: ExchangeSettings, setup: StageSetup) {
    exchange = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    if Archive.begins(source.bytes) {
      guard let archive = try? Archive(source.bytes, path: source.path) else { return .no }
      let names = archive.members.map(\.name)
      return !names.isEmpty && names.allSatisfy { $0.hasSuffix(".jsonl") } ? .certain : .no
    }
    let line = source.bytes.prefix { $0 != 0x0A }
    guard let value = try? JSONReader.read(Array(line), path: source.path),
      value["text"]?.string != nil || value["data"]?.string != nil
    else { return .no }
    let known = ["label", "labels", "entities", "cats", "annotations"]
    return known.contains { value[$0]?.elements != nil } ? .likely : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    var reader = DoccanoReader()
    if Archive.begins(source.bytes) {
      let archive = try Archive(source.bytes, path: source.path)
      try archive.read(where: { $0.hasSuffix(".jsonl") }) { (name, bytes) throws(Diagnostics) in
        // A project that all code together is one file, which names nobody.
        let coder = stem(of: name)
        try reader.read(bytes, path: "\(source.path)/\(name)", coder: coder == "all" ? "" : coder)
      }
    } else {
      try reader.read(source.bytes, path: source.path, coder: "")
    }
    return reader.project
  }
}

/// Turns lines into a project.
private struct DoccanoReader {
  var project = ForeignProject(format: DoccanoImporter.name, tool: "doccano")

  init() {
    project.counting = OffsetCounting([.codePoints])
    project.pathSeparator = "."
    project.coverage = []
  }

  mutating func read(_ bytes: [UInt8], path: String, coder: String) throws(Diagnostics) {
    try JSONReader.readLines(bytes, path: path) { (line, number) throws(Diagnostics) in
      guard let text = line["text"]?.string ?? line["data"]?.string else {
        throw Diagnostics(
          .error(
            "doccano-line", "the line has no 'text'",
            help: "export the project from doccano as JSONL",
            at: SourceLocation(path: path, line: number)))
      }
      read(line, text: text, line: number, coder: coder)
    }
  }

  private mutating func read(_ line: JSONValue, text: String, line number: Int, coder: String) {
    let id = line["id"]?.name ?? "\(number)"
    let name =
      ["transcript", "document", "filename", "file_name", "name"].lazy
      .compactMap { line[$0]?.string }.first { !$0.isEmpty } ?? "doccano-\(id)"
    let source = project.source(called: name, text: Array(text.utf8))
    var coders: Set<String> = [coder]
    // Intent detection has its places under 'entities', each as a list.
    let entities = line["entities"]?.elements ?? []
    let labels = line["label"]?.elements ?? line["labels"]?.elements ?? []
    for each in labels + entities.filter({ $0.elements != nil }) {
      if let parts = each.elements, parts.count >= 3, let start = parts[0].whole,
        let end = parts[1].whole, let label = parts[2].name
      {
        add(source, label, coder, .offsets(start, end), id)
      } else if let label = each.string {
        add(source, label, coder, .whole, id)
      } else {
        project.lose("labels", because: "they are written in no known way")
      }
    }
    for each in line["cats"]?.elements ?? [] {
      if let label = each.string { add(source, label, coder, .whole, id) }
    }
    for each in entities.filter({ $0.elements == nil }) + (line["annotations"]?.elements ?? []) {
      guard let label = each["label"]?.name else {
        project.lose("labels", because: "they are written in no known way")
        continue
      }
      // Exports before 1.0 name the user by number.
      let user = each["user"]?.name.map { "user \($0)" } ?? coder
      coders.insert(user)
      guard let start = each["start_offset"]?.whole, let end = each["end_offset"]?.whole else {
        add(source, label, user, .whole, id)
        continue
      }
      add(source, label, user, .offsets(start, end), id)
    }
    if coders.count > 1 { coders.remove(coder) }
    project.coverage? += coders.sorted().map { ForeignCoverage(coder: $0, source: source) }
    project.lose(
      "relations", because: "Leitmotif does not relate codings",
      count: line["relations"]?.elements?.count ?? 0)
    for comment in line["Comments"]?.elements ?? line["comments"]?.elements ?? [] {
      if let text = comment.string ?? comment["comment"]?.string {
        project.notes.append(ForeignNote(subject: "source \(name)", text: text, author: coder))
      }
    }
  }

  private mutating func add(
    _ source: Int, _ label: String, _ coder: String, _ place: ForeignCoding.Place, _ id: String
  ) {
    let code = project.code(called: label)
    project.codings.append(
      ForeignCoding(source: source, code: code, coder: coder, place: place, id: "example \(id)"))
  }
}
