import LeitmotifAgreement
import LeitmotifReliability
import LeitmotifTesting
import Testing

/// The drawings, and the pages that hold them.
struct PictureTests {
  @Test func `a heat map has a cell for each two coders and words for those who cannot see it`() {
    let svg = HeatMap(
      title: "alpha of <everybody>", names: ["ada", "b&n"], values: [[nil, 0.914], [0.914, nil]]
    ).svg
    #expect(svg.contains("<title>alpha of &lt;everybody&gt;</title>"))
    #expect(svg.contains("ada and b&amp;n: 0.91"))
    #expect(svg.split(separator: "<rect").count == 5)
  }

  @Test func `a forest plot shows value and interval, and says where there is none`() {
    let svg = ForestPlot(
      title: "by code",
      rows: [
        .init(label: "mood", value: 0.7, lower: -0.15, upper: 1),
        .init(label: "loss", value: nil), .init(label: "all", value: 0.8, isWhole: true),
      ]
    ).svg
    #expect(svg.contains("0.70 (−0.15 to 1.00)"))
    #expect(svg.contains("no value"))
    #expect(svg.contains(">−0.20</text>"))
    #expect(svg.split(separator: "<circle").count == 2)
  }

  @Test func `a study's drawings have its coders and codes`() throws {
    let study = SmallStudy.study
    let agreement = try CoderAgreement(
      of: study, AgreementQuestion(Voice.usual(of: study.coders)))
    let pictures = try #require(AgreementPictures(of: agreement))
    #expect(pictures.coders.names == ["ada", "ben", "machine", "final"])
    #expect(pictures.coders.values[0][0] == nil)
    #expect(pictures.coders.values[0][1] == pictures.coders.values[1][0])
    #expect(
      pictures.codes.rows.map(\.label)
        == ["mood.lonely", "mood.fear", "loss", "joy", "all codes"])
    #expect(pictures.codes.rows[2].value == nil)
  }

  @Test func `a page needs nothing else and lets no words act`() {
    let page = Page(
      title: "A & B",
      pieces: [
        .quotation(
          "<script>alert(1)</script>\u{1B}[31m", place: "p1, 3–9", codes: [("ada", "x<y")]),
        .table([["code"], ["a\"b"]], numbers: [0]),
      ])
    let html = String(decoding: page.bytes, as: UTF8.self)
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u{FFFD}[31m"))
    #expect(html.contains("<td class=\"n\">a&quot;b</td>"))
    for word in ["<script", "http://", "https://", "src=", "href="] {
      #expect(!html.contains(word), "\(word)")
    }
  }
}
