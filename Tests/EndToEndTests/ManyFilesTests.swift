import Foundation
import LeitmotifTesting
import Testing

/// Many transcripts at once, one of them bad.
struct ManyFilesTests {
  @Test func `of a thousand files one is set aside, the others are coded`() throws {
    let folder = try Study.first()
    for number in 0..<1_000 {
      try folder.write(
        number == 617
          ? "P1: a\u{0}b" : "INT: Hours, p\(number)?\n\nP1: I work long hours, even at night.\n",
        to: "study/many/t\(number).txt")
    }
    let pipeline = try folder.read("study/pipeline.yaml")
      .replacing("transcripts/*.txt", with: "many/*.txt")
    try folder.write(pipeline, to: "study/pipeline.yaml")
    let result = try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
    #expect(result.status == 4)
    #expect(result.output.contains("999 transcripts"))
    #expect(result.output.contains("Set aside, not coded: t617"))
    #expect(result.error.contains("many/t617.txt: error: the file is no text: byte 5 is zero"))
  }

  @Test func `names of a key never reach the store, and a key beside it is warned of`() throws {
    let folder = try Study.first()
    try folder.write("name,pseudonym\nRosalind,P9\n", to: "study/key.csv")
    try folder.write(
      "INT: Rosalind, your hours?\n\nROSALIND: Long hours. Rosalind's way.\n",
      to: "study/transcripts/p3.txt")
    let pipeline = try folder.read("study/pipeline.yaml")
      .replacing(
        "    settings:\n      speakers:",
        with: "    settings:\n      pseudonyms: key.csv\n      speakers:")
    #expect(pipeline.contains("pseudonyms"))
    try folder.write(pipeline, to: "study/pipeline.yaml")
    let result = try Command.run(["run", "pipeline.yaml"], in: folder.path("study"))
    #expect(result.error.contains("key.csv: warning: who shares the study would share the key"))
    let store = try Data(contentsOf: URL(filePath: folder.path("study/study.sqlite")))
    #expect(store.firstRange(of: Data("osalind".utf8)) == nil)
    #expect(store.firstRange(of: Data("OSALIND".utf8)) == nil)
  }
}
