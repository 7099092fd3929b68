import Foundation
import LeitmotifTesting
import Testing

/// Real files beside a founder's checkout, which `make check-real` names; a user's clone has none.
struct RealDataTests {
  static let folder = ProcessInfo.processInfo.environment["LEITMOTIF_REAL_DATA"]

  @Test(
    .enabled(if: folder != nil), arguments: ["1-plain-text", "3-xml-spoken", "7-nasty"])
  func `every real file is read, or refused with a reason`(name: String) throws {
    let root = try #require(Self.folder) + "/" + name
    let files = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .sorted()
    var read = 0
    var all = 0
    for file in files {
      let type = try FileManager.default.attributesOfItem(atPath: "\(root)/\(file)")[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      all += 1
      let result = try Command.run(["inspect", "--json", file], in: root)
      #expect([0, 2].contains(result.status), "\(file): \(result.status)")
      if result.status == 0 {
        read += 1
        #expect(try Study.object(result.output)["turns"] != nil, "\(file)")
      } else {
        #expect(result.error.contains("error:"), "\(file)")
      }
    }
    print("\(name): \(read) of \(all) files read, the others refused")
    #expect(read > 0)
  }
}
