import LeitmotifDigest
import LeitmotifModel
import LeitmotifStore
import LeitmotifTesting
import LeitmotifText
import Testing

@testable import LeitmotifPipeline

struct WordBlocksTests {
  private static let words = ["cost", "bus", "clinic", "naïve", "far", "away", "travel", "trust"]

  private static func texts(_ count: Int, _ numbers: inout SeededNumbers) -> [TextWords] {
    (0..<count).map { _ in
      let length = numbers.chance() ? 6 : 400
      let text = CanonicalText(
        (0..<length).map { _ in
          numbers.chance() ? numbers.element(of: words) : "w\(numbers.below(5000))"
        }.joined(separator: " "))
      return TextWords(of: text, stretches: [text.span])
    }
  }

  @Test func `a block answers for each of its texts what the text alone answers`() throws {
    var numbers = SeededNumbers(seed: 17)
    let folder = try TemporaryFolder()
    let store = try Store(at: folder.path("s.sqlite"), access: .write)
    var next = try store.nextWordBlock()
    #expect(next == 1)
    let texts = Self.texts(150, &numbers)
    let blocks = WordBlocks(texts, next: &next)
    #expect(blocks.parts.allSatisfy { $0.bits.count <= WordPart.size })
    #expect(Set(blocks.places.map(\.bits)).count > 1)
    #expect(blocks.places.contains { $0.lanes == WordSlices.width })
    let run = try store.beginRun(
      RunStart(
        pipeline: "p", pipelineText: "{}", codebook: Codebook(name: ""), codebookSource: "",
        codebookDigest: Digest(of: ""), toolVersion: "1"))
    try store.finishRun(
      run, status: .succeeded, result: nil, counts: .init(), keeping: [],
      kept: KeptForNextRun(work: nil, words: blocks.parts, lock: []))
    #expect(try store.nextWordBlock() == next)

    let answers = WordAnswers(in: store)
    let questions: [WordEvidence] =
      (Self.words + ["lonely", "w17", "w4242", "北京"]).map { .words([$0]) }
      + [
        .words(["far", "away"]), .beginning("trav"), .beginning("xyzz"), .nothing, .anything,
        .all([.words(["cost"]), .any([.words(["bus"]), .words(["w3"])])]),
      ]
    for question in questions {
      for (text, place) in zip(texts, blocks.places) {
        let alone = question.isPossible(
          words: { text.mayHold(words: $0) }, beginning: { text.mayHold(beginning: $0) })
        let lanes = try answers.lanes(question, inBlockOf: place)
        #expect((lanes >> UInt64(place.lane) & 1 == 1) == alone)
      }
    }
  }
}
