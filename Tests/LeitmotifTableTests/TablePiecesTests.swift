import LeitmotifModel
import LeitmotifTable
import LeitmotifTesting
import Testing

struct TablePiecesTests {
  /// Reads a file in pieces, at most so many bytes at a time.
  private func pieces(_ file: [UInt8], _ size: Int) throws -> TablePieces {
    var offset = 0
    return try TablePieces(path: "t.csv", size: size) { wanted in
      let end = min(file.count, offset + min(wanted, size))
      defer { offset = end }
      return Array(file[offset..<end])
    }
  }

  /// Every row with the place of its first cell, or what is wrong.
  private func whole(_ file: [UInt8]) -> [String] {
    do {
      return described(try Table(reading: file, path: "t.csv"))
    } catch {
      return error.sorted.map(\.description)
    }
  }

  private func inPieces(_ file: [UInt8], _ size: Int) throws -> [String] {
    var rows: [String] = []
    var diagnostics = Diagnostics()
    do {
      var pieces = try pieces(file, size)
      while true {
        do {
          guard let piece = try pieces.next() else { break }
          rows += described(piece)
        } catch let errors as Diagnostics {
          diagnostics.append(contentsOf: errors)
        }
      }
    } catch let errors as Diagnostics {
      diagnostics.append(contentsOf: errors)
    }
    return diagnostics.isEmpty ? rows : diagnostics.sorted.map(\.description)
  }

  private func described(_ table: Table) -> [String] {
    (0..<table.rowCount).map { row in
      table.columns.indices.map { column in
        "\(table.location(ofRow: row, column: column)) \(table[row, column])"
      }.joined(separator: "|")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func `gives the rows of the whole table, with their places`(size: Int) throws {
    let file = Array(
      "\u{FEFF}unit,\"ada\"\r\n1,\"two\r\nlines\"\r\n\r\n2,naïve 🙂\n3,\"5\"\" disk\"\n4,last".utf8)
    #expect(try inPieces(file, size) == whole(file))
    #expect(whole(file).count == 4)
  }

  @Test func `goes on behind pieces with rows that are too short`() throws {
    var pieces = try pieces(Array("a,b\n1,2\n3\n4,5\n6,7,8\n".utf8), 1)
    var errors = Diagnostics()
    while true {
      do {
        guard try pieces.next() != nil else { break }
      } catch let wrong as Diagnostics {
        errors.append(contentsOf: wrong)
      }
    }
    #expect(errors.sorted.compactMap(\.location?.line) == [3, 5])
  }

  @Test func `says nothing else of bytes that are no text`() throws {
    #expect(
      try inPieces(Array("a\n1\n".utf8) + [0xE9, 0x0A] + Array("2\n".utf8), 2)
        == [
          "t.csv: error: the file is not UTF-8 [invalid-utf8]\n"
            + "help: in your spreadsheet program, save it as \"CSV UTF-8\""
        ])
  }

  @Test func `a row that never ends is not read for ever`() throws {
    let start = Array("a\n1\n2\n\"".utf8)
    var given = 0
    var pieces = try TablePieces(path: "t.csv", size: 8, longestRow: 1000) { wanted in
      let bytes = given == 0 ? start : Array(repeating: UInt8(ascii: "x"), count: wanted)
      given += bytes.count
      return bytes
    }
    #expect(try pieces.next()?.rowCount == 2)
    let problem = #expect(throws: Diagnostics.self) { try pieces.next() }
    #expect(
      problem?.description == "t.csv:4: error: the row has more than 1000 bytes [file-too-large]\n"
        + "help: look for a quote that nothing closes")
    #expect(given <= 1006)
    #expect(try pieces.next() == nil)
  }

  @Test func `gives what the whole table gives, whatever the bytes are`() throws {
    var random = SeededNumbers(seed: 11)
    let alphabet = Array(",,\"\n\n\r a'é".utf8)
    for _ in 0..<3_000 {
      let bytes =
        Array("x,y\n".utf8)
        + (0..<Int.random(in: 0...40, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? 0
        }
      let expected = whole(bytes)
      // What is wrong is found piece by piece, and a quote that nothing closes hides the rest.
      guard (try? Table(reading: bytes, path: "t.csv")) != nil else { continue }
      #expect(try inPieces(bytes, Int.random(in: 1...9, using: &random)) == expected)
    }
  }
}

struct DistinctTextsTests {
  @Test func `numbers each text once, without blanks around it`() throws {
    let table = try read("unit,ada\n1, x \n2,\"x\"\n3,\"say \"\"x\"\"\"\n4,\"  \"\n5,y\n1,x\n")
    var texts = DistinctTexts()
    let numbers = (0..<table.rowCount).map { table.insert($0, 1, into: &texts) }
    #expect(numbers == [0, 0, 1, nil, 2, 0])
    #expect((0..<texts.count).map { texts[$0] } == ["x", "say \"x\"", "y"])
    #expect(table.number(1, 1, in: texts) == 0)
    #expect(table.number(1, 0, in: texts) == nil)
  }

  @Test func `keeps thousands apart`() throws {
    let names = (0..<5_000).map { "turn \($0)" }
    let table = try read("unit\n" + (names + names.reversed()).joined(separator: "\n"))
    var texts = DistinctTexts()
    let numbers = (0..<table.rowCount).map { table.insert($0, 0, into: &texts) }
    #expect(numbers == Array(0..<5_000) + (0..<5_000).reversed())
    #expect((0..<texts.count).map { texts[$0] } == names)
  }
}
