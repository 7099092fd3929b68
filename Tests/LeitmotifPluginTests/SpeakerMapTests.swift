import LeitmotifModel
import LeitmotifPlugin
import LeitmotifYAML
import Testing

struct SpeakerMapTests {
  private func speakers(_ map: SpeakerMap, _ labels: String...) -> [Speaker] {
    map.speakers(for: labels.map { SpeakerMap.Label($0, turns: 1) }, in: "t1", path: "t1.txt")
      .speakers
  }

  @Test(arguments: [
    ("P*", "p12", true), ("P*", "XP", false), ("*", "", true), ("?1", "P1", true),
    ("?1", "P11", false),
    ("inter*er*", "INTERVIEWER 2", true), ("*a*b*c", "xxaxxbxxbc", true),
    ("*a*b*c", "xxaxxcb", false),
    ("Zoë", "ZOË", true), ("a?c", "a🙂c", true), ("[P]*", "P1", false), ("**", "anyone", true),
  ])
  func `fits patterns to whole labels in any case`(pattern: String, label: String, fits: Bool) {
    #expect(SpeakerEntry(match: pattern, role: .other).fits(label) == fits)
  }

  @Test func `matches a hostile pattern in no time`() {
    let pattern = String(repeating: "a*", count: 2_000) + "b"
    #expect(!SpeakerEntry(match: pattern, role: .other).fits(String(repeating: "a", count: 20_000)))
  }

  @Test func `takes the first entry that fits`() {
    let map = SpeakerMap([
      SpeakerEntry(match: "INT*", role: .interviewer),
      SpeakerEntry(match: "P*", role: .participant, participant: "$label"),
      SpeakerEntry(match: "*", role: .participant, participant: "$transcript-$label"),
    ])
    #expect(
      speakers(map, "INT", "P1", "$transcript") == [
        Speaker(label: "INT", role: .interviewer),
        Speaker(label: "P1", role: .participant, participant: "P1"),
        Speaker(label: "$transcript", role: .participant, participant: "t1-$transcript"),
      ])
  }

  @Test(arguments: [
    ("INTERVIEWER", Role.interviewer), ("Interviewer 2", .interviewer), ("INT1", .interviewer),
    ("I", .interviewer), ("Q", .interviewer), ("问", .interviewer), ("Интервьюер", .interviewer),
    ("Entrevistadora", .interviewer), ("Moderatorin", .moderator), ("MODERATOR_1", .moderator),
    ("Chair", .moderator), ("Interpreter", .other), ("A", .participant), ("ROSA", .participant),
    ("P1", .participant), ("Respondent", .participant), ("P", .participant),
  ])
  func `knows the roles that labels name`(label: String, role: Role) {
    #expect(speakers(SpeakerMap(), label).map(\.role) == [role])
  }

  @Test func `knows letters of questions beside those of their answers`() {
    #expect(speakers(SpeakerMap(), "P", "R").map(\.role) == [.interviewer, .participant])
    #expect(speakers(SpeakerMap(), "F", "A").map(\.role) == [.interviewer, .participant])
    #expect(
      speakers(SpeakerMap(), "P", "R", "S").map(\.role) == [
        .participant, .participant, .participant,
      ])
    #expect(speakers(SpeakerMap(), "P1", "R").map(\.role) == [.participant, .participant])
  }

  @Test func `believes the role that a file states`() {
    let labels = [SpeakerMap.Label("X", turns: 1, statedRole: .interviewer)]
    #expect(
      SpeakerMap().speakers(for: labels, in: "t1", path: "").speakers.map(\.role) == [.interviewer])
  }

  @Test func `reads its entries and refuses one that fits nothing`() throws {
    func read(_ text: String) throws -> (SpeakerMap?, String) {
      let collector = DiagnosticCollector()
      let node = try YAMLReader.read(Array(text.utf8), path: "p.yaml")
      let map = SpeakerMap.read(node, reporting: collector)
      return (map, collector.diagnostics.all.map(\.message).joined(separator: "; "))
    }
    let (map, problems) = try read("- {match: \"INT*\", role: interviewer}\n- {match: \"P*\"}\n")
    #expect(problems == "")
    #expect(
      map
        == SpeakerMap([
          SpeakerEntry(match: "INT*", role: .interviewer),
          SpeakerEntry(match: "P*", role: .participant),
        ]))
    #expect(try read("- {role: boss}\n").1 == "'boss' is not known here")
    #expect(try read("- {role: other}\n").1 == "the entry fits no label")
  }
}
