import LeitmotifTesting
import Testing

/// `leitmotif agree` as a user runs it.
struct AgreeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func agree(_ arguments: String...) throws -> Command.Result {
    try Command.run(["agree"] + arguments, in: folder.path)
  }

  @Test func `says how far coders agree, how sure that is, and what it rests on`() throws {
    // Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C.
    try folder.write(
      """
      unit,ada,ben,cleo,dan
      1,1,1,,1
      2,2,2,3,2
      3,3,3,3,3
      4,3,3,3,3
      5,2,2,2,2
      6,1,2,3,4
      7,4,4,4,4
      8,1,1,2,1
      9,2,2,2,2
      10,,5,5,5
      11,,,1,1
      12,,,3,

      """, to: "ratings.csv")
    let result = try agree("--ratings", "ratings.csv")
    #expect(
      result.output == """
        percent-agreement: 0.818, 95% interval 0.542 to 1.000 (analytic)
        krippendorff-alpha (nominal): 0.743, 95% interval 0.419 to 1.000 (analytic)
        gwet-ac1: 0.775, 95% interval 0.461 to 1.000 (analytic)

        They rest on 11 units that two or more of 4 coders coded: 40 ratings.
        Left out of what is observed: 1 unit with one rating, 0 with none.
        Coded: ada 9 of 12, ben 10 of 12, cleo 11 of 12, dan 11 of 12.
        Categories: 2 32%, 3 27%, 1 22%, 4 12%, 5 7.3%.

        """)
    #expect(result.error == "")
    #expect(result.status == 0)
  }

  @Test func `explains a low kappa beside a high raw agreement`() throws {
    let rows = (0..<100).map { unit in
      "\(unit),\(unit < 4 ? "yes" : "no"),\(unit < 1 || (4..<6).contains(unit) ? "yes" : "no")"
    }
    try folder.write(
      "unit,ada,ben\n" + rows.joined(separator: "\r\n"), to: "ratings.csv")
    let result = try agree("--ratings", "ratings.csv", "--coefficient", "cohen-kappa")
    #expect(
      result.output == """
        cohen-kappa: 0.260, 95% interval -0.186 to 0.707 (analytic)

        They rest on 100 units that two or more of 2 coders coded: 200 ratings.
        Left out of what is observed: 0 units with one rating, 0 with none.
        Coded: ada 100 of 100, ben 100 of 100.
        Categories: no 97%, yes 3.5%.

        Why is cohen-kappa 0.260, when 95% of the pairs of ratings agree?
        97% of all ratings are 'no', so that chance alone would agree on 93%.
        Only the rest tells whether coders can tell the categories apart. \
        Of the other categories' ratings, so many are shared: 'yes' 29%.
        Look at the units on which they differ before the number; report raw agreement beside it,
        and positive-specific-agreement or gwet-ac1 where a category is rare by its nature.

        """)
  }

  // By hand: the units' parts are 4/3, 0, 4/3 and, with one rating, 0; so v = (16/9)/(4 · 3).
  @Test func `gives programs a line of JSON for each coefficient`() throws {
    try folder.write("unit,a,b\n1,x,x\n2,x,y\n3,y,y\n4,y,\n", to: "ratings.csv")
    let result = try agree(
      "--ratings", "ratings.csv", "--coefficient", "percent-agreement", "--coefficient",
      "holsti", "--json")
    #expect(
      result.output == """
        {"categories":["x","y"],"chance":null,"ci":[0.0,1.0],"coders":2,\
        "coefficient":"percent-agreement","confidence":0.95,"coverage":null,\
        "dropped":{"single":1,"unrated":0},"expected":null,"interval":"analytic","observed":null,\
        "pairable":6,"reason":null,"se":0.3849001794597505,"undefinedReplicates":0,"units":3,\
        "uses":[3,4],"value":0.6666666666666666}
        {"categories":["x","y"],"chance":null,"ci":null,"coders":2,"coefficient":"holsti",\
        "confidence":null,"coverage":null,"dropped":{"single":1,"unrated":0},"expected":null,\
        "interval":null,"observed":null,"pairable":6,"reason":null,"se":null,\
        "undefinedReplicates":null,"units":3,"uses":[3,4],"value":0.5714285714285714}

        """)
  }

  @Test func `an undefined value is a reason, not an error`() throws {
    try folder.write("unit,a,b\n1,x,\n2,,x\n", to: "ratings.csv")
    let result = try agree("--ratings", "ratings.csv", "--coefficient", "krippendorff-alpha")
    #expect(
      result.output.hasPrefix(
        "krippendorff-alpha (nominal): undefined, for no unit was coded by two coders\n"))
    #expect(result.status == 0)
  }

  @Test func `reports everything that is wrong in a table of ratings`() throws {
    try folder.write("unit,ada,ben\n1,x,y\n1,x,\n2,a;b,z\n", to: "ratings.csv")
    let result = try agree("--ratings", "ratings.csv", "--categories", "x,y")
    #expect(
      result.error == """
        ratings.csv:3:1: error: the unit of line 2 stands here again [duplicate-unit]
        help: give each unit one row; several codes of one coder are 'a;b' in one cell
        ratings.csv:4:3: error: the cell holds several codes, and the coefficient takes one \
        [several-codes]
        help: use mv-alpha, or krippendorff-alpha with --distance masi or jaccard
        ratings.csv:4:7: error: 'z' is not among the declared categories [undeclared-category]
        help: did you mean 'x'?

        """)
    #expect(result.output == "")
    #expect(result.status == 2)
  }

  @Test func `stops reading a table that is wrong throughout`() throws {
    // Above the size of a piece, so that there is a rest.
    let rows = (0..<200_000).map { "\($0),a;b" }.joined(separator: "\n")
    try folder.write("unit,ada\n" + rows, to: "ratings.csv")
    let result = try agree("--ratings", "ratings.csv", "--coefficient", "gwet-ac1")
    #expect(result.error.contains(": error: the rest of the table was not read, after so many"))
    // What it follows from stands before it.
    #expect(result.error.hasSuffix("try again: one cause often makes many\n"))
    #expect(result.status == 2)
  }

  @Test func `takes numbers for what they are, however they are written`() throws {
    try folder.write("unit,ada,ben\n1,2,2.0\n2,3.0,3\n3,2,3\n", to: "ratings.csv")
    let result = try agree(
      "--ratings", "ratings.csv", "--distance", "interval", "--categories", "2,3",
      "--coefficient", "krippendorff-alpha")
    #expect(result.output.contains("Categories: 2 50%, 3 50%."))
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [], "ratings.csv:1:1: error: the first column is called 'a', not 'unit'"),
    ("unit\n1\n", [], "ratings.csv:1:1: error: no column is a coder's"),
    ("unit,a\n1,x\n", ["--coders", "a,bob"], "ratings.csv:1: error: no column is called 'bob'"),
    (
      "unit,a\n1,x\n", ["--categories", "y"],
      "ratings.csv:2:3: error: 'x' is not among the declared"
    ),
    (
      "unit,a\n1,x\n", ["--coefficient", "krippendorff-alpha", "--distance", "interval"],
      "ratings.csv:2:3: error: 'x' is no number, and the distance is between numbers"
    ),
    (
      "unit,a\n1,x\n", ["--coefficient", "gwet-ac2", "--weights", "linear"],
      "ratings.csv: error: the categories are names, and nobody said their order"
    ),
  ])
  func `refuses a table of ratings that says something else`(
    table: String, options: [String], message: String
  ) throws {
    try folder.write(table, to: "ratings.csv")
    let result = try Command.run(
      ["agree", "--ratings", "ratings.csv"] + options, in: folder.path)
    #expect(result.error.hasPrefix(message))
    #expect(result.status == 2)
  }

  @Test func `compares spans, and says in how much of the text`() throws {
    try folder.write(
      "coder,start,end,category\nada,0,7,joy\nada,7,13,fear\nben,0,7,joy\nben,7,13,anger\ncleo,,,\n",
      to: "spans.csv")
    let result = try agree("--spans", "spans.csv", "--length", "60")
    #expect(
      result.output == """
        u-alpha: 0.322
        u-alpha-binary: 0.421
        cu-alpha: 0.428, in 7.2% of the text

        They rest on 4 spans by 3 coders.
        Categories: joy 50%, anger 25%, fear 25%.

        """)
  }

  @Test func `names gamma's sampler, samples and seed`() throws {
    try folder.write(
      "coder,start,end,category\nada,0,7,joy\nada,17,23,fear\nben,1,7,joy\n", to: "spans.csv")
    let result = try agree(
      "--spans", "spans.csv", "--length", "60", "--coefficient", "gamma", "--samples", "40",
      "--precision", "0", "--seed", "3")
    #expect(result.output.contains("(shuffle sampler, 40 samples, seed 3)"))
  }

  @Test func `reports everything that is wrong in a table of spans`() throws {
    try folder.write(
      "coder,start,end,category\nada,5,5,x\nada,1,99,x\nben,one,3,x\n", to: "spans.csv")
    let result = try agree("--spans", "spans.csv", "--length", "60")
    #expect(
      result.error == """
        spans.csv:2:5: error: the span from 5 to 5 holds nothing [empty-span]
        help: 'end' is one past the last code point
        spans.csv:3:5: error: the span from 1 to 99 leaves the text from 0 to 60 [span-beyond-text]
        help: look at --length and --begin
        spans.csv:4:5: error: 'one' is no whole number [not-a-number]

        """)
    #expect(result.status == 2)
  }

  @Test func `compares boundaries with a reference`() throws {
    try folder.write("coder,position\nref,2\nref,4\nhyp,2\nhyp,5\n", to: "boundaries.csv")
    let result = try agree(
      "--boundaries", "boundaries.csv", "--length", "11", "--coders", "ref,hyp", "--coefficient",
      "boundary-similarity", "--coefficient", "pk", "--coefficient", "window-diff")
    #expect(
      result.output == """
        boundary-similarity: 0.750
        pk: 0.222
        window-diff: 0.222

        They rest on 11 units by 2 coders.

        """)
  }

  @Test func `a coder who marked nothing counts, and is named`() throws {
    try folder.write("coder,start,end,category\nada,10,30,a\n", to: "spans.csv")
    let result = try agree(
      "--spans", "spans.csv", "--length", "100", "--coders", "ada,ben", "--coefficient", "u-alpha")
    #expect(result.output.hasPrefix("u-alpha: -0.095\n"))
    #expect(
      result.error == """
        spans.csv: warning: no row is by 'ben', who is taken to have marked nothing \
        [coder-without-rows]
        help: coders in the table: ada

        """)
  }

  @Test func `refuses a boundary beyond the text, and a table without a column`() throws {
    try folder.write("coder,position\nref,11\n", to: "beyond.csv")
    let beyond = try agree("--boundaries", "beyond.csv", "--length", "11")
    #expect(
      beyond.error == """
        beyond.csv:2:5: error: no boundary can stand at 11 of 11 units [boundary-beyond-text]
        help: a position is the number of units before the boundary, from 1 to 10

        """)
    try folder.write("coder,place\nref,1\n", to: "column.csv")
    let column = try agree("--boundaries", "column.csv", "--length", "11")
    #expect(
      column.error == """
        column.csv:1: error: there is no column 'position' [table-without-column]
        help: the first row is 'coder,position'

        """)
  }

  @Test(arguments: [
    ["--ratings", "r.csv", "--coefficient", "cohn-kappa"],
    ["--ratings", "r.csv", "--coefficient", "u-alpha"],
    ["--ratings", "r.csv", "--coefficient", "recall"],
    ["--ratings", "r.csv", "--coefficient", "gwet-ac2"],
    ["--ratings", "r.csv", "--confidence", "95"],
    ["--ratings", "r.csv", "--distance", "masi", "--weights", "linear"],
    ["--ratings", "r.csv", "--spans", "s.csv", "--length", "3"],
    ["--ratings", "r.csv", "--categories", "a,b,a"],
    ["--spans", "s.csv"],
    ["--spans", "s.csv", "--length", "9223372036854775807"],
    [],
  ])
  func `refuses a wrong command line`(arguments: [String]) throws {
    let result = try Command.run(["agree"] + arguments, in: folder.path)
    #expect(result.status == 64)
    #expect(result.error.hasPrefix("Error: "))
  }

  @Test(arguments: [
    (["cohen-kappa", "--category", "x"], "'cohen-kappa' has no use for --category"),
    (["gwet-ac1", "--category", "x"], "'gwet-ac1' has no use for --category"),
    (["mv-alpha", "--category", "x"], "'mv-alpha' has no use for --category"),
    (["krippendorff-alpha", "--averaging", "rating"], "has no use for --averaging rating"),
    (["mv-alpha", "--distance", "masi"], "has no use for --distance\nhelp: it is for kripp"),
    (["holsti", "--weights", "linear"], "'holsti' has no use for --weights"),
    (["krippendorff-alpha", "--category", "x", "--distance", "ordinal"], "names one"),
    (["f1", "--coefficient", "kappa-max", "--category", "x"], "'kappa-max' has no use for"),
  ])
  func `refuses an option that would be passed over`(asked: [String], message: String) throws {
    try folder.write("unit,a,b\n1,x,x\n2,x,y\n", to: "r.csv")
    let result = try Command.run(
      ["agree", "--ratings", "r.csv", "--coefficient"] + asked, in: folder.path)
    #expect(result.status == 64)
    #expect(result.error.contains(message), "\(result.error)")
  }

  @Test(arguments: [
    ["krippendorff-alpha", "--category", "x", "--distance", "nominal"], ["alpha"],
    ["fleiss-kappa", "--category", "x"], ["fleiss-kappa-se-null", "--category", "x"],
    ["percent-agreement", "--averaging", "rating"], ["mv-alpha", "--distance", "nominal"],
    ["holsti", "--interval", "bootstrap", "--confidence", "0.9", "--seed", "3"],
    ["bias-index", "--category", "x"], ["bennett-s", "--weights", "identity"],
  ])
  func `takes the options that say what a coefficient does anyway`(asked: [String]) throws {
    try folder.write("unit,a,b\n1,x,x\n2,x,y\n3,y,y\n", to: "r.csv")
    let result = try Command.run(
      ["agree", "--ratings", "r.csv", "--json", "--coefficient"] + asked, in: folder.path)
    #expect(result.status == 0 && result.error == "", "\(result.error)")
    #expect(try Study.object(result.output)["value"] as? Double != nil)
  }

  @Test func `a category alone asks for what there is of one category`() throws {
    try folder.write("unit,a,b\n1,x,x\n2,x,y\n3,y,y\n", to: "r.csv")
    let result = try agree("--ratings", "r.csv", "--category", "x")
    #expect(result.output.hasPrefix("positive-specific-agreement ('x'): 0.667"))
    #expect(result.output.contains("\nkrippendorff-alpha (nominal, 'x'): "))
  }

  @Test func `says that there is no interval where one was asked for`() throws {
    try folder.write(
      "coder,start,end,category\nada,0,7,joy\nben,0,9,joy\n", to: "spans.csv")
    let result = try agree(
      "--spans", "spans.csv", "--length", "60", "--coefficient", "u-alpha", "--interval",
      "bootstrap", "--json")
    #expect(try Study.object(result.output)["ci"] as? [Double] == nil)
    #expect(
      result.error == """
        warning: 'u-alpha' has no interval by --interval bootstrap [no-interval]
        help: intervals are over the units of --ratings

        """)
    #expect(result.status == 0)
  }

  @Test func `knows the names that collections of published values have`() throws {
    try folder.write("coder,position\na,2\na,4\nb,2\nb,5\n", to: "b.csv")
    func value(_ name: String) throws -> Double? {
      let result = try agree(
        "--boundaries", "b.csv", "--length", "11", "--coefficient", name, "--json")
      return try Study.object(result.output)["value"] as? Double
    }
    #expect(try value("segmentation-agreement") != nil)
    #expect(try value("segmentation-agreement") == value("segmentation-pi"))
    try folder.write("coder,start,end,category\na,0,7,x\nb,1,7,x\n", to: "s.csv")
    for name in ["alphau-1995", "gamma-expected-disorder"] {
      let result = try agree(
        "--spans", "s.csv", "--length", "60", "--coefficient", name, "--json")
      #expect(try Study.object(result.output)["value"] as? Double != nil, "\(result.error)")
    }
  }

  @Test func `lists every coefficient with its use`() throws {
    let result = try agree("--list")
    #expect(result.output.contains("  krippendorff-alpha           The one to report"))
    #expect(result.output.contains("  window-diff "))
    #expect(result.status == 0)
    let object = try Study.object(agree("--list", "--json").output)
    let first = (object["coefficients"] as? [[String: Any]])?.first
    #expect(first?["from"] as? String == "ratings")
  }
}
