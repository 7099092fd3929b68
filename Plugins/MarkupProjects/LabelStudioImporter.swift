public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin

/// Reads exports of Label Studio (JSON).
///
/// - Source: label-studio's export "JSON"; places of text are code points since LSF PR #308 (2022), UTF-16 units
///   before; those of `Paragraphs` count within a paragraph.
public struct LabelStudioImporter: ProjectImporter {
  public static let name = "label-studio"
  public static let summary = "Reads exports of Label Studio (JSON)."
  public static let version = 2

  /// What a user may set.
  public struct Configuration: StageConfiguration, Hashable {
    /// What may be said of any project.
    public var exchange = ExchangeSettings()
    /// The field of a task's data that holds the text; empty to find out.
    public var textField = ""

    /// Creates the configuration of someone who sets nothing.
    public init() {}

    public static let settings: [Setting<Self>] =
      [
        Setting(
          "textField", \.textField,
          "The field of a task's data that holds the text; `text`, or the only one, when empty.")
      ] + ExchangeSettings.settings(at: \.exchange)
  }

  private let configuration: Configuration
  public var exchange: ExchangeSettings { configuration.exchange }

  public init(configuration: Configuration, setup: StageSetup) {
    self.configuration = configuration
  }

  public static func recognition(of source: Source) -> Recognition {
    guard ["json", ""].contains(source.fileExtension),
      source.bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "[")
    else { return .no }
    let front = String(decoding: source.bytes.prefix(1 << 16), as: UTF8.self)
    let says = ["\"annotations\"", "\"completions\"", "\"completed_by\""].contains {
      front.contains($0)
    }
    return says ? .likely : .no
  }

  public func project(from source: Source) throws -> ForeignProject {
    let value = try JSONReader.read(source.bytes, path: source.path)
    let tasks = value.elements ?? []
    guard value.elements != nil, tasks.allSatisfy({ $0["data"] != nil || $0["annotations"] != nil })
    else {
      throw Diagnostics(
        .error(
          "label-studio-export", "the file is not an export of Label Studio in the format 'JSON'",
          help: "export the project again as 'JSON'; 'JSON_MIN' does not say who coded what",
          at: SourceLocation(path: source.path)))
    }
    var reader = LabelStudioReader(textField: configuration.textField)
    for task in tasks { reader.read(task) }
    return reader.project
  }
}

/// Turns tasks into a project.
private struct LabelStudioReader {
  let textField: String
  var project = ForeignProject(format: LabelStudioImporter.name, tool: "Label Studio")

  init(textField: String) {
    self.textField = textField
    project.counting = OffsetCounting([.codePoints, .utf16])
    project.pathSeparator = "."
    project.coverage = []
  }

  mutating func read(_ task: JSONValue) {
    let id = task["id"]?.name ?? "\(project.sources.count + 1)"
    guard let (field, text) = text(of: task) else {
      return project.lose("tasks", because: "they have no text")
    }
    let name =
      ["transcript", "document", "filename", "file_name", "name"].lazy
      .compactMap { task["data"]?[$0]?.string }.first { !$0.isEmpty } ?? "task-\(id)"
    let paragraphs = Paragraphs(task["data"]?[field])
    let source = project.source(called: name, text: Array((paragraphs?.text ?? text).utf8))
    for each in task["annotations"]?.elements ?? task["completions"]?.elements ?? [] {
      if each["was_cancelled"]?.truth == true {
        project.lose("tasks of a coder", because: "the coder skipped them")
        continue
      }
      let coder = Self.name(of: each["completed_by"]) ?? ""
      project.coverage?.append(ForeignCoverage(coder: coder, source: source))
      let label = "task \(id), annotation \(each["id"]?.name ?? "?")"
      read(
        each["result"], on: source, by: coder, each["created_at"]?.string ?? "", label, paragraphs)
    }
    for each in task["predictions"]?.elements ?? [] {
      let coder = each["model_version"]?.name ?? "prediction"
      let label = "task \(id), prediction \(each["id"]?.name ?? "?")"
      project.coverage?.append(ForeignCoverage(coder: coder, source: source))
      read(each["result"], on: source, by: coder, "", label, paragraphs)
    }
    project.lose(
      "drafts", because: "nobody has submitted them", count: task["drafts"]?.elements?.count ?? 0)
  }

