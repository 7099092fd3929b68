import LeitmotifCodebook
import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore

/// What two runs call the same codes, rules and transcripts.
///
/// Both are compared under the later run's names; who went back to an earlier codebook is taken for the earlier one.
struct ComparedNames {
  /// The names of the one run.
  private(set) var before = SideNames()
  /// The names of the other.
  private(set) var now = SideNames()
  /// What has another name, from the one run to the other.
  private(set) var renames: [RunDifference.Rename] = []

  init(before: StoreReader, now: StoreReader) throws {
    let isBackwards = try Self.isLater(before, than: now)
    let (earlier, later) = isBackwards ? (now, before) : (before, now)
    let book = try earlier.codebook
    let codes = try Self.codes(of: earlier, book, in: later)
    let transcripts = try Self.transcripts(of: earlier, in: later)
    let joined = Set(
      Dictionary(grouping: codes, by: \.value).filter { $0.value.count > 1 }.map(\.key))
    let names = SideNames(codes: codes, transcripts: transcripts, joined: joined, rules: book.rules)
    let own = SideNames(joined: joined)
    (self.before, self.now) = isBackwards ? (own, names) : (names, own)
    renames =
      book.codes.compactMap { code -> RunDifference.Rename? in
        guard let id = codes[code.id], id != code.id else { return nil }
        // What is below a code that has another name has one, too.
        if let parent = code.parent, let new = codes[parent], new != parent,
          code.id.moved(from: parent, to: new) == id
        {
          return nil
        }
        let kind: RunDifference.Rename.Kind =
          !joined.contains(id) ? .renamed : isBackwards ? .split : .merged
        return .init(kind, .code, code.id.rawValue, id.rawValue, isBackwards)
      }
      + transcripts.sorted { $0.key < $1.key }.map {
        .init(.renamed, .transcript, $0.key.rawValue, $0.value.rawValue, isBackwards)
      }
  }

  /// What the later run calls each code of an earlier one that it still has.
  ///
  /// A code is known by its identity, else by its id, else by what the codebook says became of it.
  private static func codes(
    of earlier: StoreReader, _ book: Codebook, in later: StoreReader
  ) throws -> [Identifier<Code>: Identifier<Code>] {
    var history = try later.codebook
    let identities = Dictionary(
      history.codes.compactMap { code in code.uid.map { ($0, code.id) } }
    ) { first, _ in first }
    let ids = Set(history.codes.map(\.id))
    var result: [Identifier<Code>: Identifier<Code>] = [:]
    for code in book.codes {
      result[code.id] =
        code.uid.flatMap { identities[$0] } ?? (ids.contains(code.id) ? code.id : nil)
    }
    let lost = book.codes.map(\.id).filter { result[$0] == nil }
    guard !lost.isEmpty else { return result }
    // A step of long ago may be about another code of the same name.
    let known = Set(try steps(of: earlier))
    history.steps = try steps(of: later).filter { !known.contains($0) }
    for id in lost {
      if case .code(let today) = history.fate(of: id) { result[id] = today }
    }
    return result
  }

  /// Whether a run has the later codebook: that of the later run, unless this one went back behind steps of the other.
  private static func isLater(_ one: StoreReader, than other: StoreReader) throws -> Bool {
    if try hasUndone(other, stepsOf: one) { return true }
    return try one.run.id > other.run.id && !hasUndone(one, stepsOf: other)
  }

  /// Whether a codebook has fewer steps than another, and the codes as they were before those that it lacks: who only
  /// leaves old steps out went nowhere.
  private static func hasUndone(_ one: StoreReader, stepsOf other: StoreReader) throws -> Bool {
    let (own, others) = (Set(try steps(of: one)), Set(try steps(of: other)))
    guard others.isStrictSuperset(of: own) else { return false }
    let codes = Set(try one.codebook.codes.map(\.id))
    return others.subtracting(own).allSatisfy { step in
      codes.contains(step.from)
        && !([.rename, .move].contains(step.kind) && step.to.contains(where: codes.contains))
    }
  }

