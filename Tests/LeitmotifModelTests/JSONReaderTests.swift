import LeitmotifModel
import LeitmotifTesting
import Testing

struct JSONReaderTests {
  private func error(_ text: String) -> String {
    do {
      _ = try JSONReader.read(Array(text.utf8), path: "f.json")
      return ""
    } catch {
      return
        "\(error.all[0].location?.line ?? 0):\(error.all[0].location?.column ?? 0) \(error.all[0].message)"
    }
  }

  @Test func `reads every kind of value`() throws {
    let text =
      "\u{FEFF}{\"a\": [1, -2.5e1, true, false, null], \"b\\u00e9\\ud83d\\ude0a\": \"x\\n\\\"\"}"
    #expect(
      try JSONReader.read(Array(text.utf8), path: "f.json")
        == ["a": [1, .number(-25), true, false, .null], "bé😊": "x\n\""])
  }

  @Test func `half of a character takes nothing with it`() throws {
    #expect(
      try JSONReader.read(Array(#"["a\ud83d\u0041", "\ud83db", "\ude0a"]"#.utf8), path: "f")
        == ["a\u{FFFD}A", "\u{FFFD}b", "\u{FFFD}"])
    #expect(error(#""\u+041""#) == "1:4 four hexadecimal digits are missing here")
  }

  @Test func `what it writes it reads`() throws {
    let value: JSONValue = [
      "a": ["\u{1}\t\\", "👩‍🔬 e\u{301}"], "": .number(0.1), "n": .integer(.min),
    ]
    #expect(try JSONReader.read(Array(value.canonicalText.utf8), path: "f") == value)
  }

  @Test func `says where it is wrong`() {
    #expect(error("[1,\n 2") == "2:3 a comma or ] is missing here")
    #expect(error("{\"é\" 1}") == "1:6 a colon is missing here")
    #expect(error("[tru]") == "1:2 no value begins like this")
    #expect(error("\"abc") == "1:5 a quote is not closed")
    #expect(error("[1] 2") == "1:5 something follows the end of the value")
    #expect(error("") == "1:1 the file ends too early")
    #expect(error("\"\\u12\"") == "1:4 four hexadecimal digits are missing here")
    #expect(
      error(String(repeating: "[", count: 100_000))
        == "1:129 lists and objects are nested more than 128 deep")
  }

  @Test func `nothing that somebody cut or changed makes it crash`() {
    var numbers = SeededNumbers(seed: 7)
    let text = Array("{\"a\": [1, -2.5e1, \"x\\ud83d\\ude0a\"], \"b\": {\"c\": null}}".utf8)
    for _ in 0..<2000 {
      var changed = text
      for _ in 0..<3 { changed[numbers.below(changed.count)] = UInt8(numbers.below(256)) }
      _ = try? JSONReader.read(Array(changed.prefix(numbers.below(text.count + 1))), path: "f")
    }
  }
}
