import Foundation
import LeitmotifTesting
import Testing

/// What the program asks of the system while it reads: no network, and no file that a transcript names.
struct NothingOpenedTests {
  private static let strace = "/usr/bin/strace"

  /// Whether the system lets us watch a program; in some containers it does not.
  private static let canWatch: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: strace)
    process.arguments = ["-o", "/dev/null", "/bin/true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Files that would have the program open something else.
  private static let traps: [(name: String, content: String)] = [
    (
      "entity.xml",
      """
      <!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/trap.dtd" [<!ENTITY e SYSTEM "http://127.0.0.1:9/trap">
      <!ENTITY f SYSTEM "trap.txt"><!ENTITY % p PUBLIC "-//x" "http://127.0.0.1:9/trap.ent"> %p;]>
      <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><u who="#A">&e;&f;</u></text></TEI>
      """
    ),
    (
      "dtd.trs",
      """
      <!DOCTYPE Trans SYSTEM "trap.dtd"><Trans><Episode><Section><Turn startTime="0" endTime="1">
      <Sync time="0"/>hi</Turn></Section></Episode></Trans>
      """
    ),
    (
      "include.ttml",
      """
      <tt xmlns="http://www.w3.org/ns/ttml" xmlns:xi="http://www.w3.org/2001/XInclude"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://127.0.0.1:9/trap.xsd">
      <?xml-stylesheet href="http://127.0.0.1:9/trap.xsl"?><body>
      <p begin="1s" end="2s"><xi:include href="trap.txt" parse="text"/>Hi</p></body></tt>
      """
    ),
    ("page.md", "INT: ![a](http://127.0.0.1:9/trap.png)\n\nROSA: file:///trap.txt\n"),
    ("link.rtf", "{\\rtf1{\\field{\\*\\fldinst INCLUDETEXT \"trap.txt\"}{\\fldrslt A: b}}\\par}"),
    (
      "web.vtt",
      "WEBVTT\n\nSTYLE\n@import url(http://127.0.0.1:9/trap)\n\n00:01.000 --> 00:02.000\nHi\n"
    ),
  ]

  @Test(.enabled(if: canWatch, "strace is not installed, or may not watch programs here"))
  func `reading a transcript opens no socket, and no file that the transcript names`() throws {
    let folder = try TemporaryFolder()
    for trap in Self.traps { try folder.write(trap.content, to: trap.name) }
    for name in ["trap.txt", "trap.dtd"] { try folder.write("caught", to: name) }
    let watched = Process()
    watched.executableURL = URL(filePath: Self.strace)
    watched.arguments =
      ["-f", "-qq", "-o", folder.path("trace"), "-e", "trace=%network,%file"]
      + [Command.executable.path, "inspect", "--json", "--recover"] + Self.traps.map(\.name)
    watched.currentDirectoryURL = URL(filePath: folder.path)
    watched.standardOutput = FileHandle.nullDevice
    watched.standardError = FileHandle.nullDevice
    try watched.run()
    watched.waitUntilExit()
    let calls = try folder.read("trace").split(separator: "\n")
    // The trace saw the program at work.
    for trap in Self.traps {
      #expect(calls.contains { $0.contains("\"\(trap.name)\"") || $0.contains("/\(trap.name)\"") })
    }
    #expect(calls.filter { $0.contains("socket(") || $0.contains("connect(") } == [])
    #expect(calls.filter { $0.contains("trap.") } == [])
  }
}
