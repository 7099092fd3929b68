import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

extension PlanReasons {
  /// What the pipeline file says otherwise than it did when the newest results were made, setting by setting.
  func changedSettings(since reader: StoreReader) throws -> [RunPlan.Detail] {
    let now = pipeline.file.settings.canonicalText
    let values = try [reader.pipelineText, now].map { text in
      try JSONReader.read(Array(text.utf8), path: "pipeline")
    }
    var (old, new) = (Self.byStage(values[0]), Self.byStage(values[1]))
    // Stores of earlier builds have the words of checks alone.
    if old["checks"]?.elements?.contains(where: { $0.string != nil }) == true {
      (old["checks"], new["checks"]) = (nil, nil)
    }
    return Set(old.keys).union(new.keys).sorted().flatMap { name in
      Self.differences(old[name], new[name], called: name)
    }
  }

  /// The files besides transcripts and codebook that are not as they were: tables, lists of words, what people said.
  func changedInputs(since reader: StoreReader) throws -> [RunPlan.Detail] {
    let file = pipeline.file
    let told = Set(
      (pipeline.transcripts.map(\.path) + [file.path]
        + (file.codebook.map { [$0.file.resolved] } ?? []))
        .map(file.relativePath))
    func digests(_ inputs: [InputFile]) -> [String: Digest] {
      Dictionary(inputs.map { (file.relativePath($0.path), $0.digest) }) { first, _ in first }
        .filter { !told.contains($0.key) }
    }
    let (old, new) = (digests(try reader.inputs), digests(pipeline.files.inputs))
    return Set(old.keys).union(new.keys).sorted { $0.precedesBytewise($1) }.compactMap { path in
      guard old[path] != new[path] else { return nil }
      let text = { (digest: Digest) in "sha256:\(digest.description.prefix(16))" }
      return RunPlan.Detail(
        what: "file \(path)", old: old[path].map(text), new: new[path].map(text))
    }
  }

  /// What is said of the codes that a merge or a report rests on: which exclude each other, what attributes they have.
  static func changedCodes(from old: CodingBasis, to new: CodingBasis) -> [RunPlan.Detail] {
    Set(old.codes.keys).union(new.codes.keys).sorted { $0.precedesBytewise($1) }.flatMap { code in
      differences(
        old.codes[code].map(CodingBasis.fields), new.codes[code].map(CodingBasis.fields),
        called: "code \(code):")
    }
  }

  /// A pipeline's values with each stage under its own name; what a store notes besides is no setting.
  private static func byStage(_ pipeline: JSONValue) -> [String: JSONValue] {
    guard case .object(var values) = pipeline else { return [:] }
    for name in ["stages", "imports", "folder"] { values[name] = nil }
    for stage in pipeline["stages"]?.elements ?? [] {
      values["stage \(stage["id"]?.string ?? ""):"] = stage
    }
    return values
  }

  /// Where two values differ: in which part, down to the smallest that both have.
  private static func differences(
    _ old: JSONValue?, _ new: JSONValue?, called name: String
  ) -> [RunPlan.Detail] {
    switch (old, new) {
    case _ where old ?? .null == new ?? .null: return []
    case (.object(let one), .object(let other)):
      return Set(one.keys).union(other.keys).sorted().flatMap { key in
        differences(
          one[key], other[key], called: name.hasSuffix(":") ? "\(name) \(key)" : "\(name).\(key)")
      }
    case (.list(let one), .list(let other)) where one.count == other.count:
      return one.indices.flatMap {
        differences(one[$0], other[$0], called: "\(name)[\($0 + 1)]")
      }
    default:
      let text = { (value: JSONValue) in value.string ?? value.canonicalText }
      return [
        RunPlan.Detail(
          what: name, old: old.flatMap { $0 == .null ? nil : text($0) },
          new: new.flatMap { $0 == .null ? nil : text($0) })
      ]
    }
  }
}
