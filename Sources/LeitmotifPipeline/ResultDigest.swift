import LeitmotifDigest
import LeitmotifModel
import LeitmotifPlugin

/// Hashes what a run found: over sorted rows of what it says, never over a database's pages.
///
/// Neither time, path, host nor the order of files enters it, so that it is the same wherever and however the
/// pipeline ran. `docs/store.md` says what each row holds.
enum ResultDigest {
  /// Raised whenever the same result gives another hash than before.
  static let version = 1

  /// The digest of one transcript's result: who speaks, what everyone proposed, what is final, what waits.
  static func digest(
    of transcript: SegmentedTranscript, codings: [Coding], coverage: [Coverage], merged: Merged
  ) -> Digest {
    var builder = DigestBuilder()
    builder.append(field: "text")
    builder.append(field: Digest(of: transcript.transcript.text.bytes).description)
    builder.append(field: "speakers")
    for speaker in transcript.transcript.speakers {
      builder.append(field: speaker.label)
      builder.append(field: speaker.role.rawValue)
      builder.append(field: speaker.participant?.rawValue ?? "")
    }
    builder.append(field: "turns")
    for turn in transcript.transcript.turns {
      builder.append(number: turn.speaker ?? -1)
      builder.append(number: turn.span.start)
      builder.append(number: turn.span.end)
    }
    builder.append(field: "codings")
    for coding in codings { append(coding, to: &builder) }
    builder.append(field: "coverage")
    for covered in coverage {
      builder.append(field: covered.coder.rawValue)
      builder.append(field: covered.code?.rawValue ?? "")
    }
    builder.append(field: "final")
    for final in merged.finals {
      append(final.coding, to: &builder)
      builder.append(field: final.origin.rawValue)
      for source in final.sources { builder.append(field: source.description) }
    }
    builder.append(field: "queue")
    for item in merged.queue {
      builder.append(field: item.code.rawValue)
      builder.append(number: item.span.start)
      builder.append(number: item.span.end)
      builder.append(field: item.reason.rawValue)
      for proposal in item.proposals { builder.append(field: proposal.description) }
    }
    return builder.finish()
  }

  /// The digest of all that the store keeps of a transcript.
  ///
  /// Besides the result that is how it was read and cut, and which decision stands behind what: none of that
  /// makes a result another one, but the store's rows have to follow it.
  static func contentDigest(
    of segmented: SegmentedTranscript, merged: Merged, result: Digest
  ) -> Digest {
    let transcript = segmented.transcript
    var builder = DigestBuilder()
    builder.append(field: result.description)
    builder.append(field: transcript.format)
    builder.append(field: transcript.encoding)
    for (name, value) in transcript.metadata.sorted(by: { $0.key < $1.key }) {
      builder.append(field: name)
      builder.append(field: value)
    }
    builder.append(field: "warnings")
    for warning in transcript.warnings { builder.append(field: warning.description) }
    builder.append(field: "times")
    for turn in transcript.turns {
      builder.append(number: turn.start ?? -1)
      builder.append(number: turn.end ?? -1)
    }
    for level in SegmentLevel.allCases {
      builder.append(field: level.rawValue)
      for segment in segmented.segments[level] ?? [] {
        builder.append(number: segment.turn)
        builder.append(number: segment.span.start)
        builder.append(number: segment.span.end)
      }
    }
    builder.append(field: "decisions")
    for final in merged.finals { builder.append(field: final.decision?.rawValue ?? "") }
    for item in merged.queue { builder.append(field: item.decision?.rawValue ?? "") }
    return builder.finish()
  }

  static func append(_ coding: Coding, to builder: inout DigestBuilder) {
    builder.append(field: coding.code.rawValue)
    builder.append(field: coding.coder.rawValue)
    builder.append(field: coding.rule?.rawValue ?? "")
    builder.append(number: coding.span.start)
    builder.append(number: coding.span.end)
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

  /// The digest of a whole result, worked out from a store's rows.
  ///
  /// - Throws: Whatever the reader throws.
  static func digest(of study: any StudyReader) throws -> Digest {
    var codings: [Identifier<Transcript>: [Coding]] = [:]
    try study.forEachCoding { codings[$0.transcript, default: []].append($0) }
    var finals: [Identifier<Transcript>: [FinalCoding]] = [:]
    try study.forEachFinalCoding { finals[$0.coding.transcript, default: []].append($0) }
    let queue = Dictionary(grouping: try study.queue, by: \.transcript)
    let coverage = Dictionary(grouping: try study.coverage, by: \.transcript)
    var digests: [(key: Identifier<Transcript>, digest: Digest)] = []
    for key in try study.transcripts {
      guard let transcript = try study.transcript(key) else { continue }
      let merged = Merged(finals: finals[key] ?? [], queue: queue[key] ?? [])
      digests.append(
        (
          key,
          digest(
            of: transcript, codings: codings[key] ?? [], coverage: coverage[key] ?? [],
            merged: merged)
        ))
    }
    return digest(of: digests)
  }
}
