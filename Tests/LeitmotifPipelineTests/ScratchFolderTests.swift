import Foundation
import LeitmotifTesting
import Testing

@testable import LeitmotifPipeline

struct ScratchFolderTests {
  @Test func `what killed processes left a day ago is taken away, and nothing else`() throws {
    let folder = try TemporaryFolder()
    let uuid = UUID().uuidString
    // No process has this number on Linux.
    let gone = "leitmotif-4194304-\(uuid)"
    let kept = [
      "leitmotif-\(getpid())-\(uuid)", "leitmotif-4194304-notes", "leitmotif-study", "other",
    ]
    for name in [gone] + kept {
      _ = try folder.write("words", to: "\(name)/replay.sqlite")
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -25 * 3600)],
        ofItemAtPath: folder.path(name))
    }
    let young = "leitmotif-4194305-\(uuid)"
    _ = try folder.write("words", to: "\(young)/replay.sqlite")
    let new = "leitmotif-1-\(uuid)"
    try ScratchFolder.make(folder.path(new))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path(""))
    #expect(Set(left) == Set(kept + [young, new]))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path(new))[.posixPermissions]
    #expect(mode as? Int == 0o700)
  }
}
