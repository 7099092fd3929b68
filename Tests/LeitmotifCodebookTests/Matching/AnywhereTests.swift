import LeitmotifModel
import LeitmotifTesting
import LeitmotifText
import Testing

@testable import LeitmotifCodebook

/// Words that may stand anywhere: `borders: none`.
struct AnywhereTests {
  /// A text with the codings that one rule of a codebook gives in brackets.
  private func marked(_ text: String, by rule: String, list: String = "b.c") throws -> String {
    let file = try readCodebook(
      codebook(rule: "{\(rule), borders: none}", lists: "{l: [\(list)]}"))
    let compiled = try CompiledCodebook(file.codebook)
    let spans = codings(in: CanonicalText(text), by: compiled).map(\.span)
    return MarkedText.marking(spans, in: text)
  }

  @Test(arguments: [
    ("any: [术]", "我们去手[术]了"),
    ("any: [维多利亚, 多利]", "在[维多利亚]港"),
    ("any: [\"New York\", \"@l\"]", "in[NewYork]city, [new  york], a[B.c]d but abxc"),
    ("any: [=Ab]", "y[Ab]ab AB"),
    ("any: [\"a|b\", \"(c\"]", "[a|b] ab [(c]"),
    ("any: [ab, bcde]", "a[bcde] [ab]c"),
    ("any: [ab, bc]", "[ab]c"),
    ("any: [pay]", "re[pay]ment, [PAY]"),
    ("any: [手术, 医生]", "[手术]，[医\u{AD}生]"),
  ])
  func `words are found inside other words`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: rule) == text)
  }

  @Test(arguments: [
    ("any: [cafe]", "net[café]s, net[CAFE\u{301}]s"),
    ("any: [café], fold: [case]", "net[cafe\u{301}]s, [Café], cafe"),
    ("any: [cafe], fold: [case]", "[cafe]s, café, cafe\u{301}"),
    ("any: [l’eau, mid‑day]", "del[l'eau]x [mid-day]s"),
    ("any: [l’eau, mid‑day], fold: [case]", "l'eau mid-day [l’eau] [Mid‑day]"),
    ("any: [이다]", "사람[이다]. 사람[\u{110B}\u{1175}\u{1103}\u{1161}]"),
    ("any: [か], fold: []", "[か] が か\u{3099}"),
    ("any: [στρ]", "ασ[ΣΤΡ]ο"),
    ("any: [가]", "[가]다 각"),
  ])
  func `letters are compared as those of words are`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: rule) == text)
  }

  @Test(arguments: [
    ("any: [\"x*\"]", "y[xyz] [x2]"),
    ("any: [\"p?y\"]", "re[pay]ment p-y p y [p2y]"),
    ("any: [\"*ing\"]", "[singing], [sing]er, [ing]-[bring]s"),
    ("any: [\"手*术\"]", "动[手做了小手术]了。[手术]，手，术"),
    ("any: [\"out of*\"]", "[outofpocket] [out of] it"),
    ("any: [\"*ing\"], fold: [case]", ".\u{301}[ing] [a\u{301}ing]"),
  ])
  func `open places hold letters and digits`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: rule) == text)
  }

  @Test func `all hits that overlap stay where the rule says so`() throws {
    let rule = Rule(.any(["ab", "bc", "abc", "b"]), borders: .none, overlap: .all)
    let spans = try Interview("xabcx").matches(
      of: Codebook(name: "", codes: [Code(id: "c", name: "", rules: [rule])]))
    #expect(spans[0].map { [$0.span.start, $0.span.end] } == [[1, 3], [1, 4], [2, 3], [2, 4]])
  }

  @Test(arguments: [
    (SegmentLevel.sentence, "We pay now. Pay up.\n[rep]ay"),
    (.turn, "We pay [now. Pay] up.\n[rep]ay"),
  ])
  func `a hit lies within one piece of text, and others' speech is left out`(
    scope: SegmentLevel, text: String
  ) throws {
    let rule = Rule(.any(["now. pay", "rep"]), scope: scope, borders: .none)
    let spoken = "I: reply\n" + text
    #expect(try Interview(MarkedText(spoken).text).marked(by: rule) == spoken)
  }

  @Test func `conditions count the words around it`() throws {
    let rule = Rule(
      .any(["pay"]), unless: Rule.Unless(near: ["never"], within: 1), borders: .none)
    let text = "never pay. never to repay. never to be pre[pay]ing"
    #expect(try Interview(MarkedText(text).text).marked(by: rule) == text)
  }

  @Test(arguments: [
    ("any: [~pay]", "stem-without-borders"), ("any: [\"@l\"]", "stem-without-borders"),
    ("any: [\"??\"]", "empty-pattern"), ("any: [\"\u{AD}\"]", "empty-pattern"),
  ])
  func `words that cannot stand anywhere are refused`(rule: String, id: String) throws {
    do {
      _ = try marked("pay", by: rule, list: "~fee")
      Issue.record("nothing is refused")
    } catch let error as Diagnostics {
      #expect(error.all.map(\.id) == [id])
    }
  }

  @Test func `only lists of words can do without borders`() {
    #expect(
      errorPlaces(in: codebook(rule: "{any: [pay], borders: some}")) == ["7:31 unknown-value"])
    #expect(
      errorPlaces(in: codebook(rule: "{query: pay OR fee, borders: none}")) == [
        "7:38 borders-without-words"
      ])
  }

  @Test func `thousands of words are found anywhere`() throws {
    let names = (0..<5000).map { "名\(String($0, radix: 36))末" }
    #expect(
      try marked("一名0末二名3k7末名zz末三", by: "any: [\"@l\"]", list: names.joined(separator: ", "))
        == "一[名0末]二[名3k7末][名zz末]三")
  }

  @Test func `a hostile row of letters does no harm`() throws {
    let text = String(repeating: "a", count: 20_000)
    let rule = Rule(.any(["a*a*a*b", "*aab", "a?a?b"]), borders: .none)
    #expect(try Interview(text + "c").marked(by: rule) == text + "c")
  }

  @Test func `what is found is what a plain comparison finds`() throws {
    var random = SeededNumbers(seed: 7)
    let pieces = [
      "a", "B", "é", "e\u{301}", ".\u{301}", "が", "手", "术", " ", "-", "\u{AD}", "👩‍👧", "각", ".", "7",
    ]
    let letters = ["a", "b", "e", "é", "か", "が", "手", "术", "각", "7", "*", "?"]
    for _ in 0..<3_000 {
      let text = random.text(of: pieces, count: 24)
      var word = random.text(of: letters, count: 3) + random.element(of: Array(letters.dropLast(2)))
      if random.below(4) == 0 { word += " " + random.element(of: Array(letters.dropLast(2))) }
      let folding: Rule.Folding = random.chance() ? .standard : [.letterCase]
      let rule = Rule(
        .any([Pattern(stringLiteral: word)]), scope: .turn, folding: folding, borders: .none)
      let found = try Interview(text, isOneTurn: true).matches(
        of: Codebook(name: "", codes: [Code(id: "c", name: "", rules: [rule])]))
      let plain = PlainSearch(text, folding).hits(of: word)
      #expect(found[0].map { $0.span.start..<$0.span.end } == plain, "\(word) in \(text)")
    }
  }
}

