import ArgumentParser
import LeitmotifBuiltins
import LeitmotifModel
import LeitmotifPlugin

/// `leitmotif plugins`.
struct Plugins: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "Lists the stages that a pipeline can name, with their settings.",
    subcommands: [List.self, Describe.self], defaultSubcommand: List.self)

  /// `leitmotif plugins list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists all stages.")

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() {
      if json {
        printJSON(["plugins": .list(builtinStages.map(Plugins.json))])
        return
      }
      for kind in StageKind.allCases {
        for factory in builtinStages where factory.kind == kind {
          print("\(kind.rawValue): \(factory.name)\n    \(factory.summary)")
          for setting in factory.settings {
            print("      \(setting.name): \(setting.type.description)")
          }
        }
      }
      print("\nMore on one of them: leitmotif plugins describe NAME")
    }
  }

  /// `leitmotif plugins describe NAME`.
  struct Describe: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Describes a stage and its settings.")

    @Argument(help: "The stage's name, for example keywords.")
    var name: String

    @Flag(help: "Print one line of JSON.")
    var json = false

    func run() throws {
      let found = builtinStages.filter { $0.name == name }
      guard !found.isEmpty else {
        throw WrongCommandLine(
          .error(
            "unknown-stage", "there is no plugin '\(name)'",
            help: helpForUnknown(
              name, known: Set(builtinStages.map(\.name)).sorted(), called: "known plugins")))
      }
      for factory in found {
        if json { printJSON(Plugins.json(of: factory)) } else { Plugins.show(factory) }
      }
    }
  }

  private static func show(_ factory: StageFactory) {
    print(
      "\(factory.kind.rawValue): \(factory.name)    (version \(factory.version))\n\(factory.summary)"
    )
    show(factory.settings, indent: "  ")
    if factory.kind == .ingest { show(IngesterInputs.settings, indent: "  ") }
  }

  private static func show(_ settings: [SettingDescription], indent: String) {
    for setting in settings {
      print("\n\(indent)\(setting.name): \(setting.type.description)")
      print("\(indent)    \(setting.summary)")
      print("\(indent)    default: \(setting.defaultValue.canonicalText)")
      if case .list(.settings(let inner)) = setting.type { show(inner, indent: indent + "    ") }
      if case .settings(let inner) = setting.type { show(inner, indent: indent + "    ") }
    }
  }

  private static func json(of factory: StageFactory) -> JSONValue {
    [
      "kind": .string(factory.kind.rawValue), "name": .string(factory.name),
      "summary": .string(factory.summary), "version": .integer(factory.version),
      "settings": .list(factory.settings.map(json)),
    ]
  }

  private static func json(of setting: SettingDescription) -> JSONValue {
    [
      "name": .string(setting.name), "summary": .string(setting.summary),
      "type": .string(setting.type.description), "default": setting.defaultValue,
    ]
  }
}
