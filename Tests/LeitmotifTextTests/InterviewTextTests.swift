import LeitmotifModel
import LeitmotifText
import Testing

struct InterviewTextTests {
  private func read(
    _ bytes: [UInt8], as choice: DecodingChoice = DecodingChoice()
  ) throws -> InterviewText {
    try InterviewText(decoding: bytes, path: "p1.txt", as: choice)
  }

  private func message(
    _ bytes: [UInt8], as choice: DecodingChoice = DecodingChoice()
  ) -> String? {
    let error = #expect(throws: Diagnostics.self) { _ = try read(bytes, as: choice) }
    return error?.description.split(separator: "\n").first.map(String.init)
  }

  /// `é` as `\u{E9}`: text whose code points are the bytes of a file.
  private func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
  }

  @Test func `valid UTF-8 is not guessed`() throws {
    let read = try read(Array("P1: Naïve 🙂".utf8))
    #expect(read.encoding == "utf-8")
    #expect(read.confidence == nil)
    #expect(read.warnings == [])
  }

  @Test func `Western European letters are Windows-1252, curly quotes too`() throws {
    let text = "INT: It\u{92}s what \u{93}they\u{94} said \u{96} caf\u{E9}, d\u{E9}j\u{E0} vu\n"
    let read = try read(bytes(text))
    #expect(read.text == CanonicalText("INT: It’s what “they” said – café, déjà vu\n"))
    #expect(read.encoding == "windows-1252")
    #expect(read.warnings.map(\.id) == ["guessed-encoding"])
  }

  @Test(arguments: [
    (
      "windows-1251", "В гимназии он не был в числе первых учеников, кроме математики.",
      "C220E3E8ECEDE0E7E8E820EEED20EDE520E1FBEB20E220F7E8F1EBE520EFE5F0E2FBF520F3F7E5EDE8EAEEE22C20EAF0EEECE520ECE0F2E5ECE0F2E8EAE82E"
    ),
    (
      "shift_jis", "それでは、はじめましょう。研究の仕事は大変です。",
      "82BB82EA82C582CD814182CD82B682DF82DC82B582E582A481428CA48B8682CC8E648E9682CD91E595CF82C582B78142"
    ),
    (
      "big5", "維基大典者，網路為礎；集天下知、四海言、眾人志，書百科焉。",
      "BAFBB0F2A46AA8E5AACCA141BAF4B8F4ACB0C2A6A146B6B0A4D1A455AABEA142A57CAEFCA8A5A142B2B3A448A7D3A141AED1A6CAACECB26AA143"
    ),
  ])
  func `letters of other scripts tell their encoding`(
    name: String, text: String, hexadecimal: String
  ) throws {
    let pairs = Array(hexadecimal)
    let bytes = stride(from: 0, to: pairs.count, by: 2).compactMap {
      UInt8(String(pairs[$0...$0 + 1]), radix: 16)
    }
    let read = try read(bytes)
    #expect(read.encoding == name)
    #expect(read.text == CanonicalText(text))
    #expect((30...100).contains(read.confidence ?? 0))
  }

  @Test func `Mac Roman is told from Windows by where its letters stand`() throws {
    let text = "P1: L'\u{8E}cole, pr\u{8F}s du caf\u{8E}, m\u{90}me apr\u{8F}s tout \u{8D}a.\n"
    let read = try read(bytes(text))
    #expect(read.encoding == "macintosh")
    #expect(read.text == CanonicalText("P1: L'école, près du café, même après tout ça.\n"))
  }

  @Test func `UTF-16 without its mark is told by its zeros`() throws {
    for isLittle in [true, false] {
      let bytes = "INT: Hello.\r\nP1: Hé 我.".utf16.flatMap { unit in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return isLittle ? pair : pair.reversed()
      }
      let read = try read(bytes)
      #expect(read.encoding == (isLittle ? "utf-16le" : "utf-16be"))
      #expect(read.text == CanonicalText("INT: Hello.\nP1: Hé 我."))
    }
  }

  @Test func `too few letters are not guessed`() {
    #expect(
      message(bytes("P1: a\nb\u{FF}"))
        == "p1.txt:2: error: the file is not UTF-8: byte 7 (from 0) is wrong [invalid-utf8]")
  }

  @Test func `damaged UTF-8 is said to be that, with the places, and nothing is replaced`() {
    let bytes =
      Array("P1: Größe, Füße, Übermut und ".utf8) + [0xFF, 0x0A] + Array("ä ö".utf8) + [0xC3]
    #expect(
      message(bytes)
        == "p1.txt:1: error: the file is UTF-8, but bytes 34, 41 (from 0) are wrong [invalid-utf8]")
  }

  @Test func `what cannot be decoded is replaced when asked, and counted`() throws {
    let bytes = Array("P1: Größe, Füße, Übermut ".utf8) + [0xFF, 0x0A] + Array("ä ö".utf8) + [0xC3]
    let read = try read(bytes, as: DecodingChoice(replacesUndecodable: true))
    #expect(read.text == CanonicalText("P1: Größe, Füße, Übermut \u{FFFD}\nä ö\u{FFFD}"))
    #expect(
      read.warnings.map(\.message) == ["2 places could not be read as utf-8 and became U+FFFD"])
  }

  @Test func `a few letters of Western languages are enough, each beside a sign of ASCII`() throws {
    let read = try read(bytes("Grüße à Zürich, höher\u{92}s"))
    #expect(read.text == CanonicalText("Grüße à Zürich, höher’s"))
    #expect(read.encoding == "windows-1252")
    #expect(read.warnings.map(\.id) == ["guessed-encoding"])
  }

  @Test func `where no guess is sure, what is not UTF-8 is replaced when asked`() throws {
    let read = try read(bytes("P1: a\nb\u{FF}"), as: DecodingChoice(replacesUndecodable: true))
    #expect(read.text == CanonicalText("P1: a\nb\u{FFFD}"))
    #expect(read.encoding == "utf-8")
    #expect(
      read.warnings.map(\.message) == ["1 place could not be read as utf-8 and became U+FFFD"])
  }

  @Test func `the encoding that the user names is taken`() throws {
    let read = try read([0x50, 0x31, 0x3A, 0x20, 0xE1], as: DecodingChoice(encoding: "IBM437"))
    #expect(read.text == CanonicalText("P1: ß"))
    #expect(read.encoding == "ibm437")
    #expect(read.confidence == nil)
    #expect(read.warnings == [])
  }

  @Test func `what the named encoding does not have is refused with its place`() {
    #expect(
      message([0x61, 0x0A, 0x81, 0x20], as: DecodingChoice(encoding: "shift_jis"))
        == "p1.txt:2: error: the file is not shift_jis: byte 2 (from 0) cannot be read [undecodable-text]"
    )
  }

  @Test func `zero bytes are no text in any encoding but the wide ones`() {
    #expect(
      message([0x61, 0xE9, 0, 0x62])
        == "p1.txt: error: the file is no text: byte 2 is zero [binary-file]")
    // One zero among letters is no half of a wide text.
    #expect(
      message(Array("INT: a\0b\nROSA: so\n".utf8))
        == "p1.txt: error: the file is no text: byte 6 is zero [binary-file]")
  }

  @Test func `names of encodings are known or not`() {
    #expect(["windows-1252", "macintosh", "UTF-16LE", "gb18030"].allSatisfy(DecodingChoice.knows))
    #expect(!["", "windows-9", "utf 8x"].contains(where: DecodingChoice.knows))
  }
}
