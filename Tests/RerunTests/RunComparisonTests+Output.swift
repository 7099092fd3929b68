import Foundation
import LeitmotifTesting
import Testing

/// How what two runs found otherwise is told.
extension RunComparisonTests {
  private func leitmotif(_ arguments: String...) throws -> Command.Result {
    try Command.run(arguments, in: folder.path)
  }

  @Test func `a preview has places in code points, and the words`() throws {
    try folder.write("P1: Größe. We trust her.\n", to: "texts/t1.txt")
    let new = Self.codebook.replacing("any: [trust]", with: "any: [her]")
    try folder.write(new, to: "new.yaml")
    let preview = try leitmotif("plan", "p.yaml", "--codebook", "new.yaml", "--json")
    #expect(preview.output.contains(#""start":20,"startByte":22"#), "\(preview.output)")
    #expect(preview.output.contains(#""quotation":"We trust her.""#))
  }

  @Test func `a renaming is told in every form`() throws {
    #expect(try leitmotif("run", "p.yaml").status == 0)
    try edit("codebook.yaml", "code: trust", "code: faith")
    #expect(try leitmotif("run", "p.yaml").status == 0)
    let text = try leitmotif("runs", "diff", "s.sqlite", "1", "2", "--html", "d.html")
    #expect(text.output.contains("\nrenamed: trust → faith\n"), "\(text.output)")
    #expect(try folder.read("d.html").contains("renamed: trust → faith"))
    let json = try leitmotif("runs", "diff", "s.sqlite", "1", "2", "--json").output
    #expect(
      json.contains(
        #""renamed":[{"change":"renamed","from":"trust","to":"faith","what":"code"}]"#))
  }

  @Test func `agreement that moved is shown with digits that differ`() throws {
    let words = (0..<1500).map { "Word\($0) here." }
    try folder.write("P1: \(words.joined(separator: " "))\n", to: "texts/t1.txt")
    let rows = try words.prefix(200).map { try row($0, "free") }
    let head = "transcript,code,start,end\n"
    try folder.write(head + rows.joined(), to: "coders/ada.csv")
    try folder.write(head + rows.dropFirst(2).joined(), to: "coders/ben.csv")
    #expect(try leitmotif("run", "p.yaml").status == 0)
    try folder.write(head + rows.dropFirst().joined(), to: "coders/ben.csv")
    #expect(try leitmotif("run", "p.yaml").status == 0)
    let output = try leitmotif("runs", "diff", "s.sqlite", "1", "2").output
    let table = output.split(separator: "\n").drop { !$0.hasPrefix("agreement") }.dropFirst()
    #expect(table.contains { $0.hasPrefix("gwet-ac1") }, "\(output)")
    for line in table {
      let figures = line.split(separator: " ").suffix(2)
      #expect(figures.first != figures.last, "\(line)")
    }
  }
}
