import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifText

/// What results are known by besides the transcript: versions, settings, and what people said.
///
/// Neither time, path nor host is in any of them.
struct StageKeys: Sendable {
  private let readings: [Int: [UInt8]]
  private let mergings: [Int: Digest]
  /// How transcripts are merged that nobody said anything about: nearly all.
  private var silentMergings: [Int: [UInt8]] = [:]
  private let people: HumanWork.Content?
  private let codes: Set<Identifier<Code>>

  /// The keys of a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline.
  ///   - people: What people said; without it `merging` cannot be asked.
  init(of pipeline: Pipeline, people: HumanWork.Content? = nil) {
    var readings: [Int: [UInt8]] = [:]
    var mergings: [Int: Digest] = [:]
    let resolver = ParticipantResolver(
      table: pipeline.participants, hasTable: pipeline.file.participants != nil
    ).text
    for place in pipeline.graph.places(of: .ingest) {
      var builder = DigestBuilder()
      builder.append(field: "unicode \(unicodeVersion)")
      builder.append(field: "words@\(TextWords.version)")
      builder.append(field: "speakers@\(SpeakerMap.version)")
      builder.append(field: pipeline.codebook.language)
      builder.append(field: resolver)
      Self.append(place, of: pipeline, to: &builder)
      for segmenter in pipeline.graph.places(of: .segment)
      where pipeline.graph.ingesters(reaching: segmenter).contains(place) {
        Self.append(segmenter, of: pipeline, to: &builder)
      }
      readings[place] = builder.finish().short
      mergings[place] = Self.merging(of: pipeline, ingester: place, people)
    }
    self.readings = readings
    self.mergings = mergings
    self.people = people
    codes = Set(pipeline.codebook.codes.map(\.id))
    for place in mergings.keys { silentMergings[place] = hash(of: nil, ingester: place) }
  }

  /// A stage with its version and settings.
  static func text(of stage: PipelineFile.StageDeclaration) -> String {
    "\(stage.factory.name)@\(stage.factory.version) \(stage.configured.settings.canonicalText)"
  }

  private static func append(
    _ place: Int, of pipeline: Pipeline, to builder: inout DigestBuilder
  ) {
    builder.append(field: text(of: pipeline.file.stages[place]))
    // What is said of single transcripts counts with each of them.
    for input in pipeline.stageInputs[place] where !input.countsByTranscript {
      builder.append(input.digest.bytes)
    }
  }

  /// What the merge of all transcripts of an ingester depends on.
  private static func merging(
    of pipeline: Pipeline, ingester: Int, _ people: HumanWork.Content?
  ) -> Digest {
    var builder = DigestBuilder()
    builder.append(field: "result@\(ResultDigest.version)")
    for place in pipeline.graph.places(of: .merge) { append(place, of: pipeline, to: &builder) }
    for place in pipeline.graph.places(of: .classify) {
      guard case .classifier(let classifier) = pipeline.stages[place] else { continue }
      builder.append(field: classifier.coder.rawValue)
      builder.append(number: pipeline.graph.ingesters(reaching: place).contains(ingester) ? 1 : 0)
    }
    for coder in (people?.coders ?? []).sorted() { builder.append(field: coder.rawValue) }
    return builder.finish()
  }

  /// How the transcripts of an ingester are read and cut, 16 bytes.
  func reading(ofIngester place: Int) -> [UInt8] { readings[place] ?? [] }

  /// How a transcript is merged, and what people said of it, 16 bytes.
  func merging(of key: Identifier<Transcript>, ingester: Int) -> [UInt8] {
    guard let people,
      people.codings[key] != nil || people.coverage[key] != nil || people.decisions[key] != nil
    else { return silentMergings[ingester] ?? [] }
    return hash(of: key, ingester: ingester)
  }

  private func hash(of key: Identifier<Transcript>?, ingester: Int) -> [UInt8] {
    var builder = DigestBuilder()
    builder.append(mergings[ingester]?.bytes ?? [])
    for coding in (key.flatMap { people?.codings[$0] } ?? []).sorted() {
      ResultDigest.append(coding, to: &builder)
    }
    builder.append(field: "coverage")
    let coverage = (key.flatMap { people?.coverage[$0] } ?? []).map {
      JSONValue.list([.string($0.coder.rawValue), .optional($0.code?.rawValue)]).canonicalText
    }
    for text in coverage.sorted() { builder.append(field: text) }
    builder.append(field: "decisions")
    for decision in key.flatMap({ people?.decisions[$0] }) ?? [] {
      Self.append(decision, to: &builder)
      // One on a code that was split since says something else.
      builder.append(number: codes.contains(decision.code) ? 1 : 0)
    }
    return builder.finish().short
  }

  private static func append(_ decision: Decision, to builder: inout DigestBuilder) {
    builder.append(field: decision.id.rawValue)
    builder.append(field: decision.code.rawValue)
    builder.append(number: decision.span.start)
    builder.append(number: decision.span.end)
    append(decision.attributes, to: &builder)
    for text in [
      decision.quotation, decision.reviewer.rawValue, decision.time, decision.reason,
      decision.proposals,
    ] { builder.append(field: text) }
    builder.append(number: decision.over.count)
    for reviewer in decision.over { builder.append(field: reviewer.rawValue) }
    switch decision.verdict {
    case .accept: builder.append(field: "accept")
    case .reject: builder.append(field: "reject")
    case .add: builder.append(field: "add")
    case .defer: builder.append(field: "defer")
    case .memo: builder.append(field: "memo")
    case .modify(let to):
      builder.append(field: "modify")
      builder.append(field: to.code?.rawValue ?? "")
      builder.append(number: to.span?.start ?? -1)
      builder.append(number: to.span?.end ?? -1)
      append(to.attributes, to: &builder)
    }
  }

  private static func append(_ attributes: Attributes, to builder: inout DigestBuilder) {
    builder.append(number: attributes.pairs.count)
    for pair in attributes.pairs {
      builder.append(field: pair.name)
      builder.append(field: pair.value)
    }
  }
}
