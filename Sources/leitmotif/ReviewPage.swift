import ArgumentParser
import Foundation
import LeitmotifModel

/// `leitmotif review STORE`: the review page, which is a program of its own.
///
/// The program that reads confidential interviews links no network code; `leitmotif-review` does, and listens
/// on this computer only. What is wrong with the study it says in the words of all commands, with their status.
struct ReviewPage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Opens the review page in the browser.")

  @OptionGroup var review: ReviewArguments

  @Option(parsing: .upToNextOption, help: "Who reviews; each gets an address of their own.")
  var reviewer: [String] = []

  @Option(help: "The port to listen on; any free one when it is not said.")
  var port = 0

  @Flag(help: "Hide who proposed what.")
  var blind = false

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = true

  func run() throws {
    let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let program = (Bundle.main.executableURL?.deletingLastPathComponent() ?? own)
      .appending(path: "leitmotif-review").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Diagnostics(
        .error(
          "no-review-page", "the program 'leitmotif-review' is not beside 'leitmotif'",
          help: "build it with 'swift build -c release --product leitmotif-review'",
          at: SourceLocation(path: program)))
    }
    var arguments = [program, review.store, "--port", String(port)]
    if !review.decisions.isEmpty { arguments += ["--decisions"] + review.decisions }
    if !reviewer.isEmpty { arguments += ["--reviewer"] + reviewer }
    if blind { arguments.append("--blind") }
    if !open { arguments.append("--no-open") }
    // The page takes this process's place: signals and the exit status are its own.
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    execv(program, pointers)
    throw Diagnostics(
      .error(
        "no-review-page", "it cannot be started: \(String(cString: strerror(errno)))",
        help: "look at its permissions", at: SourceLocation(path: program)))
  }
}
