import LeitmotifModel
import LeitmotifPlugin
import SpokenXML
import Testing

/// Tables that ELAN exports as text with tabs.
struct ELANTableTests {
  private static let turns = ["INT 500-1500: How was it?", "Rosa 1500-3000: Dry, \"so\"."]

  @Test(arguments: [
    // Tier, participant, times in three ways, words.
    "A\tINT\t00:00:00.500\t0.5\t00:00:01.500\t1.5\t00:00:01.000\t1.0\tHow was it?\nRosa\t\t00:00:01.500\t1.5\t00:00:03.000\t3.0\t00:00:01.500\t1.5\tDry, \"so\".\n",
    "\"INT\"\t\"0.500\"\t\"1.500\"\t\"1.000\"\t\"How was it?\"\r\n\"Rosa\"\t\"1.500\"\t\"3.000\"\t\"1.500\"\t\"Dry, \"\"so\"\".\"\r\n",
    "Rosa\t\t1500\t3000\t1500\tDry, \"so\".\nINT\t\t500\t1500\t1000\tHow was it?\n",
    "Tier\tBegin Time - ss.msec\tEnd Time - ss.msec\tAnnotation\nINT\t0.5\t1.5\tHow was it?\nRosa\t1.5\t3.0\tDry, \"so\".\n",
    "Begin Time - hh:mm:ss.ms\tEnd Time - hh:mm:ss.ms\tDuration - hh:mm:ss.ms\tINT\tRosa\n00:00:00.500\t00:00:01.500\t00:00:01.000\tHow was it?\t\n00:00:01.500\t00:00:03.000\t00:00:01.500\t\tDry, \"so\".\n",
  ])
  func `columns are known by what stands in them`(text: String) throws {
    let source = Source(path: "p1.tsv", bytes: Array(text.utf8))
    #expect(SpokenIngester.recognition(of: source) == .certain)
    let transcript = try read(text, as: "p1.tsv")
    #expect(timedTurns(transcript) == Self.turns)
    #expect(transcript.format == "elan-table")
    #expect(transcript.warnings == [])
  }

  @Test func `tiers of notes, and pieces of what the speaker says in another tier, are left out`()
    throws
  {
    let transcript = try read(
      """
      utterance\tRosa\t0.5\t2.5\t2.0\tDry all summer.
      chunk\tRosa\t0.5\t1.0\t0.5\tDry
      chunk\tRosa\t1.0\t2.5\t1.5\tall summer
      marker\t\t0.0\t4.0\t4.0\ttask 2

      """, as: "p1.txt")
    #expect(timedTurns(transcript) == ["Rosa 500-2500: Dry all summer."])
    #expect(
      transcript.warnings.map(\.message) == [
        "2 tiers are no speech by what the file says: 'chunk', 'marker'"
      ])
  }

  @Test(arguments: [
    "id\tanswer\tage\nr1\tSo it is.\t30\n", "r1\t30\t40\tSo it is.\nr2\t31\t20\tSo.\n",
    "INT\tHow was it?\nRosa\tDry.\n", "A\tB\tC\n", "",
  ])
  func `other tables are none`(text: String) {
    let source = Source(path: "p1.tsv", bytes: Array(text.utf8))
    #expect(SpokenIngester.recognition(of: source) == .no)
  }
}
