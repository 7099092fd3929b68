import Foundation
import LeitmotifWorkbook

/// Makes a workbook and hands out its bytes piece by piece.
///
/// The library writes files; this one lives in a folder that nobody else can read, and not for long.
///
/// - Parameters:
///   - title: The workbook's title.
///   - body: Is handed the pieces.
///   - fill: Adds the sheets.
/// - Throws: What the functions throw; `Diagnostics` when there is no room for it.
func makeWorkbook(
  titled title: String, to body: ([UInt8]) throws -> Void, fill: (Workbook) throws -> Void
) throws {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "leitmotif-\(UUID().uuidString)")
  try FileManager.default.createDirectory(
    at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "workbook.xlsx")
  let workbook = try Workbook(path: file.path, title: title)
  try fill(workbook)
  try workbook.close()
  let handle = try FileHandle(forReadingFrom: file)
  defer { try? handle.close() }
  while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty { try body(Array(piece)) }
}
