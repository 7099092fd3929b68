import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore
import LeitmotifYAML

/// Reads a pipeline file by its schema; everything that is wrong with it is reported.
struct PipelineFileReader {
  let registry: StageRegistry
  let collector: DiagnosticCollector

  private static let format = "pipeline/1"

  /// Reads the file's root.
  ///
  /// - Returns: `nil` when too little could be read to go on; otherwise what could be, though something may
  ///   have been reported.
  func read(_ root: YAMLNode, path: String) -> PipelineFile? {
    let reader = MappingReader(root, of: "a pipeline", reporting: collector)
    guard root.mapping != nil, checkFormat(reader) else { return nil }
    let name = reader.required("name").flatMap(\.scalar) ?? ""
    let store = reader.required("store", help: "for example  store: study.sqlite")
      .flatMap { readStore($0, beside: path) }
    let codebook = reader.node("codebook").flatMap { node in
      FileReference.read(node, reporting: collector).map { (file: $0, node: node) }
    }
    let participants = reader.node("participants").flatMap(readParticipants)
    let before = collector.diagnostics.all.count
    let stages = readStages(reader)
    let areStagesWhole = collector.diagnostics.all.count == before
    let checks = (reader.nodes("checks") ?? []).compactMap {
      ResultCheck.read($0, reporting: collector)
    }
    reader.refuseOthers()
    return PipelineFile(
      path: path, name: name, store: store ?? .none, codebook: codebook,
      participants: participants, stages: stages, areStagesWhole: areStagesWhole, checks: checks)
  }

  private func readStore(_ node: YAMLNode, beside path: String) -> FileReference? {
    guard let store = FileReference.read(node, reporting: collector) else { return nil }
    let files = [
      store.resolved, RunLock.path(ofStoreAt: store.resolved), PipelineFile.lockPath(beside: path),
    ].map { URL(filePath: $0).standardizedFileURL }
    // One would be written over by the other.
    if files.dropLast().contains(files[2]) {
      collector.report(
        node.error(
          "store-name", "the store, or the lock beside it, would be the pipeline's lock file",
          help: "give the store an ending of its own, as in  store: study.sqlite"))
    }
    return store
  }

  private func checkFormat(_ reader: MappingReader) -> Bool {
    guard
      let node = reader.required(
        "leitmotif", help: "begin the file with  leitmotif: \(Self.format)")
    else { return false }
    if node.scalar == Self.format { return true }
    collector.report(
      node.error(
        "unknown-format", "this program reads '\(Self.format)', not '\(node.scalar ?? node.kind)'",
        help: node.scalar?.hasPrefix("codebook/") == true
          ? "this is a codebook; name the pipeline file that uses it"
          : "update leitmotif, or the file"))
    return false
  }

  private func readParticipants(_ node: YAMLNode) -> PipelineFile.ParticipantsTable? {
    let reader = MappingReader(node, of: "'participants'", reporting: collector)
    let table = reader.required("table").flatMap { FileReference.read($0, reporting: collector) }
    let key = reader.string("key") ?? "id"
    reader.refuseOthers()
    return table.map { PipelineFile.ParticipantsTable(file: $0, key: key, node: node) }
  }

  // MARK: - Stages

  private func readStages(_ reader: MappingReader) -> [PipelineFile.StageDeclaration] {
    guard
      let node = reader.required(
        "stages", help: "a list; each item begins with its kind, as in  - ingest: text")
    else { return [] }
    guard let items = node.list else {
      collector.report(node.error("wrong-type", "'stages' is a list, not \(node.kind)"))
      return []
    }
    if items.isEmpty {
      collector.report(
        node.error(
          "missing-input", "there is no stage", help: "begin with one such as  - ingest: text"))
    }
    var stages: [PipelineFile.StageDeclaration] = []
    var ids: [String] = []
    for item in items {
      guard let stage = readStage(item, before: stages, ids: &ids) else { continue }
      stages.append(stage)
    }
    return stages
  }

