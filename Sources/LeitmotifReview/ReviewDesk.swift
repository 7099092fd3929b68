import Foundation
import LeitmotifCodebook
import LeitmotifModel
public import LeitmotifStore

/// A store opened for reviewing, with the decisions files of its pipeline.
public struct ReviewDesk: Sendable {
  /// The study as the newest run left it.
  public let study: StoreReader

  /// The files that decisions are appended to.
  public let files: [DecisionFile]

  private let store: Store
  /// The files that were named instead of the pipeline's.
  private let named: [String]

  /// Opens a store.
  ///
  /// - Parameters:
  ///   - store: The store's path.
  ///   - decisions: The files to use instead of those that the pipeline names.
  /// - Throws: `StoreError`; `Diagnostics` when the pipeline names no decisions file, or it cannot be found.
  public init(store: String, decisions: [String] = []) throws {
    try self.init(try Store(at: store, access: .read), named: decisions, known: [])
  }

  private init(_ store: Store, named: [String], known: [DecisionFile]) throws {
    self.store = store
    self.named = named
    study = try store.reader()
    let paths = named.isEmpty ? try Self.paths(of: study, store: store.path) : named
    files = try paths.map { path throws(Diagnostics) in
      if let file = known.first(where: { $0.path == path }) { return file }
      return try DecisionFile(path: path)
    }
  }

  /// Whether a later run than the one that is read has come to its end.
  ///
  /// - Throws: `StoreError`.
  public var isBehind: Bool { get throws { try store.newestRun() != study.run.id } }

  /// The same study through a connection of its own: who reads it whole keeps nobody waiting.
  ///
  /// - Throws: `StoreError`.
  public func ownReader() throws -> StoreReader {
    try Store(at: store.path, access: .read).reader(ofRun: Int(study.run.id))
  }

  /// The same desk with the newest run's study.
  ///
  /// - Throws: What `init` throws.
  public func renewed() throws -> ReviewDesk {
    try ReviewDesk(store, named: named, known: files)
  }

  /// Begins a session on the study as it is now.
  ///
  /// - Throws: What the study throws.
  public func session() throws -> ReviewSession {
    let study = study
    return try ReviewSession(on: study, replayed: study.decisionNames, files: files) {
      try CodebookFile.steps(in: Array(study.codebookSource.utf8))
    }
  }

  /// The decisions files of the run's pipeline: their paths are relative to the pipeline's folder, which is
  /// the store's unless the run noted another.
  private static func paths(of study: StoreReader, store: String) throws -> [String] {
    let pipeline = try? JSONReader.read(Array(try study.pipelineText.utf8), path: "pipeline")
    let folder = URL(filePath: store).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: pipeline?["folder"]?.string ?? ".").standardizedFileURL
    let written = pipeline.map(namedFiles) ?? []
    guard !written.isEmpty else {
      throw Diagnostics(
        .error(
          "no-decisions-file", "the study's pipeline names no file for decisions",
          help: """
            write 'settings: {decisions: decisions.jsonl}' below 'merge: adjudicate', make an empty file of that name \
            and run it again; or name a file with --decisions
            """, at: SourceLocation(path: store)))
    }
    let paths = written.map { $0.hasPrefix("/") ? $0 : folder.appending(path: $0).path }
    // A file that is not there yet is made by the first decision, but not in a folder that is not the study's.
    for path in paths {
      let home = URL(filePath: path).deletingLastPathComponent().path
      guard FileManager.default.fileExists(atPath: home) else {
        throw Diagnostics(
          .error(
            "no-decisions-file", "the folder of the pipeline's decisions is not there",
            help: "the store may have been moved: name the file with --decisions",
            at: SourceLocation(path: path)))
      }
    }
    return paths
  }

  private static func namedFiles(in pipeline: JSONValue) -> [String] {
    let merges = (pipeline["stages"]?.elements ?? []).filter { $0["kind"]?.string == "merge" }
    return merges.flatMap { $0["settings"]?["decisions"]?.elements ?? [] }.compactMap(\.string)
  }
}