  private static func steps(of reader: StoreReader) throws -> [CodeStep] {
    let bytes = Array(try reader.codebookSource.utf8)
    // What a program of another version wrote may be no codebook of this one.
    return ((try? CodebookFile.steps(in: bytes)) ?? []).map(\.withoutPlace)
  }

  /// The transcripts whose text has another name in the later run.
  private static func transcripts(
    of earlier: StoreReader, in later: StoreReader
  ) throws -> [Identifier<Transcript>: Identifier<Transcript>] {
    let (old, new) = (Set(try earlier.transcripts), Set(try later.transcripts))
    let (gone, come) = (old.subtracting(new), new.subtracting(old))
    guard !gone.isEmpty, !come.isEmpty else { return [:] }
    func texts(
      _ keys: Set<Identifier<Transcript>>, in reader: StoreReader
    ) throws -> [Digest: [Identifier<Transcript>]] {
      var result: [Digest: [Identifier<Transcript>]] = [:]
      for key in keys.sorted() {
        guard let text = try reader.transcript(key)?.transcript.text, text.count > 0 else {
          continue
        }
        result[Digest(of: text.bytes), default: []].append(key)
      }
      return result
    }
    let others = try texts(come, in: later)
    let pairs = try texts(gone, in: earlier).flatMap { text, keys in
      Array(zip(keys, others[text] ?? []))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

/// What one of two runs calls things that the later one calls otherwise.
struct SideNames {
  private var codes: [Identifier<Code>: Identifier<Code>] = [:]
  private var transcripts: [Identifier<Transcript>: Identifier<Transcript>] = [:]
  private var rules: [Identifier<Rule>: Identifier<Rule>] = [:]
  /// The codes that stand for several earlier ones.
  private var joined: Set<Identifier<Code>> = []

  fileprivate init(
    codes: [Identifier<Code>: Identifier<Code>] = [:],
    transcripts: [Identifier<Transcript>: Identifier<Transcript>] = [:],
    joined: Set<Identifier<Code>> = [], rules: [Rule] = []
  ) {
    self.codes = codes
    self.transcripts = transcripts
    self.joined = joined
    self.rules = Dictionary(
      rules.map { rule in
        let name = rule.id.rawValue.utf8.dropFirst(rule.code.rawValue.utf8.count)
        let code = codes[rule.code] ?? rule.code
        return (rule.id, Identifier(code.rawValue + String(decoding: name, as: UTF8.self)))
      }
    ) { first, _ in first }
  }

  /// The later run's name of a code.
  func name(of code: Identifier<Code>) -> Identifier<Code> { codes[code] ?? code }

  /// The later run's name of a transcript.
  func name(of transcript: Identifier<Transcript>) -> Identifier<Transcript> {
    transcripts[transcript] ?? transcript
  }

  /// The later run's name of a rule.
  func name(of rule: Identifier<Rule>) -> Identifier<Rule> { rules[rule] ?? rule }

  /// A coding by the later run's names, at its place in the text that both are compared in.
  func named(_ coding: Coding, at span: TextSpan) -> Coding {
    var coding = coding
    coding.transcript = name(of: coding.transcript)
    coding.code = name(of: coding.code)
    coding.rule = coding.rule.map { name(of: $0) }
    coding.span = span
    return coding
  }

  /// What a final coding says, apart from what it and its decision are called: decisions are
  /// counted, and proposals named by their place.
  func form(of final: FinalCoding, at span: TextSpan) -> FinalCoding {
    var form = final
    form.coding = named(final.coding, at: span)
    // The rules of codes that went into one another have new names.
    if joined.contains(form.coding.code) { form.coding.rule = nil }
    form.sources = []
    form.decision = final.decision == nil ? nil : ""
    return form
  }
}

extension RunDifference.Rename {
  fileprivate init(
    _ kind: Kind, _ subject: Subject, _ earlier: String, _ later: String, _ isBackwards: Bool
  ) {
    self.init(
      kind: kind, subject: subject, from: isBackwards ? later : earlier,
      to: isBackwards ? earlier : later)
  }
}
