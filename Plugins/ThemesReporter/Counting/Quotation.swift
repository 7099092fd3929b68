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
  /// The label of the speaker; `nil` where the transcript names none, or pseudonyms alone are shown.
  public let speaker: String?
  /// The turn in which the evidence begins; `nil` between turns.
  public let turn: Int?
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
  /// The names of attributes of which nothing is to be shown.
  var hiddenAttributes: Set<String> = []
  /// What the coders noted; empty when nothing.
  public let memo: String
  /// Who proposed it, by name.
  public let coders: [Identifier<Coder>]
  /// The rules that found it.
  public let rules: [Identifier<Rule>]
  /// Why it is final.
  public let origin: FinalCoding.Origin
  /// The decision behind it; `nil` where there is none.
  public let decision: Identifier<Decision>?
  /// The words as an author shortened and explained them for a table; `nil` where nobody did.
  public var edited: EditedWords?

  /// The quotation, with nothing to be shown of some attributes.
  func keepingBack(_ hidden: Set<String>) -> Quotation {
    var result = self
    result.hiddenAttributes = hidden
    return result
  }

  /// The attributes as they may be shown.
  var shownAttributes: Attributes {
    hiddenAttributes.isEmpty
      ? attributes
      : Attributes(attributes.dictionary.filter { !hiddenAttributes.contains($0.key) })
  }

  /// The rules that found it, as they may be shown: a rule may give a value that is kept back.
  var shownRules: [Identifier<Rule>] { hiddenAttributes.isEmpty ? rules : [] }

  /// The evidence's own words.
  public var evidenceText: String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: evidence.lowerBound)
    return String(decoding: bytes[start...].prefix(evidence.count), as: UTF8.self)
  }
}

extension Quotation: Quotable {
  var evidenceLength: Int { evidence.count }
  var isDecided: Bool { decision != nil }
}
