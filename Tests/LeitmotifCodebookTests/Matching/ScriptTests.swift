import LeitmotifModel
import LeitmotifTesting
import Testing

@testable import LeitmotifCodebook

/// Scripts without spaces, from right to left, and with marks.
struct ScriptTests {
  /// A text with what one rule of a codebook finds in brackets.
  private func marked(_ text: String, by rule: String, lists: String = "{}") throws -> String {
    let compiled = try CompiledCodebook(readCodebook(codebook(rule: rule, lists: lists)).codebook)
    let canonical = CanonicalText(text)
    return MarkedText.marking(codings(in: canonical, by: compiled).map(\.span), in: text)
  }

  @Test(arguments: [
    ("any: [手术, 医生]", "我们去[手术]了，[医生]说很好。"),
    ("any: [\"手术 医生\"]", "[手术医生]来了。"),
    ("any: [病院, 先生]", "昨日、[病院]で[先生]に会いました。"),
    ("any: [โรงพยาบาล]", "ฉันไป[โรงพยาบาล]เมื่อวาน"),
    ("any: [病院*]", "[病院]へ"),
    ("query: 'not NEAR/2 医生'", "we had [not 一个医生]"),
  ])
  func `words that nothing parts are found by the dictionary`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: "{\(rule)}") == text)
  }

  @Test(arguments: [
    ("any: [❤]", "a [❤\u{FE0F}] and a [❤]"), ("any: [❤\u{FE0F}]", "a [❤] here"),
    ("any: [price]", "the [price\u{FE0F}], the [pri\u{34F}ce]"),
    ("any: [한국]", "[한국], [한국\u{FE0F}]"),
  ])
  func `what shows nothing does not count`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: "{\(rule)}") == text)
  }

  @Test(arguments: [
    (#"any: ['"out of pocket"', " “too far” "]"#, "[out of pocket], [too far]"),
    (#"any: ['"', '“”', '" and "']"#, #"say ["]yes["]"#),
    (#"any: [pay], unless: {near: ['"a lot"'], within: 1}"#, "[pay]. They pay a lot."),
  ])
  func `quotation marks around a phrase are none of its words`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: "{\(rule)}") == text)
  }

  @Test(arguments: [
    ("any: [שלום, \"אין כסף\"]", "אמר [שָׁלוֹם], כי [אין כסף]!"),
    ("any: [السلام]", "قال: [السَّلامُ] عليكم"),
    ("any: [مدرسة*]", "في [مدرسة]."),
    ("any: [café, \"naïve idea\"]", "[Cafe\u{301}], a [nai\u{308}ve idea]"),
    ("any: [👩‍👩‍👧, 🇩🇪]", "we [👩‍👩‍👧] in [🇩🇪] 🇫🇷 👩"),
    ("any: [हिन्दी]", "वह [हिन्दी] बोलता है"),
    ("any: [straße, ΟΔΟΣ]", "[STRAßE] [οδοσ]"),
    ("any: [cost]", "\u{202E}the [cost\u{202C}] 𝒄𝒐𝒔𝒕"),
    ("any: [cost, \"שלום\"]", "the [cost\u{200E}], \u{2067}[שלום\u{2069}]?"),
  ])
  func `marks, direction and emoji do no harm`(rule: String, text: String) throws {
    #expect(try marked(MarkedText(text).text, by: "{\(rule)}") == text)
  }
}
