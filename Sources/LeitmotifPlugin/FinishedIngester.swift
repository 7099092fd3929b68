import LeitmotifModel

/// An ingester with what the settings of every ingester make of its transcripts.
///
/// Speech without a label is somebody's, where the map of speakers says so; where it does not, how much is nobody's is
/// said, for rules look at what participants say. Then every name of a key becomes its pseudonym: what comes out holds no
/// name of the key, not in the text, the labels, the participants, the metadata or the warnings. Spans move with the text.
struct FinishedIngester<Inner: Ingester>: Ingester {
  typealias Configuration = NoSettings
  static var name: String { Inner.name }
  static var summary: String { Inner.summary }
  static var version: Int { Inner.version }

  private let inner: Inner?
  private let speakers: SpeakerMap
  private let key: PseudonymKey?

  /// So much of a text may be headings and notes without anybody being told.
  private static var unremarkableShare: Double { 0.2 }

  init(_ inner: Inner, speakers: SpeakerMap, key: PseudonymKey?) {
    self.inner = inner
    self.speakers = speakers
    self.key = key
  }

  init(configuration: NoSettings, setup: StageSetup) {
    inner = nil
    speakers = SpeakerMap()
    key = nil
  }

  static func recognition(of source: Source) -> Recognition { Inner.recognition(of: source) }

  func transcript(from source: Source, in context: StageContext) throws -> Transcript {
    guard let inner else { throw StageError("stage-failed", "there is no ingester inside") }
    do {
      var transcript = try inner.transcript(from: source, in: context)
      assignUnlabelledSpeech(of: &transcript, source)
      return key?.pseudonymised(transcript, source: source) ?? transcript
    } catch let diagnostics as Diagnostics {
      throw key.map { key in Diagnostics(diagnostics.all.map { key.replacing($0) }) } ?? diagnostics
    }
  }

  private func assignUnlabelledSpeech(of transcript: inout Transcript, _ source: Source) {
    guard transcript.turns.contains(where: { $0.speaker == nil }) else { return }
    if let speaker = speakers.unlabelledSpeaker(in: transcript.key) {
      for turn in transcript.turns.indices where transcript.turns[turn].speaker == nil {
        transcript.turns[turn].speaker = transcript.speakers.count
      }
      transcript.speakers.append(speaker)
      transcript.warnings.removeAll { $0.id == "no-labels" }
    } else if !transcript.warnings.contains(where: { $0.id == "no-labels" }) {
      transcript.warnings += warning(about: transcript, source).map { [$0] } ?? []
    }
  }

  private func warning(about transcript: Transcript, _ source: Source) -> Diagnostic? {
    let silent = transcript.turns.filter { $0.speaker == nil }
    let length = { (turns: [Turn]) in turns.reduce(0) { $0 + $1.span.count } }
    let share = Double(length(silent)) / Double(max(1, length(transcript.turns)))
    guard share >= Self.unremarkableShare else { return nil }
    return .warning(
      "unlabelled-speech",
      "\(silent.count) of \(transcript.turns.count) turns (\(Int((share * 100).rounded())) % of the text) have no "
        + "label: they count as nobody's, and rules that look at participants pass over them",
      help: "if one person speaks there, say who under 'speakers': "
        + "{match: \"(none)\", participant: $transcript}",
      at: SourceLocation(path: source.path))
  }
}
