import LeitmotifArchive
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import RefiProjects
import Testing

/// Reads a project and places its codings.
func placed(_ bytes: [UInt8]) throws -> PlacedProject {
  let importer = RefiImporter(configuration: .init(), setup: StageSetup())
  let project = try importer.project(from: Source(path: "p.qdpx", bytes: bytes))
  return try CodingPlacer.place(project, path: "p.qdpx")
}

/// A zip with a `project.qde` and texts.
func qdpx(
  _ project: String, sources: [String: String] = [:], named name: String = "project.qde"
) throws -> [UInt8] {
  var writer = ArchiveWriter()
  let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
  writer.add(name, Array((head + project).utf8))
  for (name, text) in sources { writer.add(name, Array(text.utf8)) }
  return try writer.bytes()
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
