import Foundation
import LeitmotifTesting
import Testing

/// Projects made to do harm, or damaged, by the built command.
struct HostileImportTests {
  /// Makes the zips with Python, which writes what our own writer would refuse to.
  private static let script = """
    import stat, struct, sys, zipfile
    QDE = ('<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources><TextSource '
           'guid="eeeeeeee-0000-0000-0000-000000000001" name="p1" plainTextPath="internal://p1.txt"/>'
           '</Sources></Project>')
    def zipped(name, *members):
        with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.qde", QDE)
            for member, content in members: archive.writestr(member, content)
    zipped("traversal.qdpx", ("sources/../../outside.txt", "x"))
    zipped("absolute.qdpx", ("/tmp/leitmotif-outside.txt", "x"))
    zipped("bomb.qdpx", ("sources/p1.txt", b"a" * 200_000_000))
    import warnings; warnings.simplefilter("ignore")
    zipped("duplicate.qdpx", ("sources/p1.txt", "a"), ("sources/p1.txt", "b"))
    link = zipfile.ZipInfo("sources/p1.txt"); link.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipped("link.qdpx", (link, "/etc/passwd"))
    zipped("locked.qdpx", ("sources/p1.txt", "secret"))
    data = bytearray(open("locked.qdpx", "rb").read())
    at = 0
    while (at := data.find(b"PK\\x03\\x04", at)) >= 0: data[at + 6] |= 1; at += 4
    at = 0
    while (at := data.find(b"PK\\x01\\x02", at)) >= 0: data[at + 8] |= 1; at += 4
    open("locked.qdpx", "wb").write(data)
    whole = open("traversal.qdpx", "rb").read()
    open("cut.qdpx", "wb").write(whole[: len(whole) // 2])
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    open("laughs.qde", "w").write(
        f'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY l0 "lol">{laughs}]>'
        '<Project xmlns="urn:QDA-XML:project:1.0" name="&l9;"/>')
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script]
    process.currentDirectoryURL = URL(filePath: folder.path)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return folder
  }

  @Test func `harmful archives are refused, nothing is written, and a store stays as it was`()
    throws
  {
    let folder = try folder()
    try folder.write(
      "{\"id\": 1, \"text\": \"It rained.\", \"label\": [[3, 9, \"rain\"]]}\n", to: "a.jsonl")
    _ = try Command.run(["import", "team.sqlite", "a.jsonl"], in: folder.path)
    let before = try Data(contentsOf: URL(filePath: folder.path("team.sqlite")))
    for (file, id) in [
      ("traversal.qdpx", "archive-member-name"), ("absolute.qdpx", "archive-member-name"),
      ("bomb.qdpx", "archive-too-large"), ("duplicate.qdpx", "archive-duplicate-member"),
      ("link.qdpx", "archive-member-name"), ("locked.qdpx", "archive-encrypted"),
      ("cut.qdpx", "archive-broken"), ("laughs.qde", "entity-expansion"),
    ] {
      for command in [["import", "new.sqlite"], ["import", "team.sqlite"], ["doctor"]] {
        let result = try Command.run(command + [file], in: folder.path)
        #expect(result.status == 2, "\(command) \(file): \(result.output)")
        #expect(result.error.contains("[\(id)]"), "\(command) \(file): \(result.error)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/leitmotif-outside.txt"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/../outside.txt"))
    #expect(try Data(contentsOf: URL(filePath: folder.path("team.sqlite"))) == before)
  }
}
