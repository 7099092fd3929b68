import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML
import Synchronization

extension Pipeline {
  /// Reads a pipeline file and all that it names, checks it, and makes its stages.
  ///
  /// - Parameters:
  ///   - path: The pipeline file.
  ///   - registry: The stages that it can name.
  ///   - otherCodebook: A codebook that takes the place of the file's; `nil` for none.
  ///   - files: What was seen of the files just before.
  /// - Throws: `Diagnostics` with everything that is wrong in all of the files.
  public init(
    path: String, registry: StageRegistry, otherCodebook: String? = nil,
    files: PipelineFiles = PipelineFiles()
  ) throws {
    let collector = DiagnosticCollector()
    let root = try PipelineFile.root(of: try files.source(at: path).bytes, path: path)
    guard
      var file = PipelineFileReader(registry: registry, collector: collector)
        .read(root, path: path)
    else { throw collector.diagnostics }
    if let otherCodebook, let codebook = file.codebook {
      // The pipeline names another: what is wrong with the path of this one is no place in it.
      _ = try files.source(at: otherCodebook)
      file.codebook = (
        FileReference(written: otherCodebook, resolved: otherCodebook), codebook.node
      )
    }

    let graph = StageGraph(file.stages)
    if file.areStagesWhole { graph.check(reporting: collector) }
    let codebook = Self.readCodebook(of: file, files, collector)
    let participants = Self.readParticipants(of: file, files, collector)
    let transcripts = Self.findTranscripts(of: file, graph, files, collector)
    let coderFiles = Self.findFiles(of: .import, in: file, graph, files, collector)
      .map { (stage: $0.stage, path: $0.found.path) }
    if let codebook { Self.checkCodes(of: file.checks, codebook.0, collector) }
    // Stages are made of a codebook; of one that could not be read they have nothing to say.
    let made = codebook.map { Self.makeStages(of: file, codebook: $0.0, files, collector) } ?? []
    let stages = made.map(\.stage)
    Self.checkLevels(of: stages, in: file, graph, collector)
    for warning in KeyPlace.warnings(for: file) { collector.report(warning) }
    for warning in UnreadFiles.warnings(
      for: file, reading: transcripts.map(\.path) + coderFiles.map(\.path))
    { collector.report(warning) }
    if let codebook { Self.checkRules(of: codebook.0, in: file, collector) }
    try collector.diagnostics.throwIfErrors()
    guard let (codebook, source) = codebook else { throw collector.diagnostics }

    self.init(
      file: file, codebook: codebook, warnings: collector.diagnostics, participants: participants,
      codebookSource: source, transcripts: transcripts, coderFiles: coderFiles, stages: stages,
      graph: graph, files: files, stageInputs: made.map(\.inputs))
  }

  // MARK: - What the file names

  private static func readCodebook(
    of file: PipelineFile, _ files: PipelineFiles, _ collector: DiagnosticCollector
  ) -> (Codebook, CodebookSource)? {
    guard let (reference, node) = file.codebook else {
      for stage in file.stages where stage.factory.kind == .classify {
        collector.report(
          stage.node.error(
            "missing-codebook", "'\(stage.id)' needs a codebook, and the pipeline names none",
            help: "add  codebook: codebook.yaml  at the top"))
        break
      }
      return (Codebook(name: ""), CodebookSource(text: "", digest: Digest(of: "")))
    }
    do {
      let source = try files.source(at: reference.resolved)
      let read = try CodebookFile.read(source.bytes, path: reference.resolved) { path in
        try files.source(at: path).bytes
      }
      collector.diagnostics.append(contentsOf: read.warnings)
      return (
        read.codebook,
        CodebookSource(text: String(decoding: source.bytes, as: UTF8.self), digest: read.digest)
      )
    } catch let diagnostics as Diagnostics {
      collector.report(diagnostics, of: reference, named: "codebook", at: node)
    } catch {
      collector.report(node.error("unreadable-file", "\(error)"))
    }
    return nil
  }

