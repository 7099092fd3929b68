import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTesting
import MarkupProjects
import Testing

struct BratTests {
  private let text = "Çà et là\r\nIt rained, it\r\npoured."

  private func importer(_ setup: StageSetup = StageSetup()) -> BratImporter {
    BratImporter(configuration: .init(), setup: setup)
  }

  @Test func `line ends count as one, pieces of several lines are one coding`() throws {
    let ann = """
      T1\train 12 18\trained
      T2\train 20 22;23 29\tit poured
      T3\tlost 0 2;9 11\tÇà It
      A1\tSure T1
      #1\tAnnotatorNotes T1\twet
      R1\tCause Arg1:T1 Arg2:T2
      *\tEquiv T1 T2
      """
    let result = try placed(importer(), try zip(["ada/p1.ann": ann, "ada/p1.txt": text]))
    #expect(
      lines(of: result) == [
        "p1 rain ada: rained", "p1 rain ada: it\npoured", "p1 lost ada: Çà", "p1 lost ada: It",
      ])
    #expect(result.counts == [.verified: 4])
    #expect(result.reading == OffsetReading(.codePoints, lineEnds: .one))
    #expect(result.project.codings[0].memo == "wet")
    #expect(
      result.project.losses.map { "\($0.count) \($0.what)" } == ["1 attributes", "2 relations"])
  }

  @Test func `the text is read beside the file; its folder is the coder`() throws {
    let setup = StageSetup { file, _ in
      #expect(file.resolved == "coders/ada/p1.txt")
      return Source(path: file.resolved, bytes: Array("It rained".utf8))
    }
    let result = try placed(importer(setup), "T1\train 3 9\trained\n", path: "coders/ada/p1.ann")
    #expect(lines(of: result) == ["p1 rain ada: rained"])
    #expect(finished(in: result) == ["ada p1"])
  }

  @Test func `every wrong line is named`() {
    do {
      let lines = """
        T1\train 3\trained
        nonsense
        T2 rain 1 2 x
        T3\train -9223372036854775808 5;6 7\tx
        T4\train 0 9223372036854775807\tx
        """
      _ = try placed(importer(), lines, path: "p1.ann")
      Issue.record("it was read")
    } catch let error as Diagnostics {
      #expect(
        error.all.map { "\($0.location?.line ?? 0) \($0.id)" } == [
          "1 brat-line", "2 brat-line", "3 brat-line", "4 brat-line", "5 brat-line",
        ])
      #expect(!error.description.contains("nonsense"))
    } catch {
      Issue.record(error)
    }
  }
}
