import LeitmotifPlugin
import LeitmotifTesting
import Testing
import Foundation

struct PlainTextTests {
  @Test func `dump`() throws {
    let r = try Sample.report()
    print(r.text)
    for f in r.files { try Data(f.bytes).write(to: URL(filePath: "/tmp/merge/\(f.name)")) }
  }
}
