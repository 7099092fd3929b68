import LeitmotifModel
import LeitmotifPlugin
import OfficeFiles
import Testing

struct RichTextTests {
  @Test func `paragraphs are lines, and their labels are found`() throws {
    let transcript = try richText(
      """
      {\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}
      {\\colortbl;\\red0\\green0\\blue0;}{\\info{\\title Not speech}{\\author Nobody}}
      {\\header\\pard Not speech either\\par}
      \\pard\\plain\\f0\\fs24 {\\b INT:} How did the harvest go?\\par
      \\pard ROSA: Bet{\\i ter} than\\~last year.\\line We had rain.\\par
      }
      """)
    #expect(transcript.format == "rtf")
    #expect(transcript.encoding == "windows-1252")
    #expect(
      turns(transcript) == [
        "INT: How did the harvest go?", "ROSA: Better than\u{A0}last year. We had rain.",
      ])
  }

  @Test func `letters are read in the encoding of their font`() throws {
    #expect(
      try words("\\ansi\\ansicpg1252 Z\\'fcrich \\'93so\\'94 \\emdash  yes\\ldblquote")
        == "Zürich “so” — yes“")
    #expect(try words("\\mac Z\\'9frich") == "Zürich")
    let fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fnil\\fcharset128 C;}}"
    #expect(
      try words("\\ansi\(fonts)\\f1\\'cf\\'f0\\'e8{\\f0 \\'e9}\\'e2\\'e5\\'f2 \\f2\\'82\\'a0\\'83A")
        == "Приéвет あア")
    // TextEdit writes fonts without braces of their own.
    #expect(try words("\\ansi{\\fonttbl\\f0\\fcharset0 A;\\f1\\fcharset238 B;}\\f1 \\'e8") == "č")
  }

  @Test func `a line end behind a backslash ends a paragraph`() throws {
    let transcript = try richText(
      "{\\rtf1\\cocoartf2 INT: One\\\nROSA: Two\\\r\n\\\nINT: Three\\\n}")
    #expect(turns(transcript) == ["INT: One", "ROSA: Two", "INT: Three"])
  }

  @Test func `numbered characters stand once, whatever old programs are given for them`() throws {
    #expect(try words("it\\u8217\\'92s \\u-10179?\\u-8704? here") == "it’s 😀 here")
    #expect(try words("\\uc0 it\\u8217 s {\\uc2\\u12354 xxa} \\u8212-b") == "it’s あa —-b")
    #expect(try words("a\\u8217\\par b") == "a’ b")
    #expect(try words("a\\u8209\\_b \\{c\\} \\\\d") == "a\u{2011}b {c} \\d")
  }

  @Test func `what is not shown is not read`() throws {
    #expect(
      try words(
        """
        One{\\v  hidden\\v0}{\\footnote A note.}{\\*\\bkmkstart m} two\
        {\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt  three}}{\\*\\unknown no}\
        {\\pict\\pngblip 89504e}{\\pict\\bin5 {}}\\}}{\\listtext 1.\\tab} four
        """) == "One two three four")
  }

  @Test func `changes count as accepted, and comments stand apart`() throws {
    let transcript = try richText(
      """
      {\\rtf1 A: He{\\deleted\\revauthdel1 avi}{\\revised ll}o.{\\*\\atnid AO}{\\*\\atnauthor Ada Obi}\
      \\chatn{\\*\\annotation\\pard A good\\par one.} So.{\\deleted\\par} Yes.\\par B: No.\\par}
      """)
    #expect(turns(transcript) == ["A: Hello. So. Yes.", "B: No."])
    #expect(transcript.metadata["comments"] == "Ada Obi: A good one.")
    #expect(transcript.warnings.map(\.id) == ["changes-accepted", "comments-aside"])
  }

  @Test func `a table with a column for who speaks is read row by row`() throws {
    let row = { (who: String, what: String) in
      """
      \\trowd\\cellx2000\\cellx9000\\pard\\intbl \(who)\\cell\\pard\\intbl \(what)\\cell
      {\\trowd\\cellx2000\\cellx9000\\row}
      """
    }
    let transcript = try richText(
      """
      {\\rtf1\\pard Interview 3\\par
      \(row("Speaker", "Text"))\(row("INT", "How?"))\(row("ROSA", "Well.\\par Very well."))
      \\pard The end.\\par}
      """)
    #expect(turns(transcript) == ["INT: How?", "ROSA: Well. Very well."])
  }

  @Test func `headings are known by their styles, and are no speech`() throws {
    let transcript = try richText(
      """
      {\\rtf1{\\stylesheet{\\ql Normal;}{\\s1\\sbasedon0 heading 1,h1;}{\\s2\\outlinelevel1 Kapitel;}\
      {\\*\\cs3 heading 9;}}\\pard\\s1 One: it begins\\par\\pard INT: How?\\par\\pard ROSA: So.\\par
      \\pard\\s2 Two\\par\\pard INT: And?\\par\\pard\\outlinelevel0 Three\\par\\pard ROSA: Thus.\\par}
      """)
    #expect(turns(transcript) == ["INT: How?", "ROSA: So.", "INT: And?", "ROSA: Thus."])
  }

  @Test func `a file that was cut off is refused, and read as far as it goes when asked`() throws {
    let torn = Array("{\\rtf1 {\\b INT:} How?\\par ROSA: Bet".utf8)
    #expect(failure(torn, as: "p1.rtf").contains("[rich-text-broken]"))
    var configuration = OfficeIngester.Configuration()
    configuration.recover = true
    let transcript = try read(torn, as: "p1.rtf", configuration)
    #expect(turns(transcript) == ["INT: How?", "ROSA: Bet"])
    #expect(transcript.warnings.map(\.id) == ["recovered"])
  }

  @Test func `bytes that no encoding has are counted`() throws {
    let transcript = try richText(
      "{\\rtf1\\ansi\\ansicpg932 INT: \\'82\\'20?\\par INT: \\u-8704?\\par}")
    #expect(transcript.warnings.map(\.id).contains("replaced-characters"))
  }

  @Test(arguments: [
    String(repeating: "{", count: 100_000), "\\bin99999999999999999999 x", "\\u", "\\'", "\\",
    "\\uc-5\\u1 a",
    "\\cell\\row\\nestcell\\cell\\trowd\\row}}}", "\\fcharset128\\f-1\\'82", "\\*\\*\\*",
    "{\\*}{\\'e9}",
  ])
  func `hostile files are read or refused`(content: String) throws {
    _ = failure(Array("{\\rtf1 \(content)".utf8), as: "p1.rtf")
    var configuration = OfficeIngester.Configuration()
    configuration.recover = true
    _ = try read(Array("{\\rtf1 \(content)".utf8), as: "p1.rtf", configuration)
  }

  private func richText(_ text: String) throws -> Transcript {
    try read(Array(text.utf8), as: "p1.rtf")
  }

  /// The words of a text without labels.
  private func words(_ body: String) throws -> String {
    turns(try richText("{\\rtf1\(body)\\par}")).joined(separator: "|").replacing(
      "nobody: ", with: "")
  }
}
