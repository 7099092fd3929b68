public import LeitmotifModel

/// What a codebook misses: words that people hear and no rule looks for; nothing is added by itself.
public struct Discovery: Sendable {
  /// A term with what speaks for it.
  public struct Finding: Hashable, Sendable {
    /// The term, in the letters in which rules compare it.
    public let term: String
    /// How much more often it is said where it matters than elsewhere.
    public let keyness: Keyness
    /// How many participants say it there.
    public let participants: Int
    /// The participants whom it would add to the theme's k; empty where that is not the question.
    public let gains: [Identifier<Participant>]
    /// Where it is said, some of the places.
    public let quotations: [Quotation]

    /// A rule that would find it, ready to be pasted below the code's `rules:`.
    public var rule: String { "- any: [\(JSONValue.string(term).canonicalText)]" }
  }

  /// A place where a term is said.
  public struct Quotation: Hashable, Sendable {
    /// The transcript.
    public let transcript: Identifier<Transcript>
    /// Who says it; `nil` for someone who is no participant.
    public let participant: Identifier<Participant>?
    /// The place.
    ///
    /// - Unit: code points.
    public let position: Range<Int>
    /// The sentence.
    public let text: String
  }

  /// What was found of one code.
  public struct CodeFindings: Hashable, Sendable {
    /// The code.
    public let code: Identifier<Code>
    /// How many participants raised it.
    public let k: Int
    /// Terms of sentences that people gave the code and no classifier did.
    public let missed: [Finding]
    /// Terms that stand beside the code.
    public let collocates: [Finding]
    /// Terms of the code that further participants say: a rule for one would change k.
    public let gaining: [Finding]
  }

  /// The codes of which something was found, in the codebook's order.
  public let codes: [CodeFindings]
  /// Phrases that participants often say where nothing is coded.
  public let uncoded: [Finding]
  /// How many sentences participants say.
  public let sentenceCount: Int
  /// In how many of them nothing is coded.
  public let uncodedCount: Int

  /// Looks through a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - pattern: Says which codes to look at.
  ///   - limit: How many terms of each sort to name.
  /// - Throws: What the study throws.
  public init(
    of study: any StudyReader, codes pattern: (Identifier<Code>) -> Bool = { _ in true },
    limit: Int = 10
  ) throws {
    let codebook = try study.codebook
    let tree = CodeTree(codebook)
    let speech = try Speech(of: study, tree: tree)
    let search = TermSearch(speech: speech, limit: limit)
    var findings: [(place: Int, missed: [Term], collocates: [Term], gaining: [Term])] = []
    for (place, code) in codebook.codes.enumerated() where pattern(code.id) {
      let found = (
        place, search.missed(place), search.collocates(place), search.gaining(place)
      )
      if !found.1.isEmpty || !found.2.isEmpty || !found.3.isEmpty { findings.append(found) }
    }
    let uncodedTerms = search.uncoded()
    let quoter = try Quoter(
      study, speech,
      sentences: (findings.flatMap { $0.missed + $0.collocates + $0.gaining } + uncodedTerms)
        .flatMap(\.sentences))
    let finished = { (terms: [Term]) in terms.map { quoter.finding($0) } }
    codes = findings.map { found in
      CodeFindings(
        code: codebook.codes[found.place].id, k: search.holders(of: found.place).count,
        missed: finished(found.missed), collocates: finished(found.collocates),
        gaining: finished(found.gaining))
    }
    uncoded = finished(uncodedTerms)
    sentenceCount = speech.sentences.count
    uncodedCount = speech.sentences.count { $0.final.isEmpty }
  }
}

/// Looks up the words of sentences.
private struct Quoter {
  private let speech: Speech
  private var quotations: [Int: Discovery.Quotation] = [:]

  init(_ study: any StudyReader, _ speech: Speech, sentences: [Int]) throws {
    self.speech = speech
    var open: (transcript: Int32, text: CanonicalText, offsets: CodePointOffsets)?
    for place in Set(sentences).sorted() {
      let sentence = speech.sentences[place]
      let key = speech.transcripts[Int(sentence.transcript)]
      if open?.transcript != sentence.transcript {
        open = try study.transcript(key).map {
          (sentence.transcript, $0.transcript.text, CodePointOffsets($0.transcript.text))
        }
      }
      guard let open else { continue }
      quotations[place] = Discovery.Quotation(
        transcript: key, participant: sentence.participant,
        position: open.offsets.codePoints(of: sentence.span) ?? sentence.span.range,
        text: open.text[sentence.span])
    }
  }

  func finding(_ term: Term) -> Discovery.Finding {
    Discovery.Finding(
      term: speech.vocabulary.text(of: term.words), keyness: term.keyness,
      participants: term.participants, gains: term.gains,
      quotations: term.sentences.compactMap { quotations[$0] })
  }
}
