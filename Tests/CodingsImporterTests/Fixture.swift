import CodingsImporter
import LeitmotifModel
import LeitmotifPlugin

/// A study of two interviews about a harvest.
struct HarvestStudy: StudyOutline {
  static let texts = [
    "p1": "INT: And the harvest?\nROSA: Poor. It rained.",
    "p2": "INT: Ça va ? 🙂\nJOSÉ: Très bien, très bien.",
  ]

  var codebook: Codebook {
    Codebook(
      name: "harvest",
      codes: [
        Code(
          id: "weather", name: "Weather",
          attributes: [
            Code.AttributeDeclaration(
              name: "season", values: ["spring", "autumn"], defaultValue: "spring"),
            Code.AttributeDeclaration(name: "place"), Code.AttributeDeclaration(name: "coding"),
          ]),
        Code(id: "mood.good", uid: "u-good", name: "Good mood"),
      ],
      steps: [
        CodeStep(.rename, from: "mood.fine", to: ["mood.well"], uids: ["u-good"]),
        CodeStep(.split, from: "sky", to: ["weather", "mood.good"]),
        CodeStep(.retire, from: "crop"),
      ])
  }

  var transcripts: [Identifier<Transcript>] { ["p1", "p2"] }

  func transcript(_ key: Identifier<Transcript>) -> Transcript? {
    Self.texts[key.rawValue].map {
      Transcript(
        key: key, format: "text", text: CanonicalText($0),
        speakers: [
          Speaker(label: "INT", role: .interviewer), Speaker(label: "ROSA", role: .participant),
        ],
        turns: [
          Turn(speaker: 0, span: TextSpan(start: 5, end: 21)),
          Turn(speaker: 1, span: TextSpan(start: 28, end: 44)),
        ])
    }
  }
}

/// Imports a coder's file called `coders/ada.csv`.
func importing(
  _ file: String, coder: String = "", moved: MovedChoice = .follow
) throws -> (imported: ImportedCodings, warnings: [Diagnostic]) {
  var configuration = CodingsImporter.Configuration()
  configuration.coder = coder
  configuration.moved = moved
  let context = StageContext()
  let imported = try CodingsImporter(configuration: configuration, setup: StageSetup()).codings(
    from: Source(path: "coders/ada.csv", bytes: Array(file.utf8)), study: HarvestStudy(),
    in: context)
  return (imported, context.diagnostics)
}

/// What is wrong with a file, as people see it.
func errors(_ file: String) -> String {
  do {
    _ = try importing(file, moved: .refuse)
    return ""
  } catch {
    return "\(error)"
  }
}
