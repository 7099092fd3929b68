import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML

/// Which stage takes what from which: worked out and checked before anything runs.
struct StageGraph {
  private let stages: [PipelineFile.StageDeclaration]

  init(_ stages: [PipelineFile.StageDeclaration]) {
    self.stages = stages
  }

  /// The places of the stages of one kind.
  func places(of kind: StageKind) -> [Int] {
    stages.indices.filter { stages[$0].factory.kind == kind }
  }

  /// The stages that one takes from: those of `from:`, else all before it whose output fits.
  ///
  /// A classifier that names ingesters also takes the segments of their transcripts.
  func inputs(of place: Int) -> [Int] {
    if let from = stages[place].from {
      let segmenters = stages[..<place].indices.filter {
        stages[$0].factory.kind == .segment
          && !ingesters(reaching: $0).isDisjoint(with: from)
      }
      return stages[place].factory.kind == .classify ? from + segmenters : from
    }
    let wanted = Self.kindsTaken(by: stages[place].factory.kind)
    return stages[..<place].indices.filter { wanted.contains(stages[$0].factory.kind) }
  }

  /// The ingesters whose transcripts reach a stage.
  func ingesters(reaching place: Int) -> Set<Int> {
    if stages[place].factory.kind == .ingest { return [place] }
    if let from = stages[place].from { return Set(from) }
    return inputs(of: place).reduce(into: []) { $0.formUnion(ingesters(reaching: $1)) }
  }

  /// The levels of segments that reach a stage.
  func levels(reaching place: Int) -> Set<SegmentLevel> {
    Set(inputs(of: place).compactMap { stages[$0].factory.level } + [.transcript])
  }

  /// What a stage takes.
  private static func kindsTaken(by kind: StageKind) -> [StageKind] {
    switch kind {
    case .ingest: []
    case .segment, .import: [.ingest]
    case .classify: [.ingest, .segment]
    case .merge: [.classify, .import]
    case .report: [.merge]
    }
  }

  /// What is wrong with the order of the stages.
  func check(reporting collector: DiagnosticCollector) {
    if places(of: .ingest).isEmpty, let first = stages.first {
      collector.report(
        first.node.error(
          "missing-input", "no stage reads transcripts",
          help: "begin with one that does, as in  - ingest: text"))
      return
    }
    for place in stages.indices { check(place, collector) }
    if let coding = (places(of: .classify) + places(of: .import)).min(), places(of: .merge).isEmpty
    {
      collector.report(
        stages[coding].node.warning(
          "nothing-final", "no stage makes codings final, so nothing can be counted or reported",
          help: "add  - merge: adjudicate  at the end"))
    }
    for kind in [StageKind.merge] {
      for extra in places(of: kind).dropFirst() {
        collector.report(
          stages[extra].node.error(
            "duplicate-stage", "a pipeline has one '\(kind.rawValue)' stage",
            help: "keep one of them: it settles what all stages before it propose"))
      }
    }
  }

  private func check(_ place: Int, _ collector: DiagnosticCollector) {
    let stage = stages[place]
    let kind = stage.factory.kind
    let taken = Self.kindsTaken(by: kind)
    guard !taken.isEmpty else { return }
    for input in stage.from ?? [] where stages[input].factory.kind != .ingest {
      collector.report(
        stage.node.error(
          "unfit-input",
          "'from' names the stages that read transcripts, and '\(stages[input].id)' is none",
          help:
            "name one or more of: \(places(of: .ingest).map { stages[$0].id }.joined(separator: ", "))"
        ))
    }
    if kind == .classify {
      let other = stages[..<place].indices.first {
        stages[$0].factory.kind == kind && stages[$0].factory.name == stage.factory.name
          && !ingesters(reaching: $0).isDisjoint(with: ingesters(reaching: place))
      }
      if let other {
        collector.report(
          stage.node.error(
            "duplicate-stage",
            "'\(stages[other].id)' codes the same transcripts by the same plugin",
            help: "keep one of them"))
      }
    }
    if let level = stage.factory.level {
      let other = stages[..<place].indices.first {
        stages[$0].factory.level == level
          && !ingesters(reaching: $0).isDisjoint(with: ingesters(reaching: place))
      }
      if let other {
        collector.report(
          stage.node.error(
            "duplicate-stage",
            "'\(stages[other].id)' cuts the same transcripts into \(level.rawValue)s already",
            help: "keep one of them, or name with 'from' which transcripts each cuts"))
      }
    }
    if !inputs(of: place).contains(where: { taken.contains(stages[$0].factory.kind) }) {
      collector.report(
        stage.node.error(
          "missing-input",
          "'\(kind.rawValue): \(stage.factory.name)' takes \(Self.need(of: kind)), and nothing before it makes any",
          help: Self.cure(of: kind)))
    }
  }

  private static func need(of kind: StageKind) -> String {
    switch kind {
    case .ingest, .segment, .import: "transcripts"
    case .classify: "segments"
    case .merge: "codings"
    case .report: "final codings"
    }
  }

  private static func cure(of kind: StageKind) -> String {
    switch kind {
    case .ingest, .segment, .import: "put a stage such as  - ingest: text  before it"
    case .classify: "put  - segment: turns  and  - segment: sentences  before it"
    case .merge: "put a stage such as  - classify: keywords  before it"
    case .report: "put  - merge: adjudicate  before it"
    }
  }
}
