import Foundation

/// Where Graphviz puts boxes and arrows.
///
/// Only numbers go to `dot` and come back: no name of a code, and nothing of an interview.
struct GraphLayout {
  /// A box, its middle counted from the upper left corner.
  struct Box {
    let x: Double
    let y: Double
  }

  /// An arrow as a line of curves.
  struct Arrow {
    let from: Int
    let to: Int
    let points: [(x: Double, y: Double)]
  }

  let width: Double
  let height: Double
  let boxes: [Int: Box]
  let arrows: [Arrow]

  /// A box of the drawing and how large it is, in points.
  struct Size {
    let width: Int
    let height: Int
  }

  /// The places where `dot` is looked for.
  static let programs = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]

  /// How long `dot` may take.
  ///
  /// - Unit: seconds.
  private static let patience = 5.0

  /// Lays a graph out; `nil` when `dot` is not installed, or fails.
  ///
  /// - Parameters:
  ///   - sizes: The boxes.
  ///   - arrows: Pairs of places in `sizes`.
  ///   - programs: Where `dot` may be.
  init?(
    sizes: [Size], arrows: [(from: Int, to: Int)], programs: [String] = Self.programs
  ) {
    var text =
      "digraph g { rankdir=LR; nodesep=0.3; ranksep=0.6; node [shape=box, fixedsize=true];\n"
    for (number, size) in sizes.enumerated() {
      text +=
        "n\(number) [label=\"\", width=\(Double(size.width) / 72), height=\(Double(size.height) / 72)];\n"
    }
    for arrow in arrows { text += "n\(arrow.from) -> n\(arrow.to);\n" }
    text += "}\n"
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }),
      let plain = Self.run(program, text), let layout = Self.read(plain)
    else { return nil }
    self = layout
  }

  private init(width: Double, height: Double, boxes: [Int: Box], arrows: [Arrow]) {
    (self.width, self.height, self.boxes, self.arrows) = (width, height, boxes, arrows)
  }

  private static func run(_ program: String, _ text: String) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-Tplain"]
    process.environment = [:]
    // A file and no pipe: whoever writes to a program that has ended is ended too.
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).dot")
    defer { try? FileManager.default.removeItem(at: file) }
    guard (try? Data(text.utf8).write(to: file)) != nil,
      let input = try? FileHandle(forReadingFrom: file)
    else { return nil }
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let watch = DispatchWorkItem { [process] in process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watch)
    let answer = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    watch.cancel()
    return process.terminationStatus == 0 ? String(decoding: answer, as: UTF8.self) : nil
  }

  /// Reads Graphviz's plain format: inches, from the lower left corner.
  static func read(_ plain: String) -> GraphLayout? {
    var size: (width: Double, height: Double)?
    var boxes: [Int: Box] = [:]
    var arrows: [Arrow] = []
    for line in plain.split(separator: "\n") {
      let words = line.split(separator: " ")
      let number = { (place: Int) in words.count > place ? Double(words[place]) : nil }
      switch words.first {
      case "graph":
        guard let width = number(2), let height = number(3) else { return nil }
        size = (width * 72, height * 72)
      case "node":
        guard words.count > 3, let name = Int(words[1].dropFirst()), let x = number(2),
          let y = number(3), let size
        else { return nil }
        boxes[name] = Box(x: x * 72, y: size.height - y * 72)
      case "edge":
        guard words.count > 3, let from = Int(words[1].dropFirst()),
          let to = Int(words[2].dropFirst()),
          let count = Int(words[3]), count >= 0, words.count >= 4 + 2 * count, let size
        else { return nil }
        let points = (0..<count).compactMap { point in
          number(4 + 2 * point).flatMap { x in
            number(5 + 2 * point).map { (x: x * 72, y: size.height - $0 * 72) }
          }
        }
        guard points.count == count else { return nil }
        arrows.append(Arrow(from: from, to: to, points: points))
      default: break
      }
    }
    return size.map {
      GraphLayout(width: $0.width, height: $0.height, boxes: boxes, arrows: arrows)
    }
  }
}
