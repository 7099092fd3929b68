import LeitmotifModel
import LeitmotifTesting
import SpokenXML
import Testing

struct TextGridTests {
  private static let long = """
    File type = "ooTextFile"
    Object class = "TextGrid"

    xmin = 0
    xmax = 3.5
    tiers? <exists>
    size = 3
    item []:
        item [1]:
            class = "IntervalTier"
            name = "Rosa"
            xmin = 0
            xmax = 3.5
            intervals: size = 3
            intervals [1]:
                xmin = 0
                xmax = 1.0
                text = ""
            intervals [2]:
                xmin = 1.0
                xmax = 2.0006
                text = "She said ""no"" (0.2)"
            intervals [3]:
                xmin = 2.0006
                xmax = 3.5
                text = "twice,
    I think"
        item [2]:
            class = "IntervalTier"
            name = "INT"
            xmin = 0
            xmax = 3.5
            intervals: size = 1
            intervals [1]:
                xmin = 0.5
                xmax = 1.5
                text = "Why?"
        item [3]:
            class = "TextTier"
            name = "bell"
            xmin = 0
            xmax = 3.5
            points: size = 1
            points [1]:
                number = 1.2
                mark = "ding"

    """

  private static let short = """
    File type = "ooTextFile short"
    "TextGrid"

    0
    3.5
    <exists>
    3
    "IntervalTier"
    "Rosa"
    0
    3.5
    3
    0
    1.0
    ""
    1.0
    2.0006
    "She said ""no"" (0.2)"
    2.0006
    3.5
    "twice,
    I think"
    "IntervalTier"
    "INT"
    0
    3.5
    1
    0.5
    1.5
    "Why?"
    "TextTier"
    "bell"
    0
    3.5
    1
    1.2
    "ding"
    """

  private static let free = """
    "ooTextFile"
    "TextGrid"
    0 3.5 ! the recording
    <exists>
    3 tiers
    "IntervalTier" "Rosa" 0 3.5 3 intervals coming
    0 1.0 "" ! nobody "speaks"
    1.0 2.0006 "She said ""no"" (0.2)" 2.0006 3.5 "twice,
    I think"
    "IntervalTier" "INT" 0 3.5
    1 interval 0.5 1.5 "Why?"
    "TextTier" "bell" 0 3.5 1 point 1.2 "ding"
    """

  @Test(arguments: [long, short, free])
  func `the layouts of a TextGrid say the same`(file: String) throws {
    let transcript = try read(file, as: "p1.TextGrid")
    #expect(
      timedTurns(transcript) == [
        "INT 500-1500: Why?", "Rosa 1000-2001: She said \"no\" (0.2)",
        "Rosa 2001-3500: twice, I think",
      ])
    #expect(transcript.format == "textgrid")
    #expect(transcript.warnings == [])
  }

  @Test func `UTF-16 is read by its mark`() throws {
    let utf16: [UInt8] =
      [0xFE, 0xFF]
      + Self.short.utf16.flatMap { unit -> [UInt8] in
        [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
    let transcript = try read(utf16, as: "p1.TextGrid")
    #expect(transcript.turns.count == 3)
    #expect(transcript.encoding == "utf-16be")
  }

  @Test func `tiers of notes and of words beside sentences are left out`() throws {
    let tiers = ["Rosa", "Rosa - words", "lemma", "Gesten", "Ruidos"].map { name in
      "\"IntervalTier\" \"\(name)\" 0 1 1 0 1 \"of \(name)\""
    }
    let transcript = try read(
      "\"ooTextFile\" \"TextGrid\" 0 1 <exists> 5 \(tiers.joined(separator: "\n"))",
      as: "p1.TextGrid")
    #expect(timedTurns(transcript) == ["Rosa 0-1000: of Rosa"])
    #expect(transcript.warnings.map(\.id) == ["tiers-left-out"])
  }

  @Test func `a tier of another build whose records lie over those of speech is left out`() throws {
    func tier(_ name: String, _ words: [String]) -> String {
      let records = words.enumerated().map { "\($0) \($0 + 1) \"\($1)\"" }.joined(separator: " ")
      return "\"IntervalTier\" \"\(name)\" 0 9 \(words.count) \(records)"
    }
    let transcript = try read(
      "\"ooTextFile\" \"TextGrid\" 0 9 <exists> 2 "
        + tier("Rosa", ["I am", "here", "now"]) + " " + tier("Level 2", ["PP", "A", "A"]),
      as: "p1.TextGrid")
    #expect(transcript.speakers.map(\.label) == ["Rosa"])
  }

  @Test func `a file that was cut off says where, and is read so far when asked`() throws {
    let cut = String(Self.long.prefix(Self.long.count / 2))
    #expect(
      error { try read(cut, as: "p1.TextGrid") } == """
        p1.TextGrid:24: error: a record's end is missing [textgrid-syntax]
        help: the file may have been cut off: save it again in Praat
        """)
    var configuration = SpokenIngester.Configuration()
    configuration.recover = true
    let transcript = try read(cut, as: "p1.TextGrid", configuration)
    #expect(timedTurns(transcript) == ["Rosa 1000-2001: She said \"no\" (0.2)"])
    #expect(transcript.warnings.map(\.id) == ["recovered"])
  }

  @Test func `damaged files are refused or read, and nothing worse`() {
    var numbers = SeededNumbers(seed: 7)
    for seed in [Self.long, Self.short, Self.free] {
      for _ in 0..<300 {
        let bytes = numbers.mutation(of: Array(seed.utf8))
        for recover in [true, false] {
          var configuration = SpokenIngester.Configuration()
          configuration.recover = recover
          _ = error { try read(bytes, as: "p1.TextGrid", configuration) }
        }
      }
    }
  }
}
