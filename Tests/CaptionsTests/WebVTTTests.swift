import Captions
import LeitmotifModel
import Testing

/// WebVTT as its programs write it.
struct WebVTTTests {
  @Test func `a voice on every cue makes a turn of every cue`() throws {
    let text = """
      WEBVTT - Talk with Sarah
      Kind: captions

      NOTE made by hand
      of somebody

      STYLE
      ::cue { color: red }

      1
      00:00.000 --> 00:02.760 align:start
      <v Sarah>Welcome to <i>Q&amp;A</i>

      00:02.760 --> 01:00:06.090
      <v.loud Sarah Obi>on the
      radio.</v>

      00:06.090 --> 00:07.000
      <v Ben>Hi.</v> <v Sarah>Hello <[?]>.</v>
      """
    #expect(
      try turns(text, as: "talk.vtt") == [
        "Sarah@0-2.76: Welcome to Q&A", "Sarah Obi@2.76-3606.09: on the radio.",
        "Ben@6.09-7: Hi.", "Sarah@6.09-7: Hello <[?]>.",
      ])
    let transcript = try read(text, as: "talk.vtt")
    #expect(transcript.format == "webvtt")
    #expect(transcript.metadata["title"] == "Talk with Sarah")
  }

  @Test func `a cue without a voice continues the turn where the file names speakers`()
    throws
  {
    let text = """
      WEBVTT

      00:01.000 --> 00:02.000
      <v Anna>One

      00:02.000 --> 00:03.000
      two.

      00:03.000 --> 00:04.500
      ( door slams )

      00:05.000 --> 00:06.000
      Three.

      00:06.000 --> 00:07.000
      <v Ben>Four.
      """
    #expect(try turns(text, as: "a.vtt") == ["Anna@1-6: One two. Three.", "Ben@6-7: Four."])
  }

  @Test(arguments: [
    (
      "1 \"Ada Obi\" (256)", "2 \"Ro Li\" (257)", "3 \"Ada Obi\" (256)", "4 \"Ro Li\" (257)",
      "Ada Obi", "Ro Li"
    ),
    ("Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"),
    ("1", "2", "3", "4", "-", "-"), ("a-0", "a-1", "a-2", "a-3", "-", "-"),
  ])
  func `what identifies cues may say who speaks`(
    first: String, second: String, third: String, fourth: String, one: String, other: String
  ) throws {
    let text =
      "WEBVTT\n\n"
      + [first, second, third, fourth].enumerated().map { place, identifier in
        "\(identifier)\n00:0\(place).000 --> 00:0\(place + 1).000\nWord \(place).\n"
      }.joined(separator: "\n")
    let told = try turns(text, as: "a.vtt")
    #expect(
      told
        == (one == "-"
          ? (0..<4).map { "-@\($0)-\($0 + 1): Word \($0)." }
          : [
            "\(one)@0-1: Word 0.", "\(other)@1-2: Word 1.", "\(one)@2-3: Word 2.",
            "\(other)@3-4: Word 3.",
          ]))
  }

  @Test func `names in capitals stand on lines of their own`() throws {
    let text = """
      WEBVTT

      00:09.209 --> 00:12.312
      ( clock ticking )

      00:14.848 --> 00:17.350
      MAN:
      When we think

      00:17.350 --> 00:18.752
      of E equals.

      00:18.752 --> 00:20.887
      What?
      MAN 2:
      A word of advice: none.

      00:20.887 --> 00:26.000
      MAN:
      Yes.
      """
    #expect(
      try turns(text, as: "a.vtt") == [
        "MAN@14.848-20.887: When we think of E equals. What?",
        "MAN 2@18.752-20.887: A word of advice: none.", "MAN@20.887-26: Yes.",
      ])
  }

  @Test func `lines that YouTube shows twice are read once`() throws {
    let text = """
      WEBVTT
      Kind: captions

      00:00.000 --> 00:02.000 align:start position:0%
      \u{20}
      so<00:00:00.400><c> we</c><00:00:00.800><c> began</c>

      00:02.000 --> 00:02.010 align:start position:0%
      so we began


      00:02.010 --> 00:04.000 align:start position:0%
      so we began
      in<00:00:02.400><c> May</c>
      """
    #expect(try turns(text, as: "a.vtt") == ["-@0-2: so we began", "-@2.01-4: in May"])
  }
}