  private func readStage(
    _ node: YAMLNode, before: [PipelineFile.StageDeclaration], ids: inout [String]
  ) -> PipelineFile.StageDeclaration? {
    let reader = MappingReader(node, of: "a stage", reporting: collector)
    guard let entries = node.mapping else { return nil }
    let kinds = StageKind.allCases.filter { kind in entries.contains { $0.name == kind.rawValue } }
    guard let kind = kinds.first, kinds.count == 1 else {
      let names = StageKind.allCases.map(\.rawValue).joined(separator: ", ")
      collector.report(
        node.error(
          "stage-kind",
          kinds.isEmpty
            ? "a stage says its kind first" : "a stage has one kind, not \(kinds.count)",
          help: "kinds: \(names); for example  - segment: sentences"))
      return nil
    }
    let plugin = reader.required(kind.rawValue)
    let files =
      kind == .ingest || kind == .import
      ? readFiles(reader, of: kind) : []
    let from = kind == .segment || kind == .classify ? readFrom(reader, before: before) : nil
    let id = readID(reader, of: kind, taken: &ids)
    let onError =
      kind == .ingest
      ? reader.choice("onError", as: PipelineFile.FailurePolicy.self) ?? .quarantine : .stop
    let folder =
      kind == .report
      ? reader.string("to").map { resolvedPath($0, besideFile: node.source.path) } : nil
    let settings = reader.node("settings")
    reader.refuseOthers()
    guard let plugin, let name = plugin.scalar else { return nil }
    guard let factory = registry.factory(kind, name) else {
      collector.report(
        plugin.error(
          "unknown-stage", "no plugin '\(name)' for '\(kind.rawValue)'",
          help: helpForUnknown(name, known: registry.names(of: kind), called: "known plugins")))
      return nil
    }
    guard let configured = factory.configured(by: settings, reporting: collector) else {
      return nil
    }
    return PipelineFile.StageDeclaration(
      id: id, factory: factory, configured: configured, files: files, from: from,
      onError: onError, outputFolder: folder, node: node)
  }

  private func readFiles(_ reader: MappingReader, of kind: StageKind) -> [YAMLNode] {
    guard reader.required("files", help: "for example  files: [\"interviews/*.txt\"]") != nil
    else { return [] }
    let nodes = reader.nodes("files") ?? []
    for node in nodes where node.scalar == nil {
      collector.report(node.error("wrong-type", "'files' is a list of paths; here is \(node.kind)"))
    }
    return nodes.filter { $0.scalar != nil }
  }

  private func readFrom(
    _ reader: MappingReader, before: [PipelineFile.StageDeclaration]
  ) -> [Int]? {
    guard let nodes = reader.nodes("from") else { return nil }
    return nodes.compactMap { node in
      guard let id = node.scalar else {
        collector.report(node.error("wrong-type", "'from' names stages; here is \(node.kind)"))
        return nil
      }
      if let place = before.firstIndex(where: { $0.id == id }) { return place }
      collector.report(
        node.error(
          "unknown-stage-id", "no stage before this one has the id '\(id)'",
          help: helpForUnknown(id, known: before.map(\.id), called: "ids before it")))
      return nil
    }
  }

  private func readID(
    _ reader: MappingReader, of kind: StageKind, taken: inout [String]
  ) -> String {
    if let node = reader.node("id"), let id = node.scalar {
      if taken.contains(id) {
        collector.report(
          node.error(
            "duplicate-id", "another stage has the id '\(id)'",
            help: "give this one another, or leave the id out and it gets one of its own"))
      }
      taken.append(id)
      return id
    }
    var id = kind.rawValue
    var number = 2
    while taken.contains(id) {
      id = "\(kind.rawValue)-\(number)"
      number += 1
    }
    taken.append(id)
    return id
  }
}
