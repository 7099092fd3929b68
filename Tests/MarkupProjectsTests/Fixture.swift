import LeitmotifArchive
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import MarkupProjects
import Testing

/// Reads a project and places its codings.
func placed(
  _ importer: some ProjectImporter, _ bytes: [UInt8], path: String = "project"
) throws -> PlacedProject {
  try CodingPlacer.place(
    try importer.project(from: Source(path: path, bytes: bytes)), path: path)
}

func placed(
  _ importer: some ProjectImporter, _ text: String, path: String = "project"
) throws -> PlacedProject {
  try placed(importer, Array(text.utf8), path: path)
}

/// A zip of some texts.
func zip(_ members: [String: String]) throws -> [UInt8] {
  var writer = ArchiveWriter()
  for (name, text) in members { writer.add(name, Array(text.utf8)) }
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

/// Who finished what.
func finished(in placed: PlacedProject) -> [String] {
  (placed.project.coverage ?? []).map {
    "\($0.coder) \(placed.project.sources[$0.source].name)"
  }
}
