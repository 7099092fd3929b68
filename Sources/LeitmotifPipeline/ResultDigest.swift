import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin

/// Hashes what a run found: over sorted rows of what it says, never over a database's pages.
///
/// Neither time, path, host nor the order of files enters it, so that it is the same wherever and however the
/// pipeline ran. `docs/decisions/0018-results-are-hashed-in-numbers.md` says what is hashed.
enum ResultDigest {
  /// Raised whenever the same result gives another hash than before, or the same matches give another result: of those
  /// that overlap, the one with most letters stays since version 3.
  static let version = 3

  /// The digest of one transcript's result: who speaks, what everyone proposed, what is final, what waits.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - text: The hash of its text.
  ///   - codings: What everyone proposed, and what of it is final as it stands.
  ///   - coverage: Who finished what.
  ///   - finals: The other final codings, sorted.
  ///   - queue: What waits, sorted.
  /// - Returns: The digest.
  static func digest(
    of transcript: Transcript, text: Digest, codings: CodingList, coverage: [Coverage],
    finals: [FinalCoding], queue: [QueueItem]
  ) -> Digest {
    var builder = DigestBuilder()
    builder.append(field: "text")
    builder.append(text.bytes)
    builder.append(field: "speakers")
    for speaker in transcript.speakers {
      builder.append(field: speaker.label)
      builder.append(field: speaker.role.rawValue)
      builder.append(field: speaker.participant?.rawValue ?? "")
    }
    builder.append(field: "turns")
    var turns: [UInt32] = []
    turns.reserveCapacity(3 * transcript.turns.count)
    for turn in transcript.turns {
      turns.append(UInt32(truncatingIfNeeded: turn.speaker ?? -1))
      turns.append(UInt32(truncatingIfNeeded: turn.span.start))
      turns.append(UInt32(truncatingIfNeeded: turn.span.end))
    }
    builder.append(numbers: turns)
    builder.append(field: "codings")
    append(codings, to: &builder)
    builder.append(field: "coverage")
    for covered in coverage {
      builder.append(field: covered.coder.rawValue)
      builder.append(field: covered.code?.rawValue ?? "")
    }
    builder.append(field: "final")
    for final in finals {
      append(final.coding, to: &builder)
      builder.append(field: final.origin.rawValue)
      for source in final.sources { builder.append(field: source.description) }
    }
    builder.append(field: "queue")
    for item in queue {
      builder.append(field: item.code.rawValue)
      builder.append(number: item.span.start)
      builder.append(number: item.span.end)
      builder.append(field: item.reason.rawValue)
      for proposal in item.proposals { builder.append(field: proposal.description) }
    }
    return builder.finish()
  }

  /// Adds codings: what each kind says where the kind first comes, then every coding as four numbers.
  ///
  /// Kinds are numbered in the order in which they come, so that equal lists have equal numbers.
  private static func append(_ codings: CodingList, to builder: inout DigestBuilder) {
    for origin in FinalCoding.Origin.allCases { builder.append(field: origin.rawValue) }
    var numbers = [UInt32](repeating: 0, count: codings.kinds.count)
    var known: UInt32 = 0
    var rows: [UInt32] = []
    rows.reserveCapacity(4 * codings.count)
    for entry in codings.entries {
      let kind = Int(entry.kind)
      if numbers[kind] == 0 {
        known += 1
        numbers[kind] = known
        append(codings.kinds[kind], to: &builder)
      }
      rows.append(numbers[kind])
      rows.append(UInt32(truncatingIfNeeded: entry.span.start))
      rows.append(UInt32(truncatingIfNeeded: entry.span.end))
      rows.append(number(of: entry.origin))
    }
    builder.append(number: codings.count)
    builder.append(numbers: rows)
    for (place, memo) in codings.memos.sorted(by: { $0.key < $1.key }) {
      builder.append(number: place)
      builder.append(field: memo)
    }
  }

  /// The place of a reason among all of them, from 1; 0 for none.
  private static func number(of origin: FinalCoding.Origin?) -> UInt32 {
    switch origin {
    case nil: 0
    case .decision: 1
    case .unanimous: 2
    case .majority: 3
    case .priority: 4
    case .single: 5
    }
  }

