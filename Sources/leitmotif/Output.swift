import Foundation
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifTable

/// Prints a line on standard error.
func printError(_ text: String) {
  // Where it cannot be written, nobody can be told.
  _ = write(Array((text + "\n").utf8), to: STDERR_FILENO)
}

/// Prints a line on standard output, at once.
///
/// Swift's own would say nothing of a full disk, and half a table would be taken for a whole one. It is preferred to a
/// function of ours that leaves out an argument, so each way of printing has one of its own.
func print(_ text: String) { print(text, terminator: "\n") }

/// Prints an empty line.
func print() { print("") }

/// Prints words on standard output, at once, with something behind them.
func print(_ text: String, terminator: String) {
  writeOutput(Array((text + terminator).utf8))
}

/// Writes bytes to standard output, all of them or the program ends with an error.
func writeOutput(_ bytes: [UInt8]) {
  guard !write(bytes, to: STDOUT_FILENO) else { return }
  printError(
    Diagnostic.error(
      "unwritable-output",
      "the output cannot be written: \(String(cString: strerror(errno)).lowercased())",
      help: "look at the space left on the disk, or where the output goes"
    ).description)
  exit(ExitStatus.wrongFiles)
}

/// Writes all bytes; `false` when that fails, and `errno` says why.
private func write(_ bytes: [UInt8], to file: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}

/// Prints a value as one line of JSON.
func printJSON(_ value: JSONValue) {
  print(value.canonicalText)
}

/// A text in which everything that a terminal would obey, and nobody would see, is written out: control
/// characters, marks that turn the direction of writing (`\u{202E}`), characters without width.
///
/// - Parameters:
///   - text: The text.
///   - keepsLines: Whether line ends stay what they are.
/// - Returns: The text, safe to print.
func printable(_ text: some StringProtocol, keepsLines: Bool = false) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control where keepsLines && scalar == "\n": result.unicodeScalars.append(scalar)
    // The joiners of emoji and Indic letters show what they join.
    case .format where scalar.value == 0x200D || scalar.value == 0x200C:
      result.unicodeScalars.append(scalar)
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Words of an interview on one line of a terminal, safe to print: white space is one blank, and what does not fit is
/// left out.
///
/// - Parameters:
///   - words: The words.
///   - limit: How many characters fit.
/// - Returns: The line.
func oneLine(_ words: some StringProtocol, atMost limit: Int) -> String {
  var line = String.UnicodeScalarView()
  var count = 0
  var isApart = false
  for scalar in words.unicodeScalars {
    if scalar.properties.isWhitespace {
      isApart = count > 0
      continue
    }
    // Of a long text no more is looked at than fits.
    if count + (isApart ? 1 : 0) >= limit { return printable(String(line)) + "…" }
    if isApart {
      line.append(" ")
      count += 1
      isApart = false
    }
    line.append(scalar)
    count += 1
  }
  return printable(String(line))
}

/// Prints warnings, at most so many, and says how many more there are.
func printWarnings(_ warnings: [Diagnostic], atMost limit: Int = 20) {
  let sorted = Diagnostics(warnings).sorted
  for warning in sorted.prefix(limit) { printError(warning.description) }
  if sorted.count > limit { printError("… and \(sorted.count - limit) more warnings") }
}

/// Reads a file that the user named.
///
/// - Throws: `Diagnostics` when there is none, or it cannot be read.
func readFile(_ path: String) throws -> Source {
  if let bytes = content(ofFile: path) { return Source(path: path, bytes: bytes) }
  throw unreadable(path)
}

/// The bytes of a file or a pipe, read to where they stay; `nil` when they cannot be read.
private func content(ofFile path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var status = stat()
  // A device may have no end; a terminal has one when its user says so.
  guard fstat(fileno(file), &status) == 0,
    status.st_mode & S_IFMT != S_IFCHR || isatty(fileno(file)) == 1 || path == "/dev/null"
  else { return nil }
  var bytes: [UInt8] = []
  // One more than there are, so that the end is seen; a pipe does not say how many there are.
  var room = max(Int(status.st_size) + 1, 1 << 16)
  while feof(file) == 0, ferror(file) == 0 {
    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    if bytes.isEmpty { bytes = piece } else { bytes += piece }
    room = 1 << 16
  }
  return ferror(file) == 0 ? bytes : nil
}

/// Opens a table that the user named, to be read a piece at a time.
///
/// - Throws: `Diagnostics` when there is none, it cannot be read, or something is wrong at its beginning.
func openTable(_ path: String) throws -> TablePieces {
  guard let file = FileHandle(forReadingAtPath: path) else { throw unreadable(path) }
  return try TablePieces(path: path) { wanted in
    do {
      return Array(try file.read(upToCount: wanted) ?? Data())
    } catch {
      throw unreadable(path)
    }
  }
}

private func unreadable(_ path: String) -> Diagnostics {
  var isFolder: ObjCBool = false
  let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
  if isFolder.boolValue {
    return Diagnostics(
      .error(
        "unreadable-file", "this is a folder",
        help: "name the files in it: \(path.hasSuffix("/") ? path : path + "/")*",
        at: SourceLocation(path: path)))
  }
  return Diagnostics(
    .error(
      isThere ? "unreadable-file" : "missing-file",
      isThere ? "the file cannot be read" : "there is no such file",
      help: isThere
        ? "look at its permissions" : "the path is relative to the folder that you are in",
      at: SourceLocation(path: path)))
}

/// A table as plain text: columns as wide as their widest cell, two blanks between.
///
/// - Parameters:
///   - rows: The rows, the head first.
///   - rightAligned: The columns that hold numbers.
/// - Returns: The table's lines.
func textTable(_ rows: [[String]], rightAligned: Set<Int> = []) -> String {
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    var line = ""
    for (column, cell) in row.enumerated() {
      let blanks = String(repeating: " ", count: widths[column] - cell.count)
      line += column == 0 ? "" : "  "
      line += rightAligned.contains(column) ? blanks + cell : cell + blanks
    }
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}

/// A number and what it counts.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
