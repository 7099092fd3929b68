import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// The report as plain text.
struct PlainTextTests {
  @Test func `a terminal shows every table`() throws {
    let text = try Sample.report().text
    #expect(
      text == """
        What stands in the way
        4 participants · 3 transcripts · 12 final codings · codebook sample 2

        Table 1. Limitations
        ────────────────────
                     P1  P2  P3  P10 k of 4   alone
        Reliability  ○   ●   ·   ·   2        2
            “They make mistakes <all> the time, and that will pass.” (P1, p1 37–91, 0:00:10,
            2dd2f92625850cf4)
        Novelty      ·   ●   ·   ·   1        1
            “Nothing new ever comes out of them — naïve 🙂 remixes.” (P2, p2 20–73, 0:00:10,
            7e66c6b054d11b23)
        ● raised · ○ expected to improve · alone: k of the classifiers alone

        Table 2. Evaluations
        ────────────────────
        experiment
          optimistic 0 of 4
          pessimistic 1 of 4: P2
            “It would not change my months.” (P2, p2 165–195, 0:00:20, 20a3f955b432e28c)
        debugging
          optimistic 1 of 4: P2
            “Solving it would change my days.” (P2, p2 132–164, 0:00:20, 3312e70439b7a015)
          pessimistic 0 of 4
        unknown
          optimistic 0 of 4
          pessimistic 1 of 4: P10
            “Solving the other one would not change much.” (P10, p10 25–69, 0:00:00, 32145840b2c30ade)
        all
          optimistic 1 of 4: P2
          pessimistic 2 of 4: P2 P10

        Figure 1. The work
        ──────────────────
        Reading: 3 of 4 → Running
        Running: 1 of 4 → Reading
          Plotting: 1

        All themes
        ──────────
                       k of 4  alone  participants
        limitation     2       2      P1 P2
            “They make mistakes <all> the time, and that will pass.” (P1, p1 37–91, 0:00:10,
            2dd2f92625850cf4)
          reliability  2       2      P1 P2
            “They also make mistakes, & always will.” (P2, p2 74–113, 0:00:10, 40e939b83e758d04)
          novelty      1       1      P2
            “Nothing new ever comes out of them — naïve 🙂 remixes.” (P2, p2 20–73, 0:00:10,
            7e66c6b054d11b23)
        evaluation     2       0      P2 P10
            “Solving the other one would not change much.” (P10, p10 25–69, 0:00:00, 32145840b2c30ade)
          significant  1       0      P2
            “Solving it would change my days.” (P2, p2 132–164, 0:00:20, 3312e70439b7a015)
          sceptical    2       0      P2 P10
            “It would not change my months.” (P2, p2 165–195, 0:00:20, 20a3f955b432e28c)
        work           3       3      P1 P2 P10
            “I read papers first.” (P1, p1 92–112, 0:00:10, 606d36a14e2e5d57)
          read         3       2      P1 P2 P10
            “⁨קראתי "הכול" בעצמי.⁩” (P10, p10 5–24, 0:00:00, 32e5b6cc228e1b81)
          run          1       2      P1
            “Then I run it, and I plot what came out.” (P1, p1 117–157, 0:00:20, 079c7546a2a7fff7)
            plot       1       1      P1
            “Then I run it, and I plot what came out.” (P1, p1 117–157, 0:00:20, 080748c50a6a1127)
        nobody         0       0
        alone: k of the classifiers alone

        To be settled
        ─────────────
        P2 has evaluation.significant and evaluation.sceptical, of which only one can hold
        1 place: coders differ
        2 places: codes that exclude each other

        Without a transcript: P3

        """)
  }

  @Test func `many participants are listed instead of drawn`() throws {
    var study = Sample.study
    study.participants += (11...60).map { Participant(id: Identifier("P\($0)")) }
    let text = try Sample.report(on: study).text
    #expect(text.contains("Reliability  2        2\n    ● P2\n    ○ P1\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 })
  }

  @Test func `an interview cannot steer the terminal`() {
    #expect(PlainText.showing("a\u{1B}[2Jb\nc\u{85}") == "a\u{FFFD}[2Jb c\u{FFFD}")
    #expect(PlainText.showing("a\u{202E}b") == "\u{2068}a\u{202E}b\u{2069}")
  }

  @Test func `a word longer than the line stands alone`() {
    let long = String(repeating: "x", count: 120)
    #expect(PlainText.wrap("a \(long) b", first: "- ", rest: "  ") == ["- a", "  \(long)", "  b"])
  }
}
