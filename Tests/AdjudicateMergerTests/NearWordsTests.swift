import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import AdjudicateMerger

/// Words that stand nearly as they were quoted.
struct NearWordsTests {
  /// What of a text is found: the words of each place, with how many letters differ.
  private func found(_ quotation: String, in text: String) -> [String] {
    let text = CanonicalText(text)
    return NearWords(text).places(of: quotation).map { "\($0.distance) «\(text[$0.span])»" }
  }

  @Test func `finds words with a letter mended, put in or left out`() {
    let quotation = "the modell makes mistakes"
    #expect(
      found(quotation, in: "Well, the model makes mistakes, too.") == [
        "1 «the model makes mistakes»"
      ])
    #expect(
      found(quotation, in: "Well, the modell  made\nmistakes, too.") == [
        "2 «the modell  made\nmistakes»"
      ])
    #expect(
      found(quotation, in: "Thé modell makes mistakes.") == ["2 «Thé modell makes mistakes»"])
    #expect(found(quotation, in: "The modells make no mistakes.") == [])
  }

  @Test func `a short quotation is found letter by letter only`() {
    #expect(found("mistakes", in: "mistake") == [])
    #expect(found("", in: "mistake") == [])
    #expect(found("two mistake", in: "") == [])
    #expect(found("my mistake", in: "my mistake") == [])
  }

  @Test func `tells every place, each once`() {
    #expect(
      found("we cannot trust it", in: "We cannot trust it. So we can not trust him. We trust.")
        == ["1 «We cannot trust it»"])
    #expect(
      found("ha ha ha ha ha ha", in: "ho ha ha ha ha ha ha ha").count == 1)
    #expect(
      found("日本語です、はい、そうです", in: "日本語てす、はい、そうです。日本語です、はい、そうてす。") == [
        "1 «日本語てす、はい、そうです»", "1 «日本語です、はい、そうてす»",
      ])
  }

  /// The least number of changes from words to some part of a text, all of it computed.
  private func least(_ words: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int {
    var column = Array(0...words.count)
    var least = words.count
    for letter in text {
      var next = [0]
      for (row, word) in words.enumerated() {
        next.append(
          min(column[row] + (word == letter ? 0 : 1), column[row + 1] + 1, next[row] + 1))
      }
      column = next
      least = min(least, column[words.count])
    }
    return least
  }

  /// How many changes it takes from one text to the other.
  private func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var column = Array(0...one.count)
    for (place, letter) in other.enumerated() {
      var next = [place + 1]
      for (row, word) in one.enumerated() {
        next.append(
          min(column[row] + (word == letter ? 0 : 1), column[row + 1] + 1, next[row] + 1))
      }
      column = next
    }
    return column[one.count]
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `finds what the whole table of distances finds, and no more`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let text = numbers.text(of: ["a", "b", "ab ", "é", "e\u{301}", "🙂", " ", "\n"], count: 120)
    var letters = text.unicodeScalars.filter { !$0.properties.isWhitespace }.map { $0 }
    guard letters.count > 24 else { return }
    var words = Array(letters[..<(10 + numbers.below(14))])
    for _ in 0..<numbers.below(4) {
      let place = numbers.below(words.count)
      if numbers.chance() { words[place] = "x" } else { words.remove(at: place) }
    }
    guard words.count >= 10 else { return }
    if numbers.chance() { letters.removeFirst(numbers.below(6)) }
    let canonical = CanonicalText(String(String.UnicodeScalarView(letters)))
    let quotation = String(String.UnicodeScalarView(words))
    let least = least(words, in: letters)
    let places = NearWords(canonical).places(of: quotation)
    #expect(places.isEmpty == (least > words.count / 10))
    if !places.isEmpty { #expect(places.map(\.distance).min() == least) }
    for place in places {
      #expect(distance(words, canonical[place.span].unicodeScalars.map { $0 }) == place.distance)
    }
    for (one, next) in zip(places, places.dropFirst()) {
      #expect(one.span.end <= next.span.start)
    }
  }
}
