import LeitmotifTesting
import Testing

/// What `leitmotif agree` makes of tables that nothing can be worked out from: a located error, or a reason.
struct AgreeBadInputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func agree(_ table: String, _ arguments: String...) throws -> Command.Result {
    try folder.write(table, to: "t.csv")
    return try Command.run(["agree"] + arguments, in: folder.path)
  }

  private static let coefficients = [
    "krippendorff-alpha", "cohen-kappa", "fleiss-kappa", "gwet-ac1", "percent-agreement",
    "conger-kappa", "light-kappa", "holsti", "kappa-max",
  ]

  /// Tables without an answer for some coefficients: never a number that is none, never a crash.
  @Test(arguments: [
    "unit,ada\n1,x\n2,y\n",  // one coder
    "unit,ada,ben\n1,x,x\n2,x,x\n",  // one category
    "unit,ada,ben\n1,x,\n2,,y\n",  // no overlap
    "unit,ada,ben\n1,,\n2,,\n",  // all missing
    "unit,ada,ben\n1,x,\n2,y,\n3,x,\n",  // a coder who coded nothing
    "unit,ada,ben\n",  // no unit
    "unit,ada,ben\n1,x,x\n",  // one unit
  ])
  func `a value that does not exist is null with a reason`(table: String) throws {
    let asked = Self.coefficients.flatMap { ["--coefficient", $0] }
    for interval in ["analytic", "bootstrap", "bca"] {
      try folder.write(table, to: "t.csv")
      let result = try Command.run(
        ["agree", "--ratings", "t.csv", "--json", "--interval", interval, "--replicates", "50"]
          + asked, in: folder.path)
      #expect(result.status == 0, "\(result.error)")
      #expect(!result.output.lowercased().contains("nan"))
      #expect(!result.output.contains("inf"))
      for line in result.output.split(separator: "\n") {
        let object = try Study.object(String(line))
        #expect((object["value"] as? Double == nil) == (object["reason"] as? String != nil))
      }
    }
  }

  @Test func `coders of one category only are told so, not given a value`() throws {
    let result = try agree(
      "unit,ada,ben\n1,x,x\n2,x,x\n", "--ratings", "t.csv", "--coefficient", "krippendorff-alpha")
    #expect(result.output.hasPrefix("krippendorff-alpha (nominal): undefined, for "))
  }

  @Test func `rows of unequal length are named by their lines`() throws {
    let result = try agree("unit,ada,ben\n1,x,y\n2,x\n3,x,y,z\n", "--ratings", "t.csv")
    #expect(result.error.contains("t.csv:3: error: the row has 2 cells"))
    #expect(result.error.contains("t.csv:4: error: the row has 4 cells"))
    #expect(result.status == 2)
  }

  @Test func `units that stand twice are named by both lines`() throws {
    let result = try agree("unit,ada,ben\n1,x,y\n2,x,y\n1,x,x\n", "--ratings", "t.csv")
    #expect(
      result.error.hasPrefix(
        "t.csv:4:1: error: the unit of line 2 stands here again [duplicate-unit]"))
    #expect(result.status == 2)
  }

  @Test func `a word among numbers is named by its cell`() throws {
    let result = try agree(
      "unit,ada,ben\n1,2,2.0\n2,3,three\n", "--ratings", "t.csv", "--coefficient",
      "krippendorff-alpha", "--distance", "interval")
    #expect(result.error.hasPrefix("t.csv:3:5: error: 'three' is no number"))
    #expect(result.status == 2)
  }

  @Test(arguments: [
    ["u-alpha"], ["cu-alpha"], ["ku-alpha", "--category", "x"],
    ["alpha-u-1995", "--category", "x"],
  ])
  func `spans of one coder that overlap are a reason where they may not`(
    coefficient: [String]
  ) throws {
    try folder.write(
      "coder,start,end,category\nada,0,10,x\nada,5,15,x\nben,0,10,x\n", to: "t.csv")
    let result = try Command.run(
      ["agree", "--spans", "t.csv", "--length", "20", "--json", "--coefficient"] + coefficient,
      in: folder.path)
    #expect(result.status == 0)
    let object = try Study.object(result.output)
    #expect((object["reason"] as? String)?.contains("ada") == true, "\(result.output)")
  }

  @Test(arguments: [
    ("unit\n1\n", "t.csv:1:1: error: no column is a coder's [ratings-without-coders]"),
    ("1,x,y\n2,x,y\n", "t.csv:1:1: error: the first column is called '1', not 'unit'"),
    ("", "t.csv: error: there is nothing in the file [empty-file]"),
    ("unit,ada,ada\n1,x,y\n", "t.csv:1:10: error: two columns are called 'ada'"),
    ("unit,ada,ben\n1,\"x,y\n", "t.csv:2"),
  ])
  func `a table that is none is a located error`(table: String, message: String) throws {
    let result = try agree(table, "--ratings", "t.csv")
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.status == 2)
  }

  @Test func `a long table is read`() throws {
    let rows = (0..<200_000).map { "\($0),\($0 % 3),\($0 % 7 == 0 ? 1 : $0 % 3)" }
    let result = try agree(
      "unit,ada,ben\n" + rows.joined(separator: "\n"), "--ratings", "t.csv", "--coefficient",
      "krippendorff-alpha", "--json")
    #expect(try Study.object(result.output)["units"] as? Int == 200_000)
  }

  @Test func `tables that are joined have the same units and other coders`() throws {
    try folder.write("unit,text,ada\n1,so,x\n2,so,y\n", to: "a.csv")
    try folder.write("unit,text,ben\n2,so,y\n9,so,x\n", to: "b.csv")
    let joined = try Command.run(
      ["agree", "--ratings", "a.csv", "--ratings", "b.csv", "--coders", "ada,ben"],
      in: folder.path)
    #expect(
      joined.error.hasPrefix("b.csv:3:1: error: a.csv has no such unit [unit-without-counterpart]"))
    try folder.write("unit,text,ben\n2,so,y\n", to: "b.csv")
    let blank = try Command.run(
      [
        "agree", "--ratings", "a.csv", "--ratings", "b.csv", "--coders", "ada,ben", "--coefficient",
        "percent-agreement", "--json",
      ], in: folder.path)
    let object = try Study.object(blank.output)
    #expect(object["units"] as? Int == 1)
    #expect((object["dropped"] as? [String: Int])?["single"] == 1)
    let unnamed = try Command.run(
      ["agree", "--ratings", "a.csv", "--ratings", "b.csv"], in: folder.path)
    #expect(unnamed.status == 64)
  }

  @Test func `weights and distances of one's own are those that have names`() throws {
    let ratings = "unit,ada,ben\n1,a,a\n2,b,c\n3,c,c\n4,a,c\n5,b,b\n6,b,a\n"
    try folder.write(",a,b,c\na,1,0.5,0\nb,0.5,1,0.5\nc,0,0.5,1\n", to: "linear.csv")
    // Rows in another order; the squared differences of ranks.
    try folder.write(",a,b,c\nc,4,1,0\na,0,1,4\nb,1,0,1\n", to: "interval.csv")
    func value(_ options: String...) throws -> Double? {
      try folder.write(ratings, to: "t.csv")
      let result = try Command.run(
        ["agree", "--ratings", "t.csv", "--json"] + options, in: folder.path)
      return try Study.object(result.output)["value"] as? Double
    }
    let own = try value("--coefficient", "cohen-kappa", "--weights", "linear.csv")
    #expect(own != nil)
    #expect(
      own
        == (try value(
          "--coefficient", "cohen-kappa", "--weights", "linear", "--categories", "a,b,c")))
    let distance = try value("--coefficient", "krippendorff-alpha", "--distance", "interval.csv")
    try folder.write(ratings, to: "t.csv")
    let numbers = ratings.replacing("a\n", with: "1\n").replacing("b\n", with: "2\n")
      .replacing("c\n", with: "3\n").replacing(",a,", with: ",1,").replacing(",b,", with: ",2,")
      .replacing(",c,", with: ",3,")
    let same = try agree(
      numbers, "--ratings", "t.csv", "--coefficient", "krippendorff-alpha", "--distance",
      "interval", "--json")
    let other = try #require(try Study.object(same.output)["value"] as? Double)
    #expect(abs(try #require(distance) - other) < 1e-12)
  }

  @Test(arguments: [
    (",a,b\na,1,0.5\n", "error: rows and columns do not name the same categories"),
    (",a,b\na,1,0.5\nb,0.4,1\n", "m.csv:3:3: error: 'b' and 'a' have two weights"),
    (",a,b\na,1,2\nb,2,1\n", "m.csv:2:5: error: '2' is no weight"),
    (",a,b\na,0.9,0\nb,0,1\n", "m.csv:2:3: error: the weight of a category with itself is 0.9"),
    (",a,b\na,1,\nb,,1\n", "m.csv:2:5: error: a weight is missing"),
    (",a,c\na,1,0\nc,0,1\n", "t.csv:2:5: error: 'b' is not among the declared categories"),
  ])
  func `a matrix that is none is a located error`(matrix: String, message: String) throws {
    try folder.write(matrix, to: "m.csv")
    let result = try agree(
      "unit,ada,ben\n1,a,b\n", "--ratings", "t.csv", "--coefficient", "cohen-kappa", "--weights",
      "m.csv")
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.status == 2)
  }
}
