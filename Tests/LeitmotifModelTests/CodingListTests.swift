import LeitmotifModel
import LeitmotifTesting
import Testing

struct CodingListTests {
  /// Codings of few words, people and rules, so that many share something.
  private static func codings(seed: UInt64) -> [Coding] {
    var random = SeededNumbers(seed: seed)
    var codings: Set<Coding> = []
    for _ in 0..<random.below(40) {
      let start = random.below(9)
      codings.insert(
        Coding(
          transcript: "p1", code: random.element(of: ["a", "a.b", "é"]),
          coder: random.element(of: ["ada", "rules"]),
          rule: random.chance() ? random.element(of: ["a/1", "a/2"]) : nil,
          span: TextSpan(start: start, end: start + random.below(3)),
          attributes: random.chance() ? ["stance": "hopeful"] : [:],
          memo: random.below(9) == 0 ? "hm" : ""))
    }
    return Array(codings)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `codings come back, in order`(seed: UInt64) {
    let codings = Self.codings(seed: seed)
    let list = CodingList(codings, of: "p1")
    #expect(Set(list) == Set(codings))
    #expect(zip(list, list.dropFirst()).allSatisfy { !($1 < $0) })
    var random = SeededNumbers(seed: seed)
    let again = CodingList(
      of: "p1", kinds: list.kinds, entries: list.entries.shuffled(using: &random))
    #expect(again.map(withoutMemo) == list.map(withoutMemo))
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `codings that are final as they stand are marked, others are left`(seed: UInt64) {
    var list = CodingList(Self.codings(seed: seed), of: "p1")
    let codings = Array(list)
    var random = SeededNumbers(seed: seed)
    let standing = codings.filter { _ in random.chance() }.map {
      FinalCoding(coding: $0, origin: .single, sources: [CodingID($0)])
    }
    let merged = codings.prefix(3).map { coding in
      var other = coding
      other.span = TextSpan(start: 50, end: 60)
      return FinalCoding(coding: other, origin: .unanimous, sources: [CodingID(coding)])
    }
    #expect(Set(list.mark(standing + merged)) == Set(merged))
    #expect(list.standing == standing.count)
    #expect(
      zip(list, list.entries).filter { $1.origin != nil }.map(\.0).map(withoutMemo)
        == standing.map(\.coding).map(withoutMemo))
  }

  @Test func `two codings of the same words with one code are not final by themselves`() {
    let kinds = ["a/1", "a/2", "b/1"].map { rule in
      CodingList.Kind(
        code: rule.hasPrefix("a") ? "a" : "b", coder: "rules", rule: Identifier(rule))
    }
    func list(_ numbers: [Int32]) -> CodingList {
      CodingList(
        of: "p1", kinds: kinds,
        entries: numbers.map { CodingList.Entry(span: TextSpan(start: 1, end: 4), kind: $0) })
    }
    let origins: [FinalCoding.Origin?] = [.single, .single, nil]
    #expect(list([0]).standing(by: origins)?.standing == 1)
    #expect(list([0, 1]).standing(by: origins)?.count == nil)
    #expect(list([0, 2]).standing(by: origins)?.count == nil)
    #expect(list([0, 2]).standing(by: [.single, .single, .majority])?.standing == 2)
  }

  private func withoutMemo(_ coding: Coding) -> Coding {
    var coding = coding
    coding.memo = ""
    return coding
  }
}