  private static func append(_ kind: CodingList.Kind, to builder: inout DigestBuilder) {
    builder.append(field: kind.code.rawValue)
    builder.append(field: kind.coder.rawValue)
    builder.append(field: kind.rule?.rawValue ?? "")
    builder.append(number: kind.attributes.pairs.count)
    for pair in kind.attributes.pairs {
      builder.append(field: pair.name)
      builder.append(field: pair.value)
    }
  }

  /// The digest of all that the store keeps of a transcript.
  ///
  /// Besides the result that is how it was read and cut, and which decision stands behind what: none of that
  /// makes a result another one, but the store's rows have to follow it.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - unit: The hash of its text, turns and segments.
  ///   - finals: The final codings that are something else than one of the codings.
  ///   - queue: What waits.
  ///   - result: The digest of its result.
  /// - Returns: The digest.
  static func contentDigest(
    of transcript: Transcript, unit: [UInt8], finals: [FinalCoding], queue: [QueueItem],
    result: Digest
  ) -> Digest {
    var builder = DigestBuilder()
    builder.append(result.bytes)
    builder.append(unit)
    builder.append(field: transcript.format)
    builder.append(field: transcript.encoding)
    for (name, value) in transcript.metadata.sorted(by: { $0.key < $1.key }) {
      builder.append(field: name)
      builder.append(field: value)
    }
    builder.append(field: "warnings")
    for warning in transcript.warnings { builder.append(field: warning.description) }
    builder.append(field: "times")
    for turn in transcript.turns where turn.start != nil || turn.end != nil {
      builder.append(number: turn.span.start)
      builder.append(number: turn.start ?? -1)
      builder.append(number: turn.end ?? -1)
    }
    builder.append(field: "decisions")
    for final in finals { builder.append(field: final.decision?.rawValue ?? "") }
    for item in queue { builder.append(field: item.decision?.rawValue ?? "") }
    return builder.finish()
  }

  static func append(_ coding: Coding, to builder: inout DigestBuilder) {
    builder.append(field: coding.code.rawValue)
    builder.append(field: coding.coder.rawValue)
    builder.append(field: coding.rule?.rawValue ?? "")
    builder.append(number: coding.span.start)
    builder.append(number: coding.span.end)
    builder.append(number: coding.attributes.pairs.count)
    for pair in coding.attributes.pairs {
      builder.append(field: pair.name)
      builder.append(field: pair.value)
    }
    builder.append(field: coding.memo)
  }

  /// The digest of the whole result, from those of its transcripts in order of their keys.
  static func digest(
    of transcripts: [(key: Identifier<Transcript>, digest: Digest)]
  ) -> Digest {
    var builder = DigestBuilder()
    for (key, digest) in transcripts {
      builder.append(field: key.rawValue)
      builder.append(field: digest.description)
    }
    return builder.finish()
  }

  /// What a store's rows say of one transcript, in short.
  struct Rows: Hashable {
    let key: Identifier<Transcript>
    /// The hash of the result that they come to.
    let result: Digest
    /// What `contentDigest` makes of them, 16 bytes.
    let content: [UInt8]
    /// How many segments of all levels there are.
    let segments: Int
    /// How many final codings there are.
    let finals: Int
  }

  /// What a store's rows say of each transcript, in order of their keys.
  ///
  /// - Throws: Whatever the reader throws.
  static func rows(of study: any StudyReader) throws -> [Rows] {
    let queue = Dictionary(grouping: try study.queue, by: \.transcript)
      .mapValues { $0.sorted() }
    let coverage = Dictionary(grouping: try study.coverage, by: \.transcript)
    return try study.transcripts.compactMap { key in
      guard let segmented = try study.transcript(key) else { return nil }
      let transcript = segmented.transcript
      let text = Digest(of: transcript.text.bytes)
      let finals = try study.finalCodings(of: key)
      var list = CodingList(try study.codings(of: key), of: key)
      let others = list.mark(finals)
      let result = digest(
        of: transcript, text: text, codings: list, coverage: coverage[key] ?? [], finals: others,
        queue: queue[key] ?? [])
      let content = contentDigest(
        of: transcript, unit: TranscriptReading.unit(of: segmented, text: text), finals: others,
        queue: queue[key] ?? [], result: result)
      return Rows(
        key: key, result: result, content: content.short,
        segments: segmented.segments.values.reduce(0) { $0 + $1.count }, finals: finals.count)
    }
  }
}
