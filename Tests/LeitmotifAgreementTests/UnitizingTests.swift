import Testing

@testable import LeitmotifAgreement

struct UnitizingTests {
  private func continuum(
    _ spans: [(coder: Int, start: Int, end: Int, category: Int)], length: Int = 30,
    begin: Int = 0, coders: Int = 2
  ) throws -> Continuum {
    try Continuum(
      begin: begin, length: length, coders: (0..<coders).map { "\($0)" }, categories: ["x", "y"],
      spans: spans.map { .init(coder: $0, start: $1, end: $2, category: $3) })
  }

  /// ℓ_ck by looking at every position.
  @Test func `intersections are what counting positions gives`() throws {
    var tables = RandomTables(seed: 31)
    for _ in 0..<200 {
      let continuum = try tables.continuum(coders: 3, length: 40, categories: 3)
      let matrix = try IntersectionMatrix(continuum)
      var counts = Array(repeating: Array(repeating: 0.0, count: 4), count: 4)
      for position in 0..<40 {
        let values = (0..<3).map { coder in
          continuum.spans.first { span in
            span.coder == coder && (span.start..<span.end).contains(position)
          }?.category ?? 3
        }
        for first in 0..<3 {
          for second in 0..<3 where first != second {
            counts[values[first]][values[second]] += 0.5
          }
        }
      }
      #expect(matrix.lengths == counts)
    }
  }

  @Test func `does not depend on where the text begins or who comes first`() throws {
    var tables = RandomTables(seed: 32)
    for _ in 0..<50 {
      let original = try tables.continuum(coders: 3, length: 60, categories: 2)
      let moved = try Continuum(
        begin: 1000, length: 60, coders: original.coders, categories: original.categories,
        spans: original.spans.map {
          .init(
            coder: 2 - $0.coder, start: $0.start + 1000, end: $0.end + 1000, category: $0.category)
        })
      #expect(agree(original.uAlpha().value, moved.uAlpha().value))
      #expect(agree(original.uAlphaBinary().value, moved.uAlphaBinary().value))
      #expect(agree(original.cuAlpha().value, moved.cuAlpha().value))
      #expect(agree(original.kuAlpha("category 0").value, moved.kuAlpha("category 0").value))
      #expect(agree(original.alphaU1995().value, moved.alphaU1995().value))
    }
  }

  @Test func `is 1 for coders who marked alike`() throws {
    let spans = [(0, 3, 9, 0), (1, 3, 9, 0), (0, 12, 20, 1), (1, 12, 20, 1)]
    let continuum = try continuum(spans)
    #expect(continuum.uAlpha().value == 1)
    #expect(continuum.uAlphaBinary().value == 1)
    #expect(continuum.cuAlpha().value == 1)
    #expect(continuum.cuAlpha().coverage == 14.0 / 30)
    #expect(continuum.kuAlpha("x").value == 1)
    #expect(continuum.alphaU1995().value == 1)
  }

  @Test func `without gaps, what is worth marking is undefined`() throws {
    let spans = [(0, 0, 10, 0), (0, 10, 30, 1), (1, 0, 10, 0), (1, 10, 30, 1)]
    let continuum = try continuum(spans)
    #expect(continuum.uAlpha().value == 1)
    #expect(continuum.uAlphaBinary().reason == .noVariation)
  }

  @Test func `says why there is no value`() throws {
    #expect(try continuum([]).uAlpha().reason == .noVariation)
    #expect(try continuum([]).cuAlpha().reason == .noSpans)
    #expect(try continuum([]).alphaU1995().reason == .noSpans)
    #expect(try continuum([], length: 0).uAlpha().reason == .noLength)
    let alone = try continuum([(0, 1, 2, 0)], coders: 1)
    #expect(alone.uAlpha().reason == .coders(needed: "two or more", given: 1))
    let overlapping = try continuum([(0, 1, 5, 0), (0, 4, 8, 1)])
    #expect(overlapping.uAlpha().reason == .overlappingSpans(coder: "0"))
    #expect(overlapping.alphaU1995(category: "x").reason == nil)
    let apart = try continuum([(0, 1, 5, 0), (1, 6, 9, 0)])
    #expect(apart.cuAlpha().reason == .noIntersection)
    let one = try continuum([(0, 1, 5, 0), (1, 1, 5, 0)])
    #expect(one.cuAlpha().reason == .noVariation)
    #expect(one.kuAlpha("y").reason == .unusedCategory("y"))
    #expect(one.kuAlpha("z").reason == .unknownCategory("z"))
  }

  @Test func `refuses spans that are not in the text`() {
    #expect(throws: ContinuumError.emptySpan(0)) { try continuum([(0, 5, 5, 0)]) }
    #expect(throws: ContinuumError.beyondText(1)) {
      try continuum([(0, 1, 5, 0), (0, 20, 31, 0)])
    }
    #expect(throws: ContinuumError.beyondText(0)) { try continuum([(0, 1, 5, 0)], begin: 2) }
    #expect(throws: ContinuumError.unsupportedLength) { try continuum([], length: .max) }
    #expect(throws: ContinuumError.unsupportedLength) { try continuum([], length: -1) }
    #expect(throws: ContinuumError.unsupportedLength) { try continuum([], begin: .min) }
    #expect(throws: ContinuumError.beyondText(0)) { try continuum([(0, .min, .max, 0)]) }
    #expect(throws: ContinuumError.unknownCoder(0)) { try continuum([(2, 1, 5, 0)]) }
    #expect(throws: ContinuumError.unknownCategory(0)) { try continuum([(0, 1, 5, 2)]) }
  }
}