  /// Warns of rules that no stage runs where a stage runs the others: what they look for would be missing.
  private static func checkRules(
    of codebook: Codebook, in file: PipelineFile, _ collector: DiagnosticCollector
  ) {
    let classifiers = file.stages.filter { $0.factory.kind == .classify }
    let words = codebook.rules.count { if case .any = $0.body { true } else { false } }
    let left = ["keywords": words, "rules": codebook.rules.count - words].filter { name, count in
      count > 0 && !classifiers.contains { $0.factory.name == name }
    }
    guard left.count == 1, let (name, count) = left.first,
      let other = classifiers.first(where: { ["keywords", "rules"].contains($0.factory.name) })
    else { return }
    collector.report(
      other.node.warning(
        "rules-without-stage",
        "\(count == 1 ? "1 rule" : "\(count) rules") of the codebook are run by 'classify: \(name)', and there is no such stage",
        help: "add  - classify: \(name)  beside this one"))
  }

  private static func readParticipants(
    of file: PipelineFile, _ files: PipelineFiles, _ collector: DiagnosticCollector
  ) -> [Participant] {
    guard let table = file.participants else { return [] }
    do {
      let source = try files.source(at: table.file.resolved)
      return try ParticipantsReader(key: table.key).read(source)
    } catch let diagnostics as Diagnostics {
      collector.report(
        diagnostics, of: table.file, named: "participants' table",
        at: table.node["table"] ?? table.node)
    } catch {
      collector.report(table.node.error("unreadable-file", "\(error)"))
    }
    return []
  }

  /// The files of all stages of one kind, in the order of stages and paths.
  private static func findFiles(
    of kind: StageKind, in file: PipelineFile, _ graph: StageGraph, _ files: PipelineFiles,
    _ collector: DiagnosticCollector
  ) -> [(stage: Int, found: PipelineFiles.FoundFile, node: YAMLNode)] {
    graph.places(of: kind).flatMap { place in
      file.stages[place].files.flatMap { node in
        find(node, files, collector).filter {
          checkName(of: $0, node, file, collector)
        }.map { (stage: place, found: $0, node: node) }
      }
    }
  }

  /// Refuses a name that would break the lines of the lock file.
  private static func checkName(
    of found: PipelineFiles.FoundFile, _ node: YAMLNode, _ file: PipelineFile,
    _ collector: DiagnosticCollector
  ) -> Bool {
    guard file.relativePath(found.path).utf8.contains(UInt8(ascii: "\n")) else { return true }
    collector.report(
      node.error(
        "file-name", "the name of a file that fits '\(node.scalar ?? "")' has a line break in it",
        help: "rename the file"))
    return false
  }

  /// The files that one pattern finds.
  private static func find(
    _ node: YAMLNode, _ files: PipelineFiles, _ collector: DiagnosticCollector
  ) -> [PipelineFiles.FoundFile] {
    do throws(Diagnostics) {
      let found = try files.files(by: node)
      if found.isEmpty {
        collector.report(
          node.error(
            "no-files", "no file fits '\(node.scalar ?? "")'",
            help: "paths are relative to the pipeline file; look at folder, name and ending"))
      }
      return found
    } catch {
      collector.diagnostics.append(contentsOf: error)
      return []
    }
  }

  private static func findTranscripts(
    of file: PipelineFile, _ graph: StageGraph, _ files: PipelineFiles,
    _ collector: DiagnosticCollector
  ) -> [TranscriptFile] {
    var found: [Identifier<Transcript>: TranscriptFile] = [:]
    for (place, one, node) in findFiles(of: .ingest, in: file, graph, files, collector) {
      let path = one.path
      let key = Identifier<Transcript>(Source(path: path, bytes: []).stem)
      if let other = found[key] {
        // One file that two globs of one stage find is read once.
        if other.path == path, other.ingester == place { continue }
        collector.report(
          node.error(
            "duplicate-transcript",
            other.path == path
              ? "two stages read '\(path)'"
              : "two files have the name '\(key)': '\(other.path)' and '\(path)'",
            help: "a transcript is known by its file's name without the ending; rename one"))
        continue
      }
      found[key] = TranscriptFile(key: key, found: one, ingester: place)
    }
    return found.values.sorted { $0.key < $1.key }
  }

