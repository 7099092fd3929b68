import Foundation
import LeitmotifTesting
import Testing

struct InspectTests {
  private static let interview = """
    INT (0:04): How was the harvest?

    ROSA (0:09): Poor. It rained.

    INT: And?

    ROSA: Every day.
    """

  @Test func `prints one JSON object a file`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.interview, to: "p1.txt")
    let result = try Command.run(["inspect", "--json", "p1.txt"], in: folder.path)
    #expect(
      result.output == """
        {"confidence":null,"encoding":"utf-8","file":"p1.txt","format":"text","speakers":[\
        {"label":"INT","role":"interviewer"},{"label":"ROSA","role":"participant"}],\
        "style":"timed-colon","turns":[\
        {"end":null,"speaker":"INT","start":4.0,"text":"How was the harvest?"},\
        {"end":null,"speaker":"ROSA","start":9.0,"text":"Poor. It rained."},\
        {"end":null,"speaker":"INT","start":null,"text":"And?"},\
        {"end":null,"speaker":"ROSA","start":null,"text":"Every day."}],"warnings":[]}

        """)
    #expect(result.error == "")
    #expect(result.status == 0)
  }

  @Test func `a folder is said to be one`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.interview, to: "talks/p1.txt")
    let result = try Command.run(["inspect", "talks"], in: folder.path)
    #expect(
      result.error == """
        talks: error: this is a folder [unreadable-file]
        help: name the files in it: talks/*

        """)
    #expect(result.status == 2)
  }

  @Test func `says when the last words of captions end`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      WEBVTT

      00:01:00.000 --> 00:05:00.000
      Poor.

      00:05:00.000 --> 00:09:00.000
      It rained.
      """, to: "p1.vtt")
    let result = try Command.run(["inspect", "p1.vtt"], in: folder.path)
    #expect(result.output.contains("from 00:01:00 to 00:09:00"), "\(result.output)")
  }

  @Test func `shows people what was recognised`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.interview, to: "p1.txt")
    let result = try Command.run(["inspect", "p1.txt"], in: folder.path)
    #expect(
      result.output == """
        p1.txt
          format    text, style timed-colon (2 of 4 labels look like 'Name (time): text'; they name 2)
          encoding  utf-8
          turns     4, from 00:00:04 to 00:00:09

          speaker  role         turns  words
          INT      interviewer      2      5
          ROSA     participant      2      5

          INT 00:00:04: How was the harvest?
          ROSA 00:00:09: Poor. It rained.
          INT: And?
          ROSA: Every day.


        """)
  }

  @Test func `reads the other files when one cannot be read`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty.txt")
    try folder.write("<TEI><text><u who='#A'>Yes.</u><u>cut", to: "cut.xml")
    try folder.write("%PDF-1.7", to: "paper.pdf")
    try folder.write("\u{1B}[31mOnly \u{7}words.", to: "plain.txt")
    let result = try Command.run(
      ["inspect", "missing.txt", "empty.txt", "cut.xml", "paper.pdf", "plain.txt"], in: folder.path)
    #expect(result.status == 2)
    #expect(
      result.error == """
        missing.txt: error: there is no such file [missing-file]
        help: the path is relative to the folder that you are in
        empty.txt: error: there is nothing in the file [empty-file]
        help: export the transcript again, or take the file out of the pipeline's 'files'
        cut.xml:1:38: error: premature end of data in tag u line 1 [xml-syntax]
        help: the file may have been cut off: export or download it again
        paper.pdf: error: a PDF file keeps no text in reading order [unsupported-document]
        help: save the document that it was made from as .docx or plain text; where there is none, 'pdftotext -layout' makes a .txt file of it, to be checked by eye

        """)
    #expect(
      result.output == """
        plain.txt
          format    text, style none (no line begins with a label)
          encoding  utf-8
          turns     1

          speaker         role  turns  words
          (nobody named)            1      2

          (nobody named): \\u{1B}[31mOnly \\u{7}words.

        plain.txt: warning: no line begins with a label, so nobody knows who speaks [no-labels]
        help: write 'NAME: ' in front of each turn, or set 'style' or 'label' if the labels look otherwise


        """)
  }

  @Test func `says how sure a guess is, and shows marks that nobody would see`() throws {
    let folder = try TemporaryFolder()
    let text = "INT: Caf\u{E9}, d\u{E9}j\u{E0}?\n\nROSA: Tr\u{E8}s bien.\n"
    try folder.write(Data(text.unicodeScalars.map { UInt8($0.value) }), to: "latin.txt")
    try folder.write("INT: a\u{202E}b\n\nROSA: c\u{200B}d 👩\u{200D}🌾\n", to: "marks.txt")
    let result = try Command.run(["inspect", "latin.txt", "marks.txt"], in: folder.path)
    #expect(result.output.contains("encoding  windows-1252 (guessed, "))
    #expect(result.output.contains("INT: a\\u{202E}b\n"))
    #expect(result.output.contains("ROSA: c\\u{200B}d 👩\u{200D}🌾\n"))
  }

  @Test func `writes a table of speakers, and reads by it`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.interview, to: "p1.txt")
    let saved = try Command.run(
      ["inspect", "--save-speakers", "people.csv", "p1.txt"], in: folder.path)
    #expect(saved.status == 0)
    #expect(
      saved.error
        == "2 labels written to people.csv; in a pipeline:  settings: {speakers: people.csv}\n")
    let table = try folder.read("people.csv")
    #expect(
      table.split(whereSeparator: \.isNewline) == [
        "label,role,participant", "INT,interviewer,", "ROSA,participant,",
      ])
    try folder.write(
      "label,role,participant\nINT,moderator,\nRO*,participant,P7\n", to: "people.csv")
    let read = try Command.run(
      ["inspect", "--json", "--speakers", "people.csv", "p1.txt"], in: folder.path)
    #expect(read.output.contains(#"{"label":"INT","role":"moderator"}"#))
    // Every family of formats takes the table.
    try folder.write("{\\rtf1 INT: How?\\par ROSA: Better.\\par}", to: "a.rtf")
    try folder.write("id,answer\nINT,\"So, how was it in May?\"\n", to: "b.csv")
    try folder.write(
      "<Trans><Speakers><Speaker id='a' name='INT'/></Speakers><Episode><Section>"
        + "<Turn speaker='a'>So.</Turn></Section></Episode></Trans>", to: "c.trs")
    try folder.write("<TEI><text><u who='#INT'>So.</u></text></TEI>", to: "d.xml")
    try folder.write("WEBVTT\n\n00:01.000 --> 00:02.000\n<v INT>So.\n", to: "e.vtt")
    try folder.write(#"{"segments":[{"start":0,"text":"So.","speaker":"INT"}]}"#, to: "f.json")
    for file in ["a.rtf", "b.csv", "c.trs", "d.xml", "e.vtt", "f.json"] {
      let read = try Command.run(
        ["inspect", "--json", "--speakers", "people.csv", file], in: folder.path)
      #expect(read.output.contains(#"{"label":"INT","role":"moderator"}"#), "\(file)")
    }
  }

  @Test func `replaces names by their pseudonyms, and lists what looks like a name`() throws {
    let folder = try TemporaryFolder()
    try folder.write("INT: Is Marta there?\n\nANNA: Anna's here.\n\nINT: So.\n", to: "p1.txt")
    try folder.write("name,pseudonym\nAnna,P1\n", to: "key.csv")
    let result = try Command.run(["inspect", "--pseudonyms", "key.csv", "p1.txt"], in: folder.path)
    #expect(result.output.contains("  replaced  P1 2\n  names?    Marta\n"))
    #expect(result.output.contains("P1: P1's here."))
  }

  @Test func `reads what can be read of broken files when asked to`() throws {
    let folder = try TemporaryFolder()
    let text = Array("INT: Où est le café d’été?\n\nROSA: Là-bas, à côté.\n".utf8)
    try folder.write(Data(text + [0xFF] + text), to: "a.txt")
    try folder.write(
      "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><u who='#A'>Yes.</u><u who='#B'>Wel",
      to: "b.xml")
    try folder.write("{\\rtf1 INT: How?\\par ROSA: Bet", to: "c.rtf")
    try folder.write("<Trans><Episode><Section><Turn>So it w", to: "d.trs")
    try folder.write("<tt><body><p begin='1s' end='2s'>Hi.</p><p begin='2s'>An", to: "e.ttml")
    let files = ["a.txt", "b.xml", "c.rtf", "d.trs", "e.ttml"]
    let refused = try Command.run(["inspect", "--json"] + files, in: folder.path)
    #expect(refused.status == 2)
    #expect(refused.output == "")
    let read = try Command.run(["inspect", "--json", "--recover"] + files, in: folder.path)
    #expect(read.status == 0)
    #expect(read.error == "")
    let lines = read.output.split(separator: "\n")
    #expect(lines.count == files.count)
    for (line, end) in zip(lines, ["\u{FFFD}INT: O", "Wel", "Bet", "So it w", "An"]) {
      #expect(line.contains(end))
    }
    #expect(lines.first?.contains(#""id":"replaced-characters""#) == true)
    #expect(lines.dropFirst().allSatisfy { $0.contains(#""id":"recovered""#) })
  }

  @Test func `libxml2 prints nothing by itself, least of all what stands in a file`() throws {
    let folder = try TemporaryFolder()
    // Half a pair of surrogates, which cannot be decoded.
    let broken: [UInt8] = [0xFE, 0xFF] + "<u>so".utf8.flatMap { [0, $0] } + [0xD9, 0xFF, 0, 0x61]
    try folder.write(Data(broken + "</u>".utf8.flatMap { [0, $0] }), to: "a.xml")
    let result = try Command.run(["inspect", "a.xml"], in: folder.path)
    #expect(result.status == 2)
    #expect(result.error.hasPrefix("a.xml:"))
    #expect(!result.error.contains("0xD9"))
  }

  @Test func `refuses a pointer of Git LFS`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 9\n", to: "a.eaf")
    let result = try Command.run(["inspect", "a.eaf"], in: folder.path)
    #expect(result.status == 2)
    #expect(
      result.error.hasPrefix(
        "a.eaf: error: this is not the file but Git LFS's pointer to it [lfs-pointer]"))
  }
}
