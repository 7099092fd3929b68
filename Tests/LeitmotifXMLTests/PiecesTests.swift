import LeitmotifModel
import LeitmotifTesting
import LeitmotifXML
import Testing

/// libxml2 is given a file in pieces of some thousand bytes: where they end must not be seen.
struct PiecesTests {
  /// A file that has everything in one line, behind so many letters.
  private func file(_ letters: Int) -> String {
    let long = String(repeating: "p", count: 300)
    return
      "<a>\(String(repeating: "x", count: letters))é🙂<b id='é&lt;\(long)🙂'/>\r\n&amp;<![CDATA[<ü>]]><!-- ö -->"
      + "<?p q?>日本語<c\n id=\"&#x1F642;\">\r</c></a>"
  }

  private func expected(_ letters: Int) -> String {
    let long = String(repeating: "p", count: 300)
    return "<a>\(String(repeating: "x", count: letters))é🙂<b id=é<\(long)🙂>/\n&<ü>日本語<c id=🙂>\n//"
  }

  @Test func `wherever a piece of UTF-8 ends, everything is read`() throws {
    for letters in 3_500...4_050 {
      #expect(try outline(file(letters)) == expected(letters))
    }
  }

  @Test func `wherever a piece of UTF-16 ends, everything is read`() throws {
    for letters in 1_600...2_050 {
      let wide = file(letters).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      #expect(try outline([0xFF, 0xFE] + wide) == expected(letters))
    }
  }

  @Test func `wherever a piece ends, damage is survived`() throws {
    for letters in 3_700...4_050 {
      var handler = Outline()
      let damaged = Array(file(letters).utf8.dropLast(8))
      _ = try XMLReader.recover(damaged, path: "t.xml", handler: &handler)
      #expect(handler.written == expected(letters))
    }
  }

  @Test func `a tag of more than ten million bytes is refused with words`() {
    let value = String(repeating: "&#x0041;", count: 1_800_000)
    #expect(
      errors("<a><b id='\(value)'/>" + String(repeating: "<c/>", count: 400) + "</a>").contains(
        "a tag, or something else that is read whole, has more than ten million bytes"))
  }
}
