import CodedTables
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import Testing

struct CodedTablesTests {
  private func units(
    _ text: String, _ set: (inout UnitsImporter.Configuration) -> Void = { _ in }
  ) throws -> ForeignProject {
    var settings = UnitsImporter.Configuration()
    set(&settings)
    return try UnitsImporter(configuration: settings, setup: StageSetup())
      .project(from: Source(path: "ada.csv", bytes: Array(text.utf8)))
  }

  /// Who gave what, and who looked for what.
  private func given(_ project: ForeignProject) -> [String] {
    project.codings.map { coding in
      let path = project.path(ofCode: coding.code ?? 0).joined(separator: ".")
      return "\(project.sources[coding.source].name) \(path) \(coding.coder)"
    }
  }

  private func looked(_ project: ForeignProject) -> [String] {
    (project.coverage ?? []).map { each in
      let code = each.code.map { project.path(ofCode: $0).joined(separator: ".") } ?? "*"
      return "\(project.sources[each.source].name) \(code) \(each.coder)"
    }
  }

  @Test func `a plain table: a column for each coder, blank is not rated`() throws {
    let project = try units("unit,ada,ben\nu1,a;b,a\nu2,{},\nu3,,b\n")
    #expect(given(project) == ["u1 a ada", "u1 b ada", "u1 a ben", "u3 b ben"])
    #expect(looked(project) == ["u1 * ada", "u1 * ada", "u1 * ben", "u2 * ada", "u3 * ben"])
  }

  @Test func `a wide table, with cells written in several ways`() throws {
    let project = try units(
      "id,text,A1_x,A1_y,A2_x,A2_y,extra\n7,One,1,TRUE,0,,q\n8,Two,False,unsure,x,no,q\n"
    ) { $0.columns = ["{coder}_x", "{coder}_y"] }
    #expect(given(project) == ["7 x A1", "7 y A1", "8 x A2", "8 y.unsure A1"])
    #expect(
      looked(project) == [
        "7 x A1", "7 x A2", "7 y A1", "8 x A1", "8 x A2", "8 y A1", "8 y A2", "7 y.unsure A1",
        "8 y.unsure A1", "8 y.unsure A2",
      ])
  }

  @Test func `whoever gave one category did not give the others`() throws {
    let project = try units("unit,coder,emo\nu1,ada,joy\nu1,ben,anger\nu2,ben,{}\nu2,ada,\n")
    #expect(given(project) == ["u1 emo.joy ada", "u1 emo.anger ben"])
    #expect(
      looked(project) == [
        "u1 emo ada", "u1 emo ben", "u2 emo ben", "u1 emo.anger ada", "u1 emo.joy ada",
        "u1 emo.anger ben", "u1 emo.joy ben", "u2 emo.anger ben", "u2 emo.joy ben",
      ])
  }

  @Test func `a long table, rows of one coder and nobody's rows`() throws {
    let long = try units("unit,coder,x\nu1,ada,yes\nu1,ben,no\nu1,ada,no\n")
    #expect(given(long) == ["u1 x ada"])
    #expect(long.losses.map(\.count) == [1])
    let nobody = try units("id,V\nu1,3\nu1,4\nu2,3\n") { $0.columns = ["V"] }
    #expect(given(nobody) == ["u1 V.3 ", "u1 V.4 rater 2", "u2 V.3 "])
    let mapped = try units("unit,coder,x\nu1,ada,Y\nu2,ada,?\n") {
      $0.columns = ["x"]
      $0.values = ["Y": "yes", "?": "-"]
    }
    #expect(given(mapped) == ["u1 x ada"])
    #expect(looked(mapped) == ["u1 x ada"])
  }

  @Test func `two units with one text are two`() throws {
    let project = try units("unit,text,ada\nu1,yes,a\nu2,yes,b\n")
    #expect(project.sources.map(\.name) == ["u1", "u2"])
  }

  @Test func `only columns that are used need names of their own`() throws {
    let table = "id,A1_x,A1_z,A2_x,A1_z\n7,1,0,\"1, 0\",0\n"
    let project = try units(table) {
      $0.columns = ["{coder}_x"]
      $0.values = ["1, 0": "yes"]
    }
    #expect(given(project) == ["7 x A1", "7 x A2"])
    let refused = #expect(throws: Diagnostics.self) {
      try units(table) { $0.columns = ["{coder}_z"] }
    }
    #expect(
      "\(try #require(refused))" == """
        ada.csv:1:19: error: two columns are called 'A1_z' [duplicate-column]
        help: rename one of them
        """)
  }

  @Test func `columns that are not there are named`() {
    #expect(throws: Diagnostics.self) { try units("a,b\n1,2\n") }
    #expect(throws: Diagnostics.self) { try units("unit,b\n1,2\n") { $0.columns = ["{coder}_x"] } }
  }

  @Test func `quotations with and without places`() throws {
    let importer = QuotesImporter(configuration: .init(), setup: StageSetup())
    let text = "id,document,tag,content\n1,p1,weather.rain,It rained\n2,p1,,nothing\n"
    let project = try importer.project(from: Source(path: "a.csv", bytes: Array(text.utf8)))
    #expect(given(project) == ["p1 weather.rain "])
    #expect(project.codings[0].place == .quoted)
    #expect(project.codings[0].id == "highlight 1")
    #expect(project.losses.map(\.what) == ["rows"])
    let placed = "transcript,start,end,code,coder,quote\np1,3,9,rain,ada,rained\n"
    let other = try importer.project(from: Source(path: "a.csv", bytes: Array(placed.utf8)))
    #expect(other.codings[0].place == .offsets(3, 9))
    #expect(other.codings[0].coder == "ada")
  }
}
