import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin

/// Stages in a few lines each: the pipeline is tested with them, the real ones have tests of their own.
enum FewStages {
  static let registry = StageRegistry([
    StageFactory(LineIngester.self), StageFactory(LineSegmenter.self),
    StageFactory(WordClassifier.self), StageFactory(LineImporter.self),
    StageFactory(EverythingMerger.self), StageFactory(WaitingMerger.self),
    StageFactory(CountReporter.self),
  ])

  /// Each line is a turn of the speaker before its colon.
  struct LineIngester: Ingester {
    static let name = "lines"
    static let summary = "Reads each line as a turn."
    static let version = 1
    struct Configuration: StageConfiguration {
      var role = Shout.participant
      static let settings: [Setting<Self>] = [Setting("role", \.role, "Everyone's role.")]
    }
    enum Shout: String, SettingChoice { case participant, interviewer }
    let configuration: Configuration
    init(configuration: Configuration, setup: StageSetup) { self.configuration = configuration }
    static func recognition(of source: Source) -> Recognition { .fallback }

    func transcript(from source: Source, in context: StageContext) throws -> Transcript {
      guard !source.bytes.isEmpty else {
        throw Diagnostics(
          .error("empty-file", "nothing is in it", at: SourceLocation(path: source.path)))
      }
      let text = CanonicalText(validUTF8: source.bytes)
      var transcript = Transcript(key: Identifier(source.stem), format: "lines", text: text)
      var start = 0
      for line in text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        defer { start += line.count + 1 }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
        let label = String(decoding: line[..<colon], as: UTF8.self)
        let speaker =
          transcript.speakers.firstIndex { $0.label == label }
          ?? {
            transcript.speakers.append(
              Speaker(label: label, role: Role(rawValue: configuration.role.rawValue) ?? .other))
            return transcript.speakers.count - 1
          }()
        transcript.turns.append(
          Turn(
            speaker: speaker,
            span: TextSpan(start: start + colon - line.startIndex + 1, end: start + line.count)))
      }
      return transcript
    }
  }

  /// A turn is a sentence.
  struct LineSegmenter: Segmenter {
    static let name = "lines"
    static let summary = "Takes each turn for a sentence."
    static let version = 1
    static let level = SegmentLevel.sentence
    init(configuration: NoSettings, setup: StageSetup) {}
    func segments(of transcript: Transcript, in context: StageContext) -> [Segment] {
      transcript.turns.indices.map { Segment(span: transcript.turns[$0].span, turn: $0) }
    }
  }

  /// Codes each occurrence of the words of the `any` rules, letter by letter.
  struct WordClassifier: Classifier {
    static let name = "words"
    static let summary = "Finds words."
    static let version = 1
    let coder: Identifier<Coder> = "words"
    let levels: Set<SegmentLevel> = [.sentence]
    let rules: [(rule: Rule, words: [String])]
    init(configuration: NoSettings, setup: StageSetup) {
      rules = setup.codebook.rules.compactMap { rule in
        guard case .any(let patterns) = rule.body else { return nil }
        return (
          rule,
          patterns.compactMap { if case .word(let word) = $0 { word.text } else { nil } }
        )
      }
    }
    var operations: [Operation] {
      rules.map {
        Operation(rule: $0.rule.id, code: $0.rule.code, meaning: $0.words.joined(separator: "|"))
      }
    }
    func matches(
      of operations: [Int], in transcript: SegmentedTranscript, context: StageContext
    ) -> [[Match]?] {
      let text = transcript.transcript.text
      return operations.map { place in
        var matches: [Match] = []
        for word in rules[place].words {
          let letters = Array(word.utf8)
          for start in 0..<max(0, text.count - letters.count + 1)
          where Array(text.bytes[start..<start + letters.count]) == letters {
            matches.append(Match(span: TextSpan(start: start, end: start + letters.count)))
          }
        }
        return matches.sorted { $0.span < $1.span }
      }
    }
  }

  /// Each line is `transcript code start end`, by a coder named after the file, who finished that code alone when a `!`
  /// stands behind.
  struct LineImporter: Importer {
    static let name = "lines"
    static let summary = "Reads codings."
    static let version = 1
    init(configuration: NoSettings, setup: StageSetup) {}
    func codings(
      from source: Source, study: any StudyOutline, in context: StageContext
    ) throws -> ImportedCodings {
      var imported = ImportedCodings()
      for line in String(decoding: source.bytes, as: UTF8.self).split(separator: "\n") {
        let parts = line.split(separator: " ").map(String.init)
        let key = Identifier<Transcript>(parts[0])
        guard try study.transcript(key) != nil else {
          if study.isSetAside(key) { continue }
          throw Diagnostics(.error("unknown-transcript", "there is no transcript '\(key)'"))
        }
        imported.codings.append(
          Coding(
            transcript: key, code: Identifier(parts[1]), coder: Identifier(source.stem),
            span: TextSpan(start: Int(parts[2]) ?? 0, end: Int(parts[3]) ?? 0)))
        imported.coverage.append(
          Coverage(
            coder: Identifier(source.stem), transcript: key,
            code: parts.last == "!" ? Identifier(parts[1]) : nil))
      }
      return imported
    }
  }

  /// Everything that anyone proposed is final.
  struct EverythingMerger: Merger {
    static let name = "everything"
    static let summary = "Takes every proposal."
    static let version = 1
    func decisions(in study: any StudyOutline) -> [Decision] { [] }
    init(configuration: NoSettings, setup: StageSetup) {}
    func merge(_ proposals: Proposals, in context: StageContext) -> Merged {
      Merged(
        finals: proposals.codings.map {
          FinalCoding(coding: $0, origin: .single, sources: [CodingID($0)])
        })
    }
  }

  /// Lets every proposal wait twice, the decisions' names against the order of the reasons.
  struct WaitingMerger: Merger {
    static let name = "waiting"
    static let summary = "Settles nothing."
    static let version = 1
    func decisions(in study: any StudyOutline) -> [Decision] { [] }
    init(configuration: NoSettings, setup: StageSetup) {}
    func merge(_ proposals: Proposals, in context: StageContext) -> Merged {
      let waiting: [(QueueItem.Reason, Identifier<Decision>)] = [
        (.stale, "a:1"), (.deferred, "b:2"), (.deferred, "b:1"),
      ]
      return Merged(
        queue: proposals.codings.reversed().flatMap { coding in
          waiting.map { reason, decision in
            QueueItem(
              transcript: coding.transcript, code: coding.code, span: coding.span, reason: reason,
              proposals: [], decision: decision)
          }
        })
    }
  }

  /// Says how many final codings there are.
  struct CountReporter: Reporter {
    static let name = "count"
    static let summary = "Counts."
    static let version = 1
    init(configuration: NoSettings, setup: StageSetup) {}
    func report(on study: any StudyReader, in context: StageContext) throws -> Report {
      var count = 0
      try study.forEachFinalCoding { _ in count += 1 }
      let text = "\(count) final codings"
      return Report(files: [.init(name: "count.txt", bytes: Array(text.utf8))], text: text)
    }
  }
}
