import Foundation
import LeitmotifBuiltins
import LeitmotifPlugin
import LeitmotifTesting
import Testing

struct LayoutTests {
  @Test func `no source file is longer than 400 lines`() throws {
    let long = try SourceFiles.swift(in: ["Sources", "Plugins", "Tests"])
      .filter { $0.text.count { $0 == "\n" } > 400 }.map(\.path)
    #expect(long == [])
  }

  @Test func `every folder of Plugins has a README that begins with one of its stages`() throws {
    let folders = try FileManager.default
      .contentsOfDirectory(atPath: Command.projectFolder.appending(path: "Plugins").path)
      .filter { $0.first?.isUppercase == true }
    let names = Set(builtinStages.map { "# `\($0.kind.rawValue): \($0.name)`" })
    for folder in folders {
      let readme = try SourceFiles.text("Plugins/\(folder)/README.md")
      let first = readme.split(separator: "\n").first.map(String.init) ?? ""
      #expect(names.contains(first), "\(folder) begins with \(first)")
    }
  }

  @Test func `every setting of every stage is in its README`() throws {
    let readmes = try FileManager.default
      .contentsOfDirectory(atPath: Command.projectFolder.appending(path: "Plugins").path)
      .filter { $0.first?.isUppercase == true }
      .map { try SourceFiles.text("Plugins/\($0)/README.md") }
    for stage in builtinStages {
      let own = readmes.filter { $0.contains("`\(stage.kind.rawValue): \(stage.name)`") }
      #expect(own.count == 1, "one README speaks of '\(stage.kind.rawValue): \(stage.name)'")
      for setting in stage.settings {
        #expect(
          own.first?.contains("`\(setting.name)`") == true,
          "the README of '\(stage.name)' explains '\(setting.name)'")
      }
    }
  }

  @Test func `nothing is left to be done in the sources`() throws {
    // Written in two parts, so that this line is not found.
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    let left = try SourceFiles.swift(in: ["Sources", "Plugins", "Tests"])
      .filter { file in marks.contains { file.text.contains($0) } }.map(\.path)
    #expect(left == [])
  }
}
