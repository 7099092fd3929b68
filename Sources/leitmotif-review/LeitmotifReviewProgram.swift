import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifReview
import LeitmotifReviewServer
import LeitmotifStore

/// `leitmotif-review STORE`: serves the review page; `leitmotif review` starts it.
@main
struct LeitmotifReviewProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitmotif-review",
    abstract: "Serves the review page of a study to the browsers of this computer.")

  @Argument(help: "The study's store.", completion: .file())
  var store: String

  @Option(parsing: .upToNextOption, help: "The files of decisions.", completion: .file())
  var decisions: [String] = []

  @Option(parsing: .upToNextOption, help: "Who reviews; each gets an address of their own.")
  var reviewer: [String] = []

  @Option(help: "The port to listen on; any free one when it is not said.")
  var port = 0

  @Flag(help: "Hide who proposed what.")
  var blind = false

  @Flag(inversion: .prefixedNo, help: "Open the page in the browser.")
  var open = true

  mutating func run() async throws {
    do {
      try await serve()
    } catch let error as Diagnostics {
      stop(error.description)
    } catch let error as StoreError {
      stop(error.description)
    }
  }

  private func serve() async throws {
    let reviewers = Reviewers(reviewer.isEmpty ? [NSUserName()] : reviewer)
    let desk = try ReviewDesk(store: store, decisions: decisions)
    let server = try ReviewServer(desk, reviewers: reviewers, isBlind: blind)
    let opens = open
    do {
      try await server.run(port: port) { port in
        let addresses = reviewers.all.map { address(of: $0, port) }
        let lines = zip(reviewers.all, addresses).map { entry, address in
          addresses.count == 1 ? address : "\(entry.name): \(address)"
        }
        let files = desk.files.map(\.path).joined(separator: ", ")
        // Written at once: whoever reads it through a pipe is waiting for the address.
        let text = (lines + ["Ctrl-C ends it. Decisions go to \(files).", ""])
        FileHandle.standardOutput.write(Data(text.joined(separator: "\n").utf8))
        if opens, let first = addresses.first { openBrowser(at: first) }
      }
    } catch {
      stop("error: the page cannot listen on port \(port): \(error)\nhelp: leave out --port")
    }
  }

  private func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    Foundation.exit(2)
  }
}

private func address(of entry: Reviewers.Entry, _ port: Int) -> String {
  "http://127.0.0.1:\(port)/item?token=\(entry.token)"
}

/// Opens the browser, when this computer has a screen and one.
private func openBrowser(at address: String) {
  let environment = ProcessInfo.processInfo.environment
  guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
  let opener = Process()
  opener.executableURL = URL(filePath: "/usr/bin/xdg-open")
  opener.arguments = [address]
  opener.standardOutput = FileHandle.nullDevice
  opener.standardError = FileHandle.nullDevice
  // Without a browser the address that was printed is enough.
  _ = try? opener.run()
}