/// The same search without any cleverness: character by character, each way tried.
private struct PlainSearch {
  private let folding: Rule.Folding
  private var letters: [(letter: Unicode.Scalar, character: Range<Int>)] = []

  init(_ text: String, _ folding: Rule.Folding) {
    self.folding = folding
    var offset = 0
    for character in text {
      let range = offset..<offset + character.utf8.count
      let folded = String(
        decoding: LeitmotifText.folded(Array(String(character).utf8), by: folding), as: UTF8.self)
      letters += folded.unicodeScalars.map { ($0, range) }
      offset = range.upperBound
    }
  }

  func hits(of word: String) -> [Range<Int>] {
    var hits: [Range<Int>] = []
    let pattern = Array(word.unicodeScalars)
    for start in letters.indices where isBorder(start) {
      if pattern[0] == "*", canBegin(before: start) { continue }
      guard let end = ends(of: pattern[...], from: start).filter({ $0 > start }).max() else {
        continue
      }
      hits.append(letters[start].character.lowerBound..<letters[end - 1].character.upperBound)
    }
    return hits
  }

  /// Whether a character before a place has letters from it to there, and nothing else.
  private func canBegin(before place: Int) -> Bool {
    (0..<place).contains { start in
      isBorder(start) && letters[start..<place].allSatisfy { isLetter($0.letter) }
    }
  }

  private func ends(of pattern: ArraySlice<Unicode.Scalar>, from place: Int) -> Set<Int> {
    guard let first = pattern.first else { return isBorder(place) ? [place] : [] }
    let rest = pattern.dropFirst()
    let letter = place < letters.count ? letters[place].letter : nil
    switch first {
    case "*":
      var found = ends(of: rest, from: place)
      if let letter, isLetter(letter) { found.formUnion(ends(of: pattern, from: place + 1)) }
      return found
    case "?":
      guard let letter, isLetter(letter) else { return [] }
      return ends(of: rest, from: place + 1)
    case " ":
      var found = ends(of: rest, from: place)
      if let letter, letter.properties.isWhitespace {
        found.formUnion(ends(of: pattern, from: place + 1))
      }
      return found
    default:
      let own = LeitmotifText.folded(Array(String(first).utf8), by: folding)
      let scalars = Array(String(decoding: own, as: UTF8.self).unicodeScalars)
      var next = place
      for scalar in scalars {
        guard next < letters.count, letters[next].letter == scalar else { return [] }
        next += 1
      }
      return ends(of: rest, from: next)
    }
  }

  private func isBorder(_ index: Int) -> Bool {
    index == 0 || index == letters.count || letters[index].character != letters[index - 1].character
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation: true
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }
}
