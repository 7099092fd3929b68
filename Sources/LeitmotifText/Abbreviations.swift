/// Words that a full stop may follow without ending the sentence.
///
/// - Source: English usage in transcripts; the titles are those of the Chicago Manual of Style,
///   10.11.
enum Abbreviation {
  /// What a full stop behind a word says about the sentence.
  enum Effect {
    /// The full stop ends the sentence, whatever comes.
    case ends
    /// The sentence goes on.
    case goesOn
    /// The sentence ends if a capital follows.
    case endsBeforeCapital
    /// The sentence goes on if a digit follows: "No. 5".
    case goesOnBeforeDigit
  }

  /// The effect of a full stop behind a word: what stands between white space, quotes and the stop.
  static func effect(of word: UTF8Bytes) -> Effect {
    guard let first = word.first, word.count <= 7 else { return .ends }
    // An initial; "I" is the pronoun, and ends sentences.
    if word.count == 1, isUpperCase(UInt32(first)) {
      return first == UInt8(ascii: "I") ? .ends : .goesOn
    }
    var key: UInt64 = 0
    for byte in word {
      guard byte < 0x80 else { return .ends }
      key = key << 8 | UInt64(isUpperCase(UInt32(byte)) ? byte | 0x20 : byte)
    }
    if let effect = effects[key] { return effect }
    // "U.S", "J.R.R": letters with stops between.
    let isSpelled = word.indices.allSatisfy { (word[$0] == UInt8(ascii: ".")) == ($0 % 2 == 1) }
    return isSpelled && word.count > 2 ? .endsBeforeCapital : .ends
  }

  private static let effects: [UInt64: Effect] = {
    var effects: [UInt64: Effect] = [:]
    func add(_ words: String, _ effect: Effect) {
      for word in words.split(separator: " ") {
        effects[word.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = effect
      }
    }
    add("dr mr mrs ms mx prof st messrs rev hon gen col capt lt sgt cpl gov sen rep", .goesOn)
    add("vs v e.g i.e cf viz approx ca resp mt esp incl est", .goesOn)
    add("etc a.m p.m inc ltd co corp jr sr ph.d m.d b.a m.a al bros ft dept", .endsBeforeCapital)
    add("no nos fig figs vol pp p ch sec eq par pt", .goesOnBeforeDigit)
    return effects
  }()
}