  private static func makeStages(
    of file: PipelineFile, codebook: Codebook, _ files: PipelineFiles,
    _ collector: DiagnosticCollector
  ) -> [(stage: AnyStage, inputs: [StageInput])] {
    let shared = SharedValues()
    return file.stages.compactMap { stage in
      let inputs = Mutex<[StageInput]>([])
      // A stage is given what its results may depend on, and what its kept results are known by.
      let known =
        switch stage.factory.kind {
        case .ingest, .segment: Codebook(name: "", language: codebook.language)
        case .merge: codebook.structure
        case .classify, .import, .report: codebook
        }
      let setup = StageSetup(codebook: known, shared: shared) { file, countsByTranscript in
        let source = try files.source(at: file.resolved)
        inputs.withLock {
          $0.append(
            StageInput(digest: Digest(of: source.bytes), countsByTranscript: countsByTranscript))
        }
        return source
      }
      do {
        return (try stage.configured.make(setup), inputs.withLock { $0 })
      } catch let diagnostics as Diagnostics {
        for diagnostic in diagnostics.all {
          collector.report(
            diagnostic.location == nil
              ? stage.node.error(diagnostic.id, diagnostic.message, help: diagnostic.help)
              : diagnostic)
        }
      } catch {
        collector.report(stage.node.error("stage-failed", "\(error)"))
      }
      return nil
    }
  }

  /// Reports checks of codes that the codebook does not have.
  private static func checkCodes(
    of checks: [ResultCheck], _ codebook: Codebook, _ collector: DiagnosticCollector
  ) {
    for check in checks {
      switch check.measure {
      case .participants(let code) where codebook[code] == nil:
        collector.report(
          .error(
            "unknown-code", "the codebook has no code '\(code)'",
            help: codebook.help(forUnknownCode: code.rawValue), at: check.location))
      case .agreement(let measure):
        for var problem in codebook.errors(inPatterns: measure.codes, of: "codes") {
          problem.location = check.location
          collector.report(problem)
        }
      case .transcripts, .codings, .queue, .stale, .participants: break
      }
    }
  }

  /// Reports classifiers whose rules look at segments that nobody makes.
  private static func checkLevels(
    of stages: [AnyStage], in file: PipelineFile, _ graph: StageGraph,
    _ collector: DiagnosticCollector
  ) {
    guard stages.count == file.stages.count else { return }
    for place in stages.indices {
      guard case .classifier(let classifier) = stages[place] else { continue }
      let missing = classifier.levels.subtracting(graph.levels(reaching: place))
      for level in missing.sorted(by: { $0.rawValue < $1.rawValue }) {
        collector.report(
          file.stages[place].node.error(
            "missing-input",
            "rules of '\(file.stages[place].id)' look at one \(level.rawValue) at a time, and nothing before it makes such segments",
            help: "put  - segment: \(level.rawValue)s  before it"))
      }
    }
  }
}

extension PipelineFile {
  /// Reads a pipeline file alone: nothing that it names is opened.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - registry: The stages that it can name.
  /// - Returns: The file.
  /// - Throws: `Diagnostics` with everything that is wrong in it.
  public static func read(path: String, registry: StageRegistry) throws -> PipelineFile {
    let collector = DiagnosticCollector()
    let root = try Self.root(of: try PipelineFiles.bytes(at: path), path: path)
    let file = PipelineFileReader(registry: registry, collector: collector).read(root, path: path)
    try collector.diagnostics.throwIfErrors()
    guard let file else { throw collector.diagnostics }
    return file
  }

  /// What a pipeline file holds.
  ///
  /// - Throws: `Diagnostics` when it is no YAML; a store, which people name by mistake, is said to be one.
  static func root(of bytes: [UInt8], path: String) throws(Diagnostics) -> YAMLNode {
    guard !bytes.starts(with: "SQLite format 3\0".utf8) else {
      throw Diagnostics(
        .error(
          "not-a-pipeline", "the file is a store, and no pipeline",
          help: "name the study's pipeline file, which ends with .yaml",
          at: SourceLocation(path: path)))
    }
    return try YAMLReader.read(bytes, path: path)
  }
}

extension DiagnosticCollector {
  /// Adds what is wrong with a file that another names; when it is not there, the place that names it is shown.
  fileprivate func report(
    _ diagnostics: Diagnostics, of file: FileReference, named what: String, at node: YAMLNode
  ) {
    for diagnostic in diagnostics.all {
      // One with a line is about a file that this one names.
      if diagnostic.id == "missing-file", diagnostic.location == SourceLocation(path: file.resolved)
      {
        report(
          node.error(
            "missing-file", "the \(what) '\(file.written)' is not there",
            help: "paths are relative to the pipeline file"))
      } else {
        report(diagnostic)
      }
    }
  }
}
