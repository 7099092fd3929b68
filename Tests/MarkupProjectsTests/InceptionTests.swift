import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import MarkupProjects
import Testing

struct InceptionTests {
  private let importer = InceptionImporter(configuration: .init(), setup: StageSetup())

  private func cas(_ begin: Int, _ end: Int, _ value: String) -> String {
    """
    {"%TYPES": {}, "%FEATURE_STRUCTURES": [
      {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaString": "😊 It rained."},
      {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 0, "end": 2},
      {"%ID": 3, "%TYPE": "webanno.custom.Theme", "@sofa": 1, "begin": \(begin), "end": \(end), "value": "\(value)"}]}
    """
  }

  @Test func `coders are files, and only who finished has finished`() throws {
    let project = """
      {"name": "Harvest", "annotation_documents": [
        {"name": "p1.txt", "user": "ada", "state": "FINISHED"},
        {"name": "p1.txt", "user": "ben", "state": "IN_PROGRESS"}]}
      """
    let result = try placed(
      importer,
      try zip([
        "exportedproject.json": project, "annotation/p1.txt/ada.json": cas(6, 12, "rain"),
        "annotation/p1.txt/ben.json": cas(3, 12, "rain"),
        "annotation/p1.txt/INITIAL_CAS.json": cas(3, 12, "x"),
        "curation/p1.txt/CURATION_USER.json": cas(6, 12, "rain"),
        "annotation_ser/p1.txt/ada.ser": "…", "log/1.log": "",
      ]))
    #expect(
      lines(of: result).sorted() == [
        "p1.txt rain CURATION_USER: rained", "p1.txt rain ada: rained",
        "p1.txt rain ben: It rained",
      ])
    #expect(finished(in: result) == ["ada p1.txt"])
    #expect(result.project.name == "Harvest")
  }

  @Test func `CAS JSON says how it counts`() throws {
    let text = cas(5, 11, "rain").replacingHeader("UTF-32")
    #expect(lines(of: try placed(importer, text, path: "p1.json")) == ["p1 rain : rained"])
  }

  @Test func `XMI`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
        xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
      <cas:NULL xmi:id="0"/>
      <custom:Theme xmi:id="5" sofa="1" begin="6" end="12" value="rain"/>
      <custom:Theme xmi:id="6" sofa="1" begin="3" end="5"/>
      <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="😊 It rained."/>
      </xmi:XMI>
      """
    #expect(
      lines(of: try placed(importer, text, path: "p1.xmi")) == [
        "p1 rain : rained", "p1 Theme : It",
      ])
  }

  @Test func `WebAnno TSV with several values, spans of several tokens and escapes`() throws {
    let text = [
      "#FORMAT=WebAnno TSV 3.3", "#T_SP=webanno.custom.Theme|value", "", "",
      "#Text=😊 It rained \\[much\\].", "1-1\t0-2\t😊\t_\t", "1-2\t3-5\tIt\train[1]|time\t",
      "1-3\t6-12\trained\train[1]\t", "1-4\t13-20\t[much].\t*\t", "",
      "#Text=Poor.", "2-1\t22-27\tPoor.\tbad\\|luck\t", "",
    ].joined(separator: "\n")
    let result = try placed(importer, text, path: "p1.tsv")
    #expect(
      lines(of: result) == [
        "p1 rain : It rained", "p1 time : It", "p1 Theme : [much].", "p1 bad|luck : Poor.",
      ])
    #expect(result.texts[0].map { $0[$0.span] } == "😊 It rained [much].\n Poor.")
  }

  @Test func `what holds no codings is refused with advice`() throws {
    for bytes in [
      try zip(["annotation_ser/p1.txt/ada.ser": "x", "exportedproject.json": "{}"]),
      Array("{\"%FEATURE_STRUCTURES\": []}".utf8),
      Array("#FORMAT=WebAnno TSV 3.3\n1-1\tx\ty\n".utf8),
    ] { #expect(throws: Diagnostics.self) { try placed(importer, bytes, path: "p.zip") } }
  }

  @Test func `layers that the settings name are the only ones`() throws {
    var settings = InceptionImporter.Configuration()
    settings.layers = ["webanno.custom.Other": "value"]
    let other = InceptionImporter(configuration: settings, setup: StageSetup())
    let result = try placed(other, cas(6, 12, "rain"), path: "p1.json")
    #expect(lines(of: result) == [])
    #expect(result.project.losses.map(\.what) == ["spans of the layer webanno.custom.Theme"])
  }
}

extension String {
  fileprivate func replacingHeader(_ encoding: String) -> String {
    "{\"%HEADER\": {\"offset-encoding\": \"\(encoding)\"}, " + dropFirst()
  }
}
