import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import Testing

@testable import ThemesReporter

/// What a report keeps back.
struct PrivacyTests {
  private static let formats = "formats: [html, text, markdown, latex, csv]"

  private func texts(_ settings: String, of study: MemoryStudy = Sample.study) throws -> [String] {
    let report = try Sample.report(on: study, "\(Self.formats)\n\(settings)")
    return try report.files.map { String(decoding: try $0.bytes, as: UTF8.self) } + [report.text]
  }

  @Test func `small counts are not told, nor who they are, nor what they say`() throws {
    let settings = """
      privacy: {suppressBelow: 2}
      tables:
        - {kind: circles, codes: ["limitation.*", "work.*"]}
        - {kind: linked, codes: ["limitation.*", "work.*"]}
        - {kind: hierarchy}
        - {kind: frequency}
        - {kind: timeline}
        - {kind: saturation}
        - {kind: cooccurrence, within: transcript}
        - {kind: attributes, codes: limitation.novelty, attribute: sector}
      """
    for text in try texts(settings) {
      // P2 alone raised it.
      #expect(!text.contains("ever comes out of them"))
      #expect(!text.contains("7e66c6b054d11b23"))
    }
    let page = try texts(settings)[0]
    #expect(page.contains("&lt;2"))
    #expect(page.contains("Counts of participants from 1 to 1 are shown as &lt;2"))
    let table = try ThemeTable(of: Sample.study, privacy: suppressing(2))
    guard case .object(let fields) = table.json, case .list(let themes)? = fields["themes"],
      case .object(let novelty) = themes[2]
    else {
      Issue.record("no themes")
      return
    }
    #expect(novelty["k"] == .null)
    #expect(novelty["participants"] == [])
    #expect(novelty["quotations"] == [])
  }

  private func suppressing(_ count: Int) -> Privacy {
    var privacy = Privacy()
    privacy.suppressBelow = count
    return privacy
  }

  @Test(arguments: ["attribute", "memo", "participant", "transcript"])
  func `what is marked confidential is counted and not quoted`(mark: String) throws {
    var study = Sample.study
    let place = try #require(study.finals.firstIndex { $0.coding.code == "limitation.novelty" })
    switch mark {
    case "attribute": study.finals[place].coding.attributes["confidential"] = "yes"
    case "memo": study.finals[place].coding.memo = "she asked: #Confidential"
    case "participant":
      let person = try #require(study.participants.firstIndex { $0.id == "P2" })
      study.participants[person].attributes["confidential"] = "yes"
    default:
      let old = try #require(study.interviews["p2"])
      var transcript = old.transcript
      transcript.metadata["confidential"] = "true"
      study.interviews["p2"] = SegmentedTranscript(transcript: transcript, segments: old.segments)
    }
    for text in try texts("", of: study) {
      #expect(!text.contains("ever comes out of them"))
    }
    #expect(try texts("", of: study)[1].contains("marked confidential"))
    #expect(try ThemeTable(of: study)["limitation.novelty"]?.participants == ["P2"])
    let open = try texts("privacy: {leaveOutConfidential: false}", of: study)
    #expect(open[0].contains("ever comes out of them"))
  }

  @Test func `a coding that says it is not confidential is quoted`() throws {
    var study = Sample.study
    let place = try #require(study.finals.firstIndex { $0.coding.code == "limitation.novelty" })
    study.finals[place].coding.attributes["confidential"] = "no"
    #expect(try texts("", of: study)[0].contains("ever comes out of them"))
  }

  @Test func `pseudonyms alone leave no label, file, attribute or coder`() throws {
    var study = Sample.study
    study.participants[0].attributes = ["sector": "Kremlin"]
    let settings = """
      privacy: {pseudonymsOnly: true}
      tables: [{kind: list}, {kind: methods}, {kind: timeline}, {kind: saturation}]
      """
    for text in try texts(settings, of: study) {
      for word in ["p10", "Kremlin", "speaker X", ",X,", "ada"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
  }
}
