import LeitmotifExchange
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin

/// What a project of another program holds, and what would become of it.
struct ProjectFindings: CustomStringConvertible {
  private let file: String
  private let project: ForeignProject
  private let report: ImportReport

  /// Reads and places a project.
  ///
  /// - Throws: `Diagnostics` when it cannot be used.
  init(_ project: StudyImport.Project) throws {
    file = project.source.path
    let read = try project.importer.project(from: project.source)
    let placed = try CodingPlacer.place(
      read, path: project.source.path, reading: project.importer.exchange.reading)
    self.project = read
    report = ImportReport(on: placed, file: project.source.path)
  }

  /// The findings as data.
  var json: JSONValue {
    var bySource: [Int: Int] = [:]
    for coding in project.codings { bySource[coding.source, default: 0] += 1 }
    return [
      "file": .string(file), "format": .string(project.format), "tool": .string(project.tool),
      "name": .string(project.name),
      "sources": .list(
        project.sources.enumerated().map { place, source in
          [
            "name": .string(source.name),
            "characters": source.text.map { .integer(Self.characters($0)) } ?? .null,
            "codings": .integer(bySource[place] ?? 0),
          ]
        }),
      "codes": .list(
        project.codes.indices.map {
          .string(project.path(ofCode: $0).joined(separator: "/"))
        }),
      "coders": .list(project.coders.map { .string($0) }),
      "cases": .integer(project.cases.count), "notes": .integer(project.allNotes.count),
      "codings": .integer(project.codings.count), "report": report.json,
    ]
  }

  /// The findings for people.
  var description: String {
    let unnamed = project.coders.contains("")
    let coders = project.coders.filter { !$0.isEmpty }
    var lines = [report.description, "  holds      " + Self.list(holdings)]
    if !project.name.isEmpty { lines.insert("  project    \(project.name)", at: 1) }
    if !coders.isEmpty {
      lines.append(
        "  coders     \(coders.prefix(20).joined(separator: ", "))"
          + (coders.count > 20 ? ", …" : ""))
    }
    if unnamed {
      lines.append("  coders     somebody who is not named; say with --coder who it was")
    }
    if !project.allNotes.isEmpty {
      lines.append("  kept apart \(project.allNotes.count) notes that belong to no coding")
    }
    return lines.joined(separator: "\n")
  }

  private var holdings: [(Int, String)] {
    [
      (project.sources.count, "texts"), (project.codes.count, "codes"),
      (project.codings.count, "codings"), (project.cases.count, "cases"),
      (project.allNotes.count, "notes"),
    ]
  }

  private static func list(_ holdings: [(Int, String)]) -> String {
    holdings.filter { $0.0 > 0 }.map { count, noun in
      "\(count) \(count == 1 ? String(noun.dropLast()) : noun)"
    }.joined(separator: ", ")
  }

  private static func characters(_ text: [UInt8]) -> Int { text.count { $0 & 0xC0 != 0x80 } }
}