  private func text(of task: JSONValue) -> (field: String, text: String)? {
    guard case .object(let data)? = task["data"] else { return nil }
    if !textField.isEmpty {
      if data[textField]?.elements != nil { return (textField, "") }
      return data[textField]?.string.map { (textField, $0) }
    }
    if let text = data["text"]?.string { return ("text", text) }
    if let field = data.keys.sorted().first(where: { Paragraphs(data[$0]) != nil }) {
      return (field, "")
    }
    let texts = data.filter { $0.value.string != nil }
    // The text itself is longer than names and numbers.
    let longest = texts.max {
      let (one, other) = ($0.value.string?.utf8.count ?? 0, $1.value.string?.utf8.count ?? 0)
      return (one, $1.key) < (other, $0.key)
    }
    return longest.flatMap { entry in entry.value.string.map { (entry.key, $0) } }
  }

  private static func name(of coder: JSONValue?) -> String? {
    guard let coder else { return nil }
    if let name = coder.name { return name }
    for key in ["email", "username", "first_name", "id"] {
      if let name = coder[key]?.name, !name.isEmpty { return name }
    }
    return nil
  }

  private mutating func read(
    _ results: JSONValue?, on source: Int, by coder: String, _ time: String, _ label: String,
    _ paragraphs: Paragraphs?
  ) {
    let results = results?.elements ?? []
    var memos: [String: String] = [:]
    for result in results where result["type"]?.string == "textarea" {
      guard let id = result["id"]?.name, let lines = result["value"]?["text"]?.elements else {
        continue
      }
      memos[id] = lines.compactMap(\.string).joined(separator: "\n")
    }
    for result in results {
      let type = result["type"]?.string ?? ""
      guard type != "textarea", let value = result["value"] else {
        if type == "relation" {
          project.lose("relations", because: "Leitmotif does not relate codings")
        }
        continue
      }
      let paths = Self.codes(in: value, type: type, group: result["from_name"]?.string ?? type)
      if paths.isEmpty {
        project.lose("results of type '\(type)'", because: "they give no code to a text")
        continue
      }
      let id = result["id"]?.name ?? ""
      for path in paths {
        let code = project.code(at: path)
        project.codings.append(
          ForeignCoding(
            source: source, code: code, coder: coder, place: place(of: value, paragraphs),
            quotation: value["text"]?.string, memo: memos[id] ?? "", time: Self.time(time),
            id: "\(label), region \(id)"))
      }
    }
  }

  private static func codes(in value: JSONValue, type: String, group: String) -> [[String]] {
    if type.hasSuffix("labels") {
      return (value[type]?.elements ?? value["labels"]?.elements ?? []).compactMap { label in
        label.string.map { [$0] }
      }
    }
    if let choices = value["choices"]?.elements {
      return choices.compactMap { choice in
        choice.string.map { [group, $0] }
          ?? choice.elements.map { [group] + $0.compactMap(\.string) }
      }
    }
    return (value["taxonomy"]?.elements ?? []).compactMap { path in
      path.elements.map { [group] + $0.compactMap(\.string) }
    }
  }

  private func place(of value: JSONValue, _ paragraphs: Paragraphs?) -> ForeignCoding.Place {
    if let place = paragraphs?.place(of: value) { return place }
    let positions = value["globalOffsets"] ?? value
    guard let start = positions["start"]?.whole, let end = positions["end"]?.whole else {
      return .whole
    }
    return .offsets(start, end)
  }

  /// `2024-03-28T22:02:29.441579Z` without fractions.
  private static func time(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    return text[..<point] + (text.hasSuffix("Z") ? "Z" : "")
  }
}

/// A dialogue as Label Studio keeps it: a list of turns, which become lines.
private struct Paragraphs {
  let text: String
  /// The code point at which each turn's own text begins.
  private let starts: [Int]

  init?(_ value: JSONValue?) {
    guard let turns = value?.elements, !turns.isEmpty else { return nil }
    var text = ""
    var count = 0
    var starts: [Int] = []
    for turn in turns {
      guard let words = turn["text"]?.string ?? turn["content"]?.string else { return nil }
      let speaker = turn["author"]?.string ?? turn["speaker"]?.string
      let label = speaker.map { "\($0): " } ?? ""
      starts.append(count + label.unicodeScalars.count)
      let line = label + words + "\n"
      text += line
      count += line.unicodeScalars.count
    }
    self.text = text
    self.starts = starts
  }

  func place(of value: JSONValue) -> ForeignCoding.Place? {
    guard let first = value["start"]?.whole, let last = value["end"]?.whole,
      let start = value["startOffset"]?.whole, let end = value["endOffset"]?.whole,
      starts.indices.contains(first), starts.indices.contains(last)
    else { return nil }
    return .offsets(starts[first] + start, starts[last] + end)
  }
}
