/// The codings of one transcript, in numbers: names that many of them share are kept once.
///
/// A run makes millions of codings. As values of their own, each with four names and its attributes, moving
/// them about costs more than finding them; here a coding is a span and a number.
///
/// - Invariant: in the order of `Coding`: by span, then by what the kinds say.
public struct CodingList: Sendable {
  /// What the codings of one rule have in common: everything but the place and the memo.
  public struct Kind: Hashable, Sendable {
    /// The code.
    public var code: Identifier<Code>
    /// Who coded.
    public var coder: Identifier<Coder>
    /// The rule that matched; `nil` for people.
    public var rule: Identifier<Rule>?
    /// The values of the code's attributes.
    public var attributes: Attributes

    /// Creates a kind.
    public init(
      code: Identifier<Code>, coder: Identifier<Coder>, rule: Identifier<Rule>? = nil,
      attributes: Attributes = Attributes()
    ) {
      self.code = code
      self.coder = coder
      self.rule = rule
      self.attributes = attributes
    }
  }

  /// One coding in numbers.
  public struct Entry: Hashable, Sendable {
    /// The evidence.
    public var span: TextSpan
    /// The place of its kind in `kinds`.
    public var kind: Int32
    /// Why the coding is final as it stands; `nil` when it is not, or only as part of another one.
    public var origin: FinalCoding.Origin?

    /// Creates an entry.
    public init(span: TextSpan, kind: Int32, origin: FinalCoding.Origin? = nil) {
      self.span = span
      self.kind = kind
      self.origin = origin
    }
  }

  /// The transcript that is coded.
  public let transcript: Identifier<Transcript>

  /// What the codings may be; some may have no coding.
  public let kinds: [Kind]

  /// The codings, in order.
  public private(set) var entries: [Entry]

  /// The memos that are not empty, by the coding's place.
  public private(set) var memos: [Int: String] = [:]

  /// Creates a list from codings without memos.
  ///
  /// - Parameters:
  ///   - transcript: The transcript.
  ///   - kinds: What the codings may be.
  ///   - entries: The codings, in any order.
  public init(of transcript: Identifier<Transcript>, kinds: [Kind] = [], entries: [Entry] = []) {
    self.transcript = transcript
    self.kinds = kinds
    // They come rule by rule, from all over the text.
    let extent = (entries.lazy.map(\.span.start).max() ?? 0) + 1
    self.entries = entries.sorted(spreadOver: UInt64(extent), by: { UInt64($0.span.start) }) {
      one, other in
      if one.span != other.span { return one.span < other.span }
      return one.kind != other.kind && kinds[Int(one.kind)] < kinds[Int(other.kind)]
    }
  }

  /// Creates a list from codings of one transcript, in any order.
  public init(_ codings: [Coding], of transcript: Identifier<Transcript>) {
    self.transcript = transcript
    var numbers: [Kind: Int] = [:]
    let found = codings.map { coding in
      let kind = Kind(coding)
      if let known = numbers[kind] { return known }
      let number = numbers.count
      numbers[kind] = number
      return number
    }
    // Kinds in their order, so that codings are put in order as numbers.
    kinds = numbers.keys.sorted()
    var ranks = [Int32](repeating: 0, count: kinds.count)
    for (rank, kind) in kinds.enumerated() { ranks[numbers[kind] ?? 0] = Int32(rank) }
    let sorted = codings.indices.map { place in
      (entry: Entry(span: codings[place].span, kind: ranks[found[place]]), place: place)
    }.sorted { one, other in
      one.entry.span != other.entry.span
        ? one.entry.span < other.entry.span : one.entry.kind < other.entry.kind
    }
    entries = sorted.map(\.entry)
    for (place, each) in sorted.enumerated() where !codings[each.place].memo.isEmpty {
      memos[place] = codings[each.place].memo
    }
  }
}

extension CodingList.Kind: Comparable {
  /// Orders kinds as `Coding` does: by code, coder, rule and attributes.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    if lhs.code != rhs.code { return lhs.code < rhs.code }
    if lhs.coder != rhs.coder { return lhs.coder < rhs.coder }
    if lhs.rule != rhs.rule { return (lhs.rule ?? "") < (rhs.rule ?? "") }
    return lhs.attributes < rhs.attributes
  }

  fileprivate init(_ coding: Coding) {
    self.init(
      code: coding.code, coder: coding.coder, rule: coding.rule, attributes: coding.attributes)
  }
}

extension CodingList: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { entries.count }

  public subscript(place: Int) -> Coding {
    let entry = entries[place]
    let kind = kinds[Int(entry.kind)]
    return Coding(
      transcript: transcript, code: kind.code, coder: kind.coder, rule: kind.rule,
      span: entry.span, attributes: kind.attributes, memo: memos[place] ?? "")
  }
}

extension CodingList {
  /// How many codings are final as they stand.
  public var standing: Int { entries.count { $0.origin != nil } }

  /// The same codings, each final as it stands for its kind's reason.
  ///
  /// - Parameter origins: For each kind why its codings are final; `nil` when that has to be settled.
  /// - Returns: `nil` when something has to be settled, as where two codings give the same words one code.
  public func standing(by origins: [FinalCoding.Origin?]) -> CodingList? {
    var result = self
    for place in entries.indices {
      let entry = entries[place]
      guard let origin = origins[Int(entry.kind)] else { return nil }
      if place > 0, entries[place - 1].span == entry.span {
        let before = entries[place - 1].kind
        if kinds[Int(before)].code == kinds[Int(entry.kind)].code { return nil }
      }
      result.entries[place].origin = origin
    }
    return result
  }

  /// Notes which codings are final as they stand.
  ///
  /// - Parameter finals: Final codings of the transcript.
  /// - Returns: Those that are something else than one of the list's codings, unchanged.
  public mutating func mark(_ finals: [FinalCoding]) -> [FinalCoding] {
    finals.filter { final in
      guard final.decision == nil, final.sources == [CodingID(final.coding)],
        let place = place(of: final.coding), entries[place].origin == nil
      else { return true }
      entries[place].origin = final.origin
      return false
    }
  }

  private func place(of coding: Coding) -> Int? {
    var place = entries.partitioningIndex { $0.span >= coding.span }
    while place < entries.count, entries[place].span == coding.span {
      if self[place] == coding { return place }
      place += 1
    }
    return nil
  }
}
