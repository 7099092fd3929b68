import LeitmotifArchive
public import LeitmotifExchange
import LeitmotifModel

/// Writes a study as INCEpTION keeps it: a UIMA CAS JSON for each text and coder, in the folders of its exports.
///
/// Codes are the feature `value` of the layer `webanno.custom.Coding`; places count UTF-16 units.
public enum InceptionExport {
  static let layer = "webanno.custom.Coding"

  /// Writes a study.
  ///
  /// - Throws: What the study throws.
  public static func files(of content: StudyContent) throws -> ExportedFiles {
    var losses = LossCount()
    try losses.addStudy(content, isProject: false)
    var count = 0
    var archive = ArchiveWriter()
    var (texts, coders) = (MemberNames(of: "texts"), MemberNames(of: "coders"))
    var documents: [JSONValue] = []
    try TextWork.forEach(of: content) { work in
      losses.add(work.transcript)
      let file = texts.name(for: work.transcript.key.rawValue, &losses)
      let units = UTF16Offsets(work.transcript.text)
      archive.add("source/\(file).txt", work.transcript.text.bytes)
      for (name, _, codings) in work.byCoder {
        for coding in codings {
          losses.add(
            coding, keepsMemo: true, keepsTime: false,
            time: content.times[CodingID(coding)])
        }
        count += codings.count
        let cas = cas(of: codings, in: work, units)
        let user = coders.name(for: name, &losses)
        archive.add("annotation/\(file).txt/\(user).json", Array(cas.canonicalText.utf8))
        documents.append([
          "name": .string("\(file).txt"), "user": .string(user), "state": "FINISHED",
        ])
      }
    }
    let project: JSONValue = [
      "name": .string(content.name), "annotation_documents": .list(documents),
    ]
    archive.add("exportedproject.json", Array(project.canonicalText.utf8))
    return ExportedFiles(
      files: [("inception.zip", try archive.bytes())], codings: count, losses: losses.all)
  }

  private static func cas(
    of codings: [Coding], in work: TextWork, _ units: UTF16Offsets
  ) -> JSONValue {
    let text = work.transcript.text
    var structures: [JSONValue] = [
      [
        "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
        "mimeType": "text", "sofaString": .string(text[text.span]),
      ],
      [
        "%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0,
        "end": .integer(units.offset(ofByte: text.count)), "language": "x-unspecified",
      ],
    ]
    for coding in codings {
      var structure: [String: JSONValue] = [
        "%ID": .integer(structures.count + 1), "%TYPE": .string(layer), "@sofa": 1,
        "begin": .integer(units.offset(ofByte: coding.span.start)),
        "end": .integer(units.offset(ofByte: coding.span.end)),
        "value": .string(coding.code.rawValue),
      ]
      if !coding.memo.isEmpty { structure["memo"] = .string(coding.memo) }
      structures.append(.object(structure))
    }
    return [
      "%TYPES": .object([
        layer: [
          "%NAME": .string(layer), "%SUPER_TYPE": "uima.tcas.Annotation",
          "value": textFeature("value"),
          "memo": textFeature("memo"),
        ]
      ]),
      "%FEATURE_STRUCTURES": .list(structures),
      "%VIEWS": [
        "_InitialView": [
          "%SOFA": 1, "%MEMBERS": .list((2...max(2, structures.count)).map { .integer($0) }),
        ]
      ],
    ]
  }

  private static func textFeature(_ name: String) -> JSONValue {
    ["%NAME": .string(name), "%RANGE": "uima.cas.String"]
  }
}

/// Counts UTF-16 units of a text.
private struct UTF16Offsets {
  /// The bytes at which a character beyond U+FFFF begins, or any other that is not ASCII.
  private let code: CodePointOffsets
  private let astral: [Int]

  init(_ text: CanonicalText) {
    code = CodePointOffsets(text)
    astral = text.isASCII ? [] : text.bytes.indices.filter { text.bytes[$0] >= 0xF0 }
  }

  func offset(ofByte byte: Int) -> Int {
    (code.codePoint(ofByte: byte) ?? 0) + astral.partitioningIndex { $0 >= byte }
  }
}
