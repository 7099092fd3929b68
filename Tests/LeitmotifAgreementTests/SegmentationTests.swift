import Testing

@testable import LeitmotifAgreement

struct SegmentationTests {
  @Test func `boundaries at the ends are none`() {
    let segmentation = Segmentation(length: 6, boundaries: [6, 3, 0, 3, -1, 9])
    #expect(segmentation.boundaries == [3])
    #expect(segmentation == Segmentation(masses: [3, 3]))
  }

  @Test func `is perfect for one segmentation and itself`() throws {
    var random = RandomSource(seed: 41)
    for _ in 0..<50 {
      let one = Segmentation(length: 30, boundaries: (1..<30).filter { _ in random.unit() < 0.3 })
      let other = Segmentation(length: 30, boundaries: (1..<30).filter { _ in random.unit() < 0.3 })
      #expect(try one.pk(reference: one) == 0)
      #expect(try one.windowDiff(reference: one) == 0)
      #expect(try one.boundarySimilarity(to: one) == 1)
      #expect(try one.segmentationSimilarity(to: one) == 1)
      for near in 1...4 {
        #expect(
          try one.boundarySimilarity(to: other, near: near)
            == other.boundarySimilarity(to: one, near: near))
      }
      #expect(
        try one.windowDiff(reference: other, window: 3)
          == other.windowDiff(reference: one, window: 3))
      #expect(
        try one.pk(reference: other, window: 3) <= one.windowDiff(reference: other, window: 3))
    }
  }

  @Test func `a boundary that moved by one counts half`() throws {
    let edits = try BoundaryEdits(
      Segmentation(masses: [3, 4, 5]), Segmentation(masses: [4, 3, 5]))
    #expect(edits.transpositions == 1)
    #expect(edits.matches == 1)
    #expect(edits.additions == 0)
    #expect(edits.transpositionWeight == 0.5)
  }

  @Test func `windows are what looking at each gives`() throws {
    var random = RandomSource(seed: 42)
    for _ in 0..<100 {
      let one = Segmentation(length: 20, boundaries: (1..<20).filter { _ in random.unit() < 0.3 })
      let other = Segmentation(length: 20, boundaries: (1..<20).filter { _ in random.unit() < 0.3 })
      for window in [1, 2, 5, 19] {
        func count(_ segmentation: Segmentation, _ start: Int) -> Int {
          segmentation.boundaries.count { $0 > start && $0 <= start + window }
        }
        let wrong = (0..<20 - window).count { count(one, $0) != count(other, $0) }
        #expect(
          try one.windowDiff(reference: other, window: window)
            == Double(wrong) / Double(20 - window))
      }
    }
  }

  @Test func `a text of any length takes no memory`() throws {
    let long = Segmentation(length: 1 << 50, boundaries: [5, 1 << 40])
    #expect(try long.pk(reference: long) == 0)
    #expect(try long.boundarySimilarity(to: Segmentation(length: 1 << 50, boundaries: [5])) == 0.5)
    #expect(Segmentation(masses: [.max, .max]).length == .max)
  }

  @Test func `says why there is no value`() {
    let six = Segmentation(masses: [3, 3])
    #expect(throws: UndefinedReason.unequalLengths(7, 6)) {
      try six.pk(reference: Segmentation(masses: [3, 4]))
    }
    #expect(throws: UndefinedReason.windowTooLong(6)) { try six.pk(reference: six, window: 6) }
    #expect(throws: UndefinedReason.noLength) {
      try Segmentation(masses: []).boundarySimilarity(to: Segmentation(masses: []))
    }
    #expect(throws: UndefinedReason.coders(needed: "two or more", given: 1)) {
      try SegmentationAgreement.pi.evaluate([[six]])
    }
    #expect(throws: UndefinedReason.noVariation) {
      try SegmentationAgreement.kappa.evaluate([[.init(masses: [6]), .init(masses: [6])]])
    }
  }
}
