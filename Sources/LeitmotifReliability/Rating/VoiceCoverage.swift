import LeitmotifModel

/// Where each voice has ratings: what it finished, of the codes that it looks for.
///
/// A person looks for every code. A classifier looks for the codes for which it has rules: it never "did not
/// give" any other. The merged result has a rating where anybody has.
struct VoiceCoverage {
  private let coders: [Coder]
  private let finished: [Identifier<Transcript>: [Identifier<Coder>: CoveredCodes]]
  private let sought: [Identifier<Coder>: Set<Identifier<Code>>]

  /// The codes of one transcript that one coder finished.
  private struct CoveredCodes {
    var hasAll = false
    var some: Set<Identifier<Code>> = []

    /// Whether a code is among them, or one above it.
    func holds(_ code: Identifier<Code>) -> Bool {
      guard !hasAll, !some.contains(code) else { return true }
      guard !some.isEmpty else { return false }
      let key = code.rawValue
      return key.indices.contains {
        key[$0] == "." && some.contains(Identifier(String(key[..<$0])))
      }
    }
  }

  init(of study: any StudyReader) throws {
    coders = try study.coders
    var finished: [Identifier<Transcript>: [Identifier<Coder>: CoveredCodes]] = [:]
    for entry in try study.coverage {
      if let code = entry.code {
        finished[entry.transcript, default: [:]][entry.coder, default: .init()].some.insert(code)
      } else {
        finished[entry.transcript, default: [:]][entry.coder, default: .init()].hasAll = true
      }
    }
    self.finished = finished
    let rules = try study.codebook.rules
    var sought: [Identifier<Coder>: Set<Identifier<Code>>] = [:]
    for coder in coders where coder.kind == .machine {
      guard let runs = Self.rules(ofClassifier: coder.id) else { continue }
      sought[coder.id] = Set(rules.filter(runs).map(\.code))
    }
    self.sought = sought
  }

  /// Which rules a classifier runs; `nil` for one that goes by no rules, and says its own codes.
  static func rules(ofClassifier coder: Identifier<Coder>) -> ((Rule) -> Bool)? {
    func isKeywords(_ rule: Rule) -> Bool { if case .any = rule.body { true } else { false } }
    switch coder {
    case "keywords": return { isKeywords($0) }
    case "rules": return { !isKeywords($0) }
    default: return nil
    }
  }

  /// Whether a voice looks for a code at all.
  func looks(_ voice: Voice, for code: Identifier<Code>) -> Bool {
    switch voice.kind {
    case .person, .final: true
    case .machine: voice.members.contains { looks($0, for: code) }
    }
  }

  private func looks(_ coder: Identifier<Coder>, for code: Identifier<Code>) -> Bool {
    sought[coder].map { $0.contains(code) } ?? true
  }

  /// Whether a voice has ratings of a code in a transcript.
  func covers(
    _ voice: Voice, _ code: Identifier<Code>, in transcript: Identifier<Transcript>
  ) -> Bool {
    switch voice.kind {
    case .person: voice.members.contains { hasFinished($0, code, in: transcript) }
    case .machine:
      // A classifier that did not see the transcript might have found what the others did not.
      looks(voice, for: code)
        && voice.members.allSatisfy {
          !looks($0, for: code) || hasFinished($0, code, in: transcript)
        }
    case .final: coders.contains { hasFinished($0.id, code, in: transcript) }
    }
  }

  /// Whether a coder looked for a code in the whole of a transcript.
  func hasFinished(
    _ coder: Identifier<Coder>, _ code: Identifier<Code>, in transcript: Identifier<Transcript>
  ) -> Bool {
    guard let covered = finished[transcript]?[coder] else { return false }
    return covered.holds(code) && looks(coder, for: code)
  }

  /// Whether a voice finished a transcript, or a part of it.
  func hasSeen(_ voice: Voice, _ transcript: Identifier<Transcript>) -> Bool {
    switch voice.kind {
    case .person, .machine:
      voice.members.contains { finished[transcript]?[$0] != nil }
    case .final: finished[transcript] != nil
    }
  }
}
