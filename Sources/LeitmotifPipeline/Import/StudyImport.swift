import Foundation
import LeitmotifDigest
public import LeitmotifExchange
import LeitmotifModel
public import LeitmotifPlugin
import LeitmotifStore

/// Brings foreign projects into a store: all of them, or nothing.
///
/// A store that only imports made grows: texts and codes that it does not have are added. A store that a pipeline
/// made has its texts and codes from the pipeline's files, and only takes codings on them.
public struct StudyImport {
  /// A file with the importer that reads it.
  public struct Project {
    /// The file.
    public let source: Source
    /// What reads it.
    public let importer: any ProjectImporter

    /// Creates a project.
    public init(source: Source, importer: any ProjectImporter) {
      self.source = source
      self.importer = importer
    }
  }

  /// What the import made.
  public struct Outcome: Sendable {
    /// The run's number in the store.
    public var run = 0
    /// A report for each file.
    public var reports: [ImportReport] = []
    /// How many transcripts, codes and codings the study now has.
    public var transcripts = 0
    /// How many codes it has.
    public var codes = 0
    /// How many codings were added.
    public var added = 0
    /// In how many of the new transcripts nobody who speaks is a participant.
    public var withoutParticipant = 0
    /// The codebook as a file.
    public var codebook = ""
    /// The pipeline whose store this is; `nil` for a store that only imports made.
    public var pipeline: String?
  }

  /// What turns a text into a transcript with speakers and segments, and settles codings.
  public struct Stages {
    /// Reads plain text.
    public var ingester: any Ingester
    /// Cut it.
    public var segmenters: [any Segmenter]
    /// Settles what coders said.
    public var merger: any Merger

    /// Creates stages.
    public init(ingester: any Ingester, segmenters: [any Segmenter], merger: any Merger) {
      self.ingester = ingester
      self.segmenters = segmenters
      self.merger = merger
    }
  }

  /// The name of the pipeline of a store that only imports made.
  static let pipelineName = "import"

  private let path: String
  private let stages: Stages

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - path: The store, which is made when it is not there.
  ///   - stages: What is done with the texts.
  public init(into path: String, stages: Stages) {
    self.path = path
    self.stages = stages
  }

  /// Imports projects.
  ///
  /// - Parameters:
  ///   - projects: The files, in the order in which their names count.
  ///   - progress: Is told how far it has come.
  /// - Returns: What was done.
  /// - Throws: `Diagnostics` with everything that is wrong with all files; the store is then as it was.
  public func run(_ projects: [Project], progress: any ProgressReporter) throws -> Outcome {
    let isThere = FileManager.default.fileExists(atPath: path)
    let lock = try RunLock(ofStoreAt: path, waiting: .seconds(2))
    defer { withExtendedLifetime(lock) {} }
    var study = try GrowingStudy(isThere ? Store(at: path, access: .read) : nil, stages: stages)
    var diagnostics = Diagnostics()
    for (place, project) in projects.enumerated() {
      progress.report(stage: "reading projects", done: place, of: projects.count)
      do {
        try study.take(project)
      } catch let error as Diagnostics {
        diagnostics.append(contentsOf: error)
      }
    }
    try diagnostics.throwIfErrors()
    progress.report(stage: "writing the store", done: 0, of: 1)
    return try study.write(to: path)
  }
}
