import LeitmotifModel
import LeitmotifPlugin

/// What a recogniser heard.
enum Recognised {
  /// Pieces of speech, each of which is a turn.
  case pieces([Piece])
  /// Words, of which those of one speaker that follow each other are a turn.
  case words([Word])

  /// A piece of speech.
  struct Piece {
    var label: String?
    var start: Int?
    var end: Int?
    var text: String
  }

  /// A word, or a mark that belongs to the word before it.
  struct Word {
    var label: String?
    var start: Int?
    var end: Int?
    var text: String
    /// Whether no blank stands before it, as before a comma.
    var isAttached = false
  }

  /// The turns of what was heard.
  var speech: SpokenText {
    var speech = SpokenText()
    switch self {
    case .pieces(let pieces):
      for piece in pieces where !isOnlySound(piece.text.utf8) {
        speech.add(piece.text.utf8, label: piece.label, start: piece.start, end: piece.end)
      }
    case .words(let words):
      for run in Self.runs(of: words) {
        speech.add(
          Self.joined(run).utf8, label: run.first?.label, start: run.compactMap(\.start).first,
          end: run.compactMap(\.end).max())
      }
    }
    return speech
  }

  /// The words cut where another speaker begins; a mark, or a word that nobody is named for, goes on.
  private static func runs(of words: [Word]) -> [ArraySlice<Word>] {
    var runs: [ArraySlice<Word>] = []
    var first = 0
    for place in words.indices.dropFirst() {
      let label = words[place].label
      let isOther = label != words[first].label && label != nil && !words[place].isAttached
      guard isOther else { continue }
      runs.append(words[first..<place])
      first = place
    }
    if first < words.count { runs.append(words[first...]) }
    return runs
  }

  private static func joined(_ words: ArraySlice<Word>) -> String {
    var text = ""
    for word in words {
      let isFirst = text.isEmpty
      let isTight =
        text.unicodeScalars.last.map(hasNoBlanks) ?? false
        && word.text.unicodeScalars.first.map(hasNoBlanks) ?? false
      if !isFirst, !word.isAttached, !isTight { text += " " }
      text += word.text
    }
    return text
  }

  /// Whether a character is of a script that puts no blanks between words.
  private static func hasNoBlanks(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3000...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF00...0xFF9F, 0x20000...0x3FFFF,
      0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF:
      true
    default: false
    }
  }
}

extension [Recognised.Word] {
  /// The words with the speakers that stand in a list of their own, joined by time.
  ///
  /// A word is whoever's section holds its middle; between two sections it is that of the one before.
  func spoken(by sections: [(label: String?, start: Int, end: Int)]) -> [Recognised.Word] {
    let sorted = sections.sorted { $0.start < $1.start }
    return map { word in
      guard let start = word.start else { return word }
      let middle = (start + (word.end ?? start)) / 2
      let behind = sorted.partitioningIndex { $0.start > middle }
      var word = word
      word.label = behind > 0 ? sorted[behind - 1].label : sorted.first?.label
      return word
    }
  }
}
