import DatabaseProjects
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

/// The bytes of an SQLite file made by some statements.
func database(_ sql: String) throws -> [UInt8] {
  try DatabaseMaker.bytes(sql)
}

/// Reads a project and places its codings.
func placed(_ importer: some ProjectImporter, _ bytes: [UInt8]) throws -> PlacedProject {
  let project = try importer.project(from: Source(path: "project", bytes: bytes))
  return try CodingPlacer.place(project, path: "project")
}

/// The codings as people would note them: text, code, coder, words.
func lines(of placed: PlacedProject) -> [String] {
  placed.codings.map { each in
    let coding = placed.project.codings[each.coding]
    let code = coding.code.map { placed.project.path(ofCode: $0).joined(separator: "/") } ?? "-"
    let words = placed.texts[coding.source].map { $0[each.span] } ?? ""
    return "\(placed.project.sources[coding.source].name) \(code) \(coding.coder): \(words)"
  }
}
