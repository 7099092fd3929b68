import LeitmotifExchange
import LeitmotifModel
import Testing

/// Texts in which programs count differently, with the place of one word as each of them counts it.
struct OffsetVectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let target: String
    let codePoints: (Int, Int)
    let utf16: (Int, Int)
    let bytes: (Int, Int)
    let lineEndsAsOne: (Int, Int)
    let withMark: (Int, Int)

    init(
      _ name: String, _ text: String, _ target: String, _ codePoints: (Int, Int),
      _ utf16: (Int, Int), _ bytes: (Int, Int), _ lineEndsAsOne: (Int, Int), _ withMark: (Int, Int)
    ) {
      testDescription = name
      self.text = text
      self.target = target
      self.codePoints = codePoints
      self.utf16 = utf16
      self.bytes = bytes
      self.lineEndsAsOne = lineEndsAsOne
      self.withMark = withMark
    }
  }

  static let vectors = [
    Vector("ASCII", "plain ascii text", "ascii", (6, 11), (6, 11), (6, 11), (6, 11), (7, 12)),
    Vector(
      "accents", "naïve café, déjà vu: target here", "target", (21, 27), (21, 27), (25, 31),
      (21, 27), (22, 28)),
    Vector(
      "a character beyond U+FFFF", "P07: I like it 😊 . target", "target", (19, 25), (20, 26),
      (22, 28), (19, 25), (20, 26)),
    Vector(
      "CRLF", "Line one\r\nLine two\r\ntarget three", "target", (20, 26), (20, 26), (20, 26),
      (18, 24), (21, 27)),
    Vector(
      "a combining mark", "e\u{301} combining then target", "target", (18, 24), (18, 24), (19, 25),
      (18, 24), (19, 25)),
    Vector(
      "joined emoji", "👨\u{200D}🔬 ZWJ then target", "target", (13, 19), (15, 21), (21, 27),
      (13, 19), (14, 20)),
    Vector("CJK", "中文-简体 目标 text", "目标", (6, 8), (6, 8), (14, 20), (6, 8), (7, 9)),
    Vector(
      "U+00A0 and U+2028", "A\u{A0}B\u{2028}target", "target", (4, 10), (4, 10), (7, 13), (4, 10),
      (5, 11)),
  ]

  private func words(
    of vector: Vector, at place: (Int, Int), _ reading: OffsetReading, mark: Bool = false
  ) -> String? {
    let text = Array((mark ? "\u{FEFF}" + vector.text : vector.text).utf8)
    return OffsetMap(of: text, reading: reading).span(place.0, place.1).map {
      CanonicalText(validUTF8: text)[$0]
    }
  }

  @Test(arguments: vectors)
  func `each way of counting finds the word`(vector: Vector) {
    #expect(words(of: vector, at: vector.codePoints, OffsetReading(.codePoints)) == vector.target)
    #expect(words(of: vector, at: vector.utf16, OffsetReading(.utf16)) == vector.target)
    #expect(words(of: vector, at: vector.bytes, OffsetReading(.bytes)) == vector.target)
    let asOne = OffsetReading(.codePoints, lineEnds: .one)
    #expect(words(of: vector, at: vector.lineEndsAsOne, asOne) == vector.target)
    let marked = OffsetReading(.codePoints, countsMark: true)
    #expect(words(of: vector, at: vector.withMark, marked, mark: true) == vector.target)
    #expect(words(of: vector, at: vector.withMark, marked) == vector.target)
  }

  @Test(arguments: vectors)
  func `the way of counting is found out by the quotation`(vector: Vector) throws {
    for place in [
      vector.codePoints, vector.utf16, vector.bytes, vector.lineEndsAsOne, vector.withMark,
    ] {
      var project = ForeignProject(format: "test")
      project.sources = [ForeignSource(name: "p1", text: Array(vector.text.utf8))]
      project.codes = [ForeignCode(name: "a")]
      project.codings = [
        ForeignCoding(
          source: 0, code: 0, coder: "ada", place: .offsets(place.0, place.1),
          quotation: vector.target, id: "1")
      ]
      let placed = try CodingPlacer.place(project, path: "file")
      #expect(placed.counts == [.verified: 1])
      let text = try #require(placed.texts[0])
      #expect(placed.codings.map { text[$0.span] } == [vector.target])
    }
  }

  @Test func `a place inside a character is none`() {
    let text = Array("😊é".utf8)
    #expect(OffsetMap(of: text, reading: OffsetReading(.utf16)).offset(1) == nil)
    #expect(OffsetMap(of: text, reading: OffsetReading(.bytes)).offset(5) == nil)
    #expect(OffsetMap(of: text, reading: OffsetReading(.codePoints)).offset(3) == nil)
    #expect(OffsetMap(of: text, reading: OffsetReading(.codePoints)).offset(-1) == nil)
    #expect(OffsetMap(of: text, reading: OffsetReading(.codePoints)).offset(2) == 6)
  }
}
