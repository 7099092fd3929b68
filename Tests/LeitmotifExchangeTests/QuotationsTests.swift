import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifExchange

struct QuotationsTests {
  private let text = CanonicalText(" lines: it\u{A0}rained\nall June. ")

  private func project(quoting quotation: String?) -> ForeignProject {
    var project = ForeignProject(format: "test")
    project.codings = [
      ForeignCoding(
        source: 0, code: 0, coder: "", place: .offsets(0, 1), quotation: quotation, id: "1")
    ]
    return project
  }

  /// How a span of the text meets a quotation.
  private func fit(_ quotation: String?, at span: Range<Int>) throws -> Quotations.Fit {
    let quotations = Quotations(of: project(quoting: quotation))
    let fit = quotations.fit(of: 0, in: text, at: try #require(TextSpan(span)))
    #expect(quotations.hasWords(0) == (fit != .unquoted))
    return fit
  }

  @Test func `what stands in the text is an exact quotation, whatever it begins with`() throws {
    #expect(try fit("it\u{A0}rained", at: 8..<18) == .exact)
    #expect(try fit("lines:", at: 1..<7) == .exact)
    #expect(try fit(" lines: it", at: 0..<10) == .exact)
    #expect(try fit("\nall", at: 18..<22) == .exact)
  }

  @Test func `words are the same with other white space between them`() throws {
    #expect(try fit("it rained all June.", at: 8..<28) == .butForBlanks)
    #expect(try fit("  lines:it", at: 1..<10) == .butForBlanks)
  }

  @Test func `what XML cannot hold was replaced in a quotation, and nothing else`() throws {
    let text = CanonicalText("It\u{C}rained\u{1} all\u{FFFE}June.")
    for (quotation, expected) in [
      ("It\u{FFFD}rained\u{FFFD} all\u{FFFD}June.", Quotations.Fit.butForBlanks),
      ("It\u{FFFD}snowed\u{FFFD} all\u{FFFD}June.", .other),
    ] {
      let quotations = Quotations(of: project(quoting: quotation))
      #expect(quotations.fit(of: 0, in: text, at: text.span) == expected)
    }
  }

  @Test func `a quotation that breaks off is exact as far as it goes`() throws {
    #expect(try fit("lines: it rained all Ju…", at: 1..<28) == .exact)
    #expect(try fit("lines: it snowed all Ju…", at: 1..<28) == .other)
    for end in ["…", "...", "… ", "...\n", "…\u{A0}", "…\u{200B}\u{2028}", "…\u{2029}\u{FEFF}"] {
      #expect(try fit("lines: it rained all Ju\(end)", at: 1..<28) == .exact)
    }
  }

  @Test func `an ellipsis of the text itself is nothing that breaks off`() {
    let place = CanonicalText("I do not know,\nwell...")
    let quotations = Quotations(of: project(quoting: "I do not know, well..."))
    #expect(quotations.fit(of: 0, in: place, at: place.span) == .butForBlanks)
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `a quotation fits where its words stand`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let pieces = ["it", "rained", "Дождь", "雨", " ", "\n", "\u{A0}", "\u{200B}", "...", "…", "."]
    let words = (0..<(1 + random.below(14))).map { _ in random.element(of: pieces) }
    let place = CanonicalText(words.joined())
    var quoted = words
    if random.chance() { quoted.removeLast(random.below(quoted.count)) }
    if random.chance() { quoted.append(random.element(of: pieces)) }
    let quotation = quoted.joined()
    let fit = Quotations(of: project(quoting: quotation)).fit(of: 0, in: place, at: place.span)
    let stands = Words(quoted: quotation).stand(in: place, at: place.span)
    #expect((fit >= .butForBlanks) == (stands && fit != .unquoted), "\(quotation) in \(place)")
  }

  @Test func `other words, more words and places behind the end do not fit`() throws {
    #expect(try fit("it snowed", at: 8..<18) == .other)
    #expect(try fit("it", at: 8..<18) == .other)
    #expect(try fit("it rained all", at: 8..<18) == .other)
    #expect(try fit("June. it rained", at: 23..<40) == .other)
  }

  @Test func `a quotation may begin with any character`() throws {
    for text in ["„Regen“ fiel", "École fermée", "Дождь шёл", "雨が降った", "lines"] {
      let place = CanonicalText("\(text)!")
      let span = TextSpan(start: 0, end: text.utf8.count)
      let quotations = Quotations(of: project(quoting: text))
      #expect(quotations.hasWords(0))
      #expect(quotations.fit(of: 0, in: place, at: span) == .exact)
      #expect(quotations.fit(of: 0, in: place, at: place.span) == .other)
    }
  }

  @Test func `blanks, nothing and the name of a line are no words`() throws {
    #expect(try fit(nil, at: 0..<1) == .unquoted)
    #expect(try fit("", at: 4..<4) == .unquoted)
    #expect(try fit(" ", at: 0..<1) == .unquoted)
    #expect(try fit("\u{A0}\u{FEFF}\u{2028}", at: 10..<12) == .unquoted)
    #expect(try fit("line:7", at: 1..<7) == .unquoted)
    #expect(try fit("line:x", at: 1..<7) == .other)
  }
}
