/// A set of codes, as sorted indices into a list of codes.
///
/// The empty set is a rating (coded, and found nothing); a missing rating is none.
public struct CodeSet: Hashable, Sendable {
  /// The codes' indices, rising.
  public let codes: [Int]

  /// Creates a set.
  public init(_ codes: some Sequence<Int>) {
    self.codes = Set(codes).sorted()
  }

  /// How many codes both sets hold.
  func common(with other: CodeSet) -> Int {
    var count = 0
    var left = codes.startIndex
    var right = other.codes.startIndex
    while left < codes.endIndex, right < other.codes.endIndex {
      if codes[left] == other.codes[right] {
        count += 1
        left += 1
        right += 1
      } else if codes[left] < other.codes[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return count
  }
}

/// How far apart two sets of codes are, from 0 to 1; two empty sets are 0 apart.
///
/// - Source: R. J. Passonneau, "Computing reliability for coreference annotation", LREC 2004, and
///   "Measuring agreement on set-valued items (MASI)", LREC 2006,
///   https://aclanthology.org/L06-1392.
public enum SetDistance: String, CaseIterable, Hashable, Sendable {
  /// 1 − |A∩B| / |A∪B|
  case jaccard
  /// 1 − 2|A∩B| / (|A|+|B|)
  case dice
  /// 1 − M |A∩B| / |A∪B|: M is 1 for equal sets, 2/3 when one holds the other, 1/3 when they
  /// overlap.
  case masi
  /// 0 for equal sets, 1/3 when one holds the other, 2/3 when they overlap, else 1; every set holds the empty one.
  case passonneau2004
  /// The Jaccard distance times Passonneau's of 2004: what DKPro Statistics calls MASI.
  case dkproMasi

  /// The distance between two sets.
  public func distance(_ a: CodeSet, _ b: CodeSet) -> Double {
    if a == b { return 0 }
    let common = a.common(with: b)
    let union = Double(a.codes.count + b.codes.count - common)
    let jaccard = 1 - Double(common) / union
    let holds = common == a.codes.count || common == b.codes.count
    let step = holds ? 1.0 / 3 : common > 0 ? 2.0 / 3 : 1
    return switch self {
    case .jaccard: jaccard
    case .dice: 1 - 2 * Double(common) / Double(a.codes.count + b.codes.count)
    case .masi: 1 - (1 - step) * (1 - jaccard)
    case .passonneau2004: step
    case .dkproMasi: jaccard * step
    }
  }
}

/// Ratings by several codes at once: each distinct set of codes is a category.
public struct SetRatings: Hashable, Sendable {
  /// The codes.
  public let codes: [String]
  /// The set that each category of `ratings` stands for.
  public let sets: [CodeSet]
  /// The ratings by sets.
  public let ratings: Ratings

  /// Creates ratings from lists of codes, units in rows; `nil` is missing, an empty list the empty
  /// set.
  ///
  /// - Parameters:
  ///   - rows: A row for each unit, as long as there are coders.
  ///   - coders: The coders' names; from 1 when there are none.
  ///   - codes: The declared codes; those that occur, sorted, when there are none.
  /// - Throws: `RatingsError` when rows differ in length or a code was not declared.
  public init(
    rows: [[[String]?]], coders: [String]? = nil, codes: [String]? = nil
  ) throws(RatingsError) {
    let coders = coders ?? (rows.first ?? []).indices.map { "\($0 + 1)" }
    var known: [[String]: Int32] = [:]
    var lists: [[String]] = []
    var cells: [Int32] = []
    for row in rows {
      guard row.count == coders.count else {
        throw .raggedUnit(cells: row.count, coders: coders.count)
      }
      for list in row {
        guard let list else {
          cells.append(Ratings.missing)
          continue
        }
        if known[list] == nil {
          known[list] = Int32(lists.count)
          lists.append(list)
        }
        cells.append(known[list] ?? Ratings.missing)
      }
    }
    try self.init(lists: lists, cells: cells, coders: coders, codes: codes)
  }

  /// Creates ratings from lists of codes that cells name.
  ///
  /// - Parameters:
  ///   - lists: Lists of codes; the same codes may be in several, in another order.
  ///   - cells: For each unit, for each coder, a list's index or `Ratings.missing`.
  ///   - coders: The coders' names.
  ///   - codes: The declared codes; those that occur, sorted, when there are none.
  /// - Throws: `RatingsError` when there is a last unit without all its cells, an index beyond the lists, or a code
  ///   that was not declared.
  public init(
    lists: [[String]], cells: [Int32], coders: [String], codes: [String]? = nil
  ) throws(RatingsError) {
    let codes = codes ?? Ratings.sortedCategories(of: lists.lazy.joined().map(Optional.some))
    let indices = Dictionary(zip(codes, codes.indices), uniquingKeysWith: { first, _ in first })
    var known: [CodeSet: Int32] = [:]
    var sets: [CodeSet] = []
    var setOfList: [Int32] = []
    for (number, list) in lists.enumerated() {
      if let name = list.first(where: { indices[$0] == nil }) {
        let cell = cells.firstIndex(of: Int32(number)) ?? 0
        throw .undeclaredCategory(
          name, unit: cell / max(1, coders.count), coder: cell % max(1, coders.count))
      }
      let set = CodeSet(list.compactMap { indices[$0] })
      if known[set] == nil {
        known[set] = Int32(sets.count)
        sets.append(set)
      }
      setOfList.append(known[set] ?? Ratings.missing)
    }
    // Cells beyond the lists are left for the ratings to refuse.
    let ownCells = cells.map { cell in
      setOfList.indices.contains(Int(cell)) ? setOfList[Int(cell)] : cell < 0 ? cell : Int32.max
    }
    self.codes = codes
    self.sets = sets
    ratings = try Ratings(
      coders: coders,
      categories: sets.map { set in "{" + set.codes.map { codes[$0] }.joined(separator: ";") + "}"
      },
      cells: ownCells)
  }
}
