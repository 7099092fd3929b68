import ArgumentParser
import Foundation
import LeitmotifModel
import LeitmotifPipeline

/// The command `leitmotif`: parses, runs, and is the one place that turns errors into messages and statuses.
@main
struct Leitmotif: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitmotif",
    abstract: "Codes interview transcripts by a codebook, and reports the themes.",
    discussion: """
      A study is a folder with transcripts, a codebook and a pipeline file that says what is done \
      with them. Begin with 'leitmotif init my-study'.
      """,
    version: leitmotifVersion,
    groupedSubcommands: [
      CommandGroup(
        name: "Study", subcommands: [Init.self, Run.self, Plan.self, Verify.self, Watch.self]),
      CommandGroup(
        name: "Result",
        subcommands: [
          ReportCommand.self, Explain.self, Query.self, Discover.self, Export.self, Runs.self,
        ]),
      CommandGroup(name: "Coder", subcommands: [Agree.self, Sample.self, Review.self]),
      CommandGroup(name: "File", subcommands: [Inspect.self, CodebookCommand.self]),
      CommandGroup(name: "Exchange", subcommands: [Import.self]),
      CommandGroup(
        name: "Upkeep", subcommands: [Gc.self, Lock.self, Plugins.self, Doctor.self]),
    ]
  )

  static func main() async {
    do {
      var command = try parsed(Array(CommandLine.arguments.dropFirst()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      finish(after: error)
    }
  }

  /// The command that some arguments ask for.
  ///
  /// To look through all commands and their options takes longer than a run that has nothing to do. What is not
  /// plainly a run or the review page, `--help` and mistakes among it, goes that way.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let rest = Array(arguments.dropFirst())
    if arguments.first == Run.configuration.commandName, let run = try? Run.parse(rest) {
      return run
    }
    if arguments.first == Review.configuration.commandName, let page = try? ReviewPage.parse(rest),
      !Review.configuration.subcommands.contains(where: {
        $0.configuration.commandName == page.review.store
      })
    {
      return page
    }
    try requireKnown(arguments)
    return try parseAsRoot(arguments)
  }

  /// Refuses a command, or a command of a command, that there is none of.
  ///
  /// - Throws: `WrongCommandLine` with the nearest name that there is.
  private static func requireKnown(_ arguments: [String]) throws {
    func name(of command: any ParsableCommand.Type) -> String { command._commandName }
    var commands = configuration.groupedSubcommands.flatMap { $0.subcommands }
    for argument in arguments {
      guard !commands.isEmpty, !argument.hasPrefix("-"), argument != "help" else { return }
      guard let command = commands.first(where: { name(of: $0) == argument }) else {
        throw WrongCommandLine(
          .error(
            "unknown-command", "there is no command '\(argument)'",
            help: helpForUnknown(
              argument, known: commands.map { name(of: $0) }, called: "commands")))
      }
      let configuration = command.configuration
      // Without a name of its own it may be what the command itself takes.
      guard configuration.defaultSubcommand == nil else { return }
      commands = configuration.subcommands
    }
  }

  /// Prints what went wrong and exits with the status that `docs/commands.md` gives it.
  private static func finish(after error: any Error) -> Never {
    if let failure = Failure(error) {
      printError(failure.message)
      Foundation.exit(failure.status)
    }
    exit(withError: error)
  }
}
