public import LeitmotifModel

/// A final coding as a report quotes it: the sentences around its evidence.
public struct Quotation: Hashable, Sendable {
  /// The coding's number, for `leitmotif explain`.
  public let coding: CodingID
  /// The code.
  public let code: Identifier<Code>
  /// The transcript.
  public let transcript: Identifier<Transcript>
  /// The participant who speaks; `nil` for anyone who is no case of the study.
  public let participant: Identifier<Participant>?
  /// The label of the speaker; `nil` where the transcript names none.
  public let speaker: String?
  /// When the turn begins; `nil` where the transcript does not say.
  ///
  /// - Unit: milliseconds from the recording's start.
  public let time: Int?
  /// The words: every sentence that the evidence touches, or the words around it where these are too long.
  public let text: String
  /// The evidence within the words.
  ///
  /// - Unit: UTF-8 bytes of `text`.
  public let evidence: Range<Int>
  /// The place of the words in the transcript.
  ///
  /// - Unit: code points.
  public let position: Range<Int>
  /// The place of the evidence in the transcript.
  ///
  /// - Unit: code points.
  public let evidencePosition: Range<Int>
  /// The coding's attributes.
  public let attributes: Attributes
  /// Who proposed it, by name.
  public let coders: [Identifier<Coder>]
  /// Why it is final.
  public let origin: FinalCoding.Origin

  /// The evidence's own words.
  public var evidenceText: String {
    String(decoding: Array(text.utf8)[evidence], as: UTF8.self)
  }
}

/// Chooses the quotations of one table's rows, and remembers who was quoted.
struct QuotationChoice {
  /// How often each was quoted; someone who is no participant comes last.
  private var timesQuoted: [Identifier<Participant>?: Int] = [nil: .max / 2]
  private var quoted: Set<CodingID> = []

  /// Some of the quotations: those asked for, then whoever was quoted least so far, with the longest evidence.
  ///
  /// - Parameters:
  ///   - quotations: Those to choose from.
  ///   - count: How many to choose at most.
  ///   - wanted: Participants or numbers of codings, in order.
  /// - Returns: The chosen ones in the order of their choice, and who was wanted in vain.
  mutating func choose(
    from quotations: [Quotation], count: Int, wanted: [String] = []
  ) -> (chosen: [Quotation], missing: [String]) {
    var left = quotations.sorted { one, other in
      (-one.evidence.count, one.coding) < (-other.evidence.count, other.coding)
    }
    // A coding is quoted once in a table, unless there is no other.
    let fresh = left.filter { !quoted.contains($0.coding) }
    if !fresh.isEmpty, wanted.isEmpty { left = fresh }
    var chosen: [Quotation] = []
    var missing: [String] = []
    for name in wanted.prefix(count) {
      guard
        let place = left.firstIndex(where: {
          $0.participant?.rawValue == name || $0.coding.description == name
        })
      else {
        missing.append(name)
        continue
      }
      chosen.append(left.remove(at: place))
    }
    for quotation in chosen { timesQuoted[quotation.participant, default: 0] += 1 }
    // Everybody's longest evidence comes first, then everybody's second longest, ….
    var rounds = timesQuoted
    let ranked = left.enumerated().map { order, quotation in
      let round = rounds[quotation.participant, default: 0]
      rounds[quotation.participant] = round + 1
      return (round: round, order: order, quotation: quotation)
    }.sorted { ($0.round, $0.order) < ($1.round, $1.order) }
    for entry in ranked.prefix(max(0, count - chosen.count)) {
      timesQuoted[entry.quotation.participant, default: 0] += 1
      chosen.append(entry.quotation)
    }
    quoted.formUnion(chosen.map(\.coding))
    return (chosen, missing)
  }
}
