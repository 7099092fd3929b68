import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifReview

/// `leitmotif review`: what waits for reviewers.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Shows what waits for a decision; 'review page' opens it in the browser.",
    discussion: """
      Without a further word it opens the review page in the browser; nobody but this computer can reach it. \
      'review export' and 'review import' do the same work in a spreadsheet.
      """,
    subcommands: [ReviewPage.self, ReviewExport.self, ReviewImport.self],
    defaultSubcommand: ReviewPage.self)
}

/// What all commands on a queue are told.
struct ReviewArguments: ParsableArguments {
  @Argument(help: "The study's store, such as airnd.sqlite.", completion: .file())
  var store: String

  @Option(
    parsing: .upToNextOption,
    help: "The files of decisions, when they are not where the pipeline says.",
    completion: .file())
  var decisions: [String] = []

  func desk() throws -> ReviewDesk {
    try ReviewDesk(store: store, decisions: decisions)
  }
}

/// The time as decisions note it.
func now() -> String { Date.now.formatted(.iso8601) }
