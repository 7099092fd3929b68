public import LeitmotifExchange
import LeitmotifModel

/// Writes a study as tasks of Label Studio: people's work as annotations, classifiers' as predictions.
public enum LabelStudioExport {
  /// Writes a study.
  ///
  /// - Throws: What the study throws.
  public static func files(of content: StudyContent) throws -> ExportedFiles {
    var losses = LossCount()
    try losses.addStudy(content, isProject: false)
    var count = 0
    var tasks: [JSONValue] = []
    var users: [String: Int] = [:]
    try TextWork.forEach(of: content) { work in
      losses.add(work.transcript)
      var annotations: [JSONValue] = []
      var predictions: [JSONValue] = []
      for (name, isMachine, codings) in work.byCoder {
        for coding in codings {
          losses.add(
            coding, keepsMemo: true, keepsTime: false,
            time: content.times[CodingID(coding)])
        }
        count += codings.count
        let results = JSONValue.list(codings.flatMap { result(for: $0, in: work) })
        if isMachine {
          predictions.append(["model_version": .string(name), "result": results])
        } else {
          let user = users[name] ?? users.count + 1
          users[name] = user
          annotations.append([
            "id": .integer(tasks.count * 1000 + annotations.count + 1),
            "completed_by": ["id": .integer(user), "email": .string(name)],
            "was_cancelled": false, "result": results,
          ])
        }
      }
      tasks.append([
        "id": .integer(tasks.count + 1),
        "data": [
          "text": .string(work.transcript.text[work.transcript.text.span]),
          "transcript": .string(work.transcript.key.rawValue),
        ],
        "annotations": .list(annotations), "predictions": .list(predictions),
      ])
    }
    return ExportedFiles(
      files: [("label-studio.json", Array((JSONValue.list(tasks).canonicalText + "\n").utf8))],
      codings: count, losses: losses.all)
  }

  private static func result(for coding: Coding, in work: TextWork) -> [JSONValue] {
    let place = work.place(of: coding)
    let id = JSONValue.string(CodingID(coding).description)
    let value: JSONValue = [
      "start": .integer(place.lowerBound), "end": .integer(place.upperBound),
      "text": .string(work.transcript.text[coding.span]),
      "labels": [.string(coding.code.rawValue)],
    ]
    let label: JSONValue = [
      "id": id, "from_name": "code", "to_name": "text", "type": "labels", "value": value,
    ]
    guard !coding.memo.isEmpty else { return [label] }
    return [
      label,
      [
        "id": id, "from_name": "memo", "to_name": "text", "type": "textarea",
        "value": [
          "start": .integer(place.lowerBound), "end": .integer(place.upperBound),
          "text": [.string(coding.memo)],
        ],
      ],
    ]
  }
}
