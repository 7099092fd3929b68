import LeitmotifText
import Synchronization

/// Numbers the sets of terms that spellings are cases of: their senses.
///
/// Spellings that are cases of the same terms (`Cost`, `cost`) have the same sense, and there are
/// few senses.
final class SenseRegister: Sendable {
  private struct Known {
    var numbers: [[Int32]: Int32] = [:]
    var terms = Buckets()
  }

  private let lexicon: Lexicon
  private let known = Mutex(Known())

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
  }

  /// The sense of a spelling; -1 when it is a case of no term.
  func sense(of spelling: [UInt8], isWord: Bool) -> Int32 {
    let terms = lexicon.terms(of: spelling, isWord: isWord)
    guard !terms.isEmpty else { return -1 }
    return known.withLock { known in
      if let number = known.numbers[terms] { return number }
      let number = known.terms.count
      known.terms.append(terms)
      known.numbers[terms] = number
      return number
    }
  }

  /// The terms of every sense that was numbered so far.
  var terms: Buckets { known.withLock { $0.terms } }
}
