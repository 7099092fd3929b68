import LeitmotifModel
import LeitmotifText
import LeitmotifTesting
import Testing

struct DecodedTextTests {
  private static let words = "Q: Why?\r\nA: Café 😀.\n"
  private static let canonical = "Q: Why?\nA: Café 😀.\n"

  @Test func `UTF-8 is read with and without its mark`() throws {
    for mark in [[], [0xEF, 0xBB, 0xBF] as [UInt8]] {
      let (text, encoding) = try decode(mark + Array(Self.words.utf8), path: "p1.txt")
      #expect(text == CanonicalText(Self.canonical))
      #expect(encoding == "utf-8")
    }
  }

  @Test func `UTF-16 and UTF-32 are read by their marks`() throws {
    let units = [0xFEFF] + Array(Self.words.utf16)
    let scalars = [0xFEFF] + Self.words.unicodeScalars.map(\.value)
    let files: [(String, [UInt8])] = [
      ("utf-16le", units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
      ("utf-16be", units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
      ("utf-32le", scalars.flatMap { value in (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }),
      (
        "utf-32be",
        scalars.flatMap { value in (0..<4).reversed().map { UInt8(value >> (8 * $0) & 0xFF) } }
      ),
    ]
    for (name, bytes) in files {
      let (text, encoding) = try decode(bytes, path: "p1.txt")
      #expect(text == CanonicalText(Self.canonical))
      #expect(encoding == name)
    }
  }

  @Test(
    arguments: [
      ([], "p1.txt: error: there is nothing in the file [empty-file]"),
      ([0xEF, 0xBB, 0xBF], "p1.txt: error: there is nothing in the file [empty-file]"),
      ([0x61, 0x00, 0x62], "p1.txt: error: the file is no text: byte 1 is zero [binary-file]"),
      ([0x61, 0xFF, 0x00], "p1.txt: error: the file is no text: byte 2 is zero [binary-file]"),
      (
        [0x61, 0x0A, 0xE9, 0x61],
        "p1.txt:2: error: the file is not UTF-8: byte 2 (from 0) is wrong [invalid-utf8]"
      ),
      (
        [0xFF, 0xFE, 0x61],
        "p1.txt: error: the file is not UTF-16LE: byte 2 (from 0) is wrong [invalid-utf16]"
      ),
      (
        [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x61],
        "p1.txt: error: the file is not UTF-16BE: byte 2 (from 0) is wrong [invalid-utf16]"
      ),
      (
        [0, 0, 0xFE, 0xFF, 0, 0x11, 0, 0],
        "p1.txt: error: the file is not UTF-32BE: byte 4 (from 0) is wrong [invalid-utf32]"
      ),
    ] as [([UInt8], String)])
  func `what is no text is refused with its place`(bytes: [UInt8], message: String) {
    let error = #expect(throws: Diagnostics.self) { _ = try decode(bytes, path: "p1.txt") }
    #expect(error?.description.split(separator: "\n").first.map(String.init) == message)
  }

  @Test func `bytes are valid exactly when Swift says so`() {
    var random = SeededNumbers(seed: 8)
    let pieces: [[UInt8]] = [
      [0x61], Array("abcdefgh".utf8), Array("é".utf8), Array("我".utf8), Array("😀".utf8), [0xC0],
      [0x80],
      [0xE0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F], [0xF4, 0x90, 0x80, 0x80], [0xC3],
      [0xF0, 0x9F, 0x98],
      [0xF5], [0xEF, 0xBF, 0xBF],
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...6, using: &random)).flatMap { _ in
        pieces.randomElement(using: &random) ?? []
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let isRead = (try? decode(bytes, path: "")) != nil
      #expect(isRead == isValid, "\(bytes)")
    }
  }
}
