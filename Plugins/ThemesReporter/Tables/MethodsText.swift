import LeitmotifModel
import LeitmotifPlugin

/// How the study was done, in the words of a methods section; every number comes from the store.
struct MethodsText {
  let study: any StudyReader
  let table: ThemeTable
  let context: StageContext

  var paragraphs: [FiguredText] {
    get throws {
      [try material, try coding, try agreement, try provenance].filter { !$0.text.isEmpty }
    }
  }

  private var material: FiguredText {
    get throws {
      let silent = table.participants.filter(\.transcripts.isEmpty).count
      var text: FiguredText =
        "The study has \(counted(table.n, "participant"), in: .participants) and \(counted(table.transcriptCount, "transcript"), in: .participants)"
      if silent > 0 {
        text +=
          "; \(counted(silent, "participant"), in: .participants) without a transcript \(silent == 1 ? "is" : "are") counted in N"
      }
      let codebook = try study.codebook
      let ruled = codebook.codes.count { !$0.rules.isEmpty }
      let version = codebook.version.isEmpty ? "" : ", version \(codebook.version)"
      text +=
        ". The codebook \(codebook.name)\(version) has \(counted(codebook.codes.count, "code"), in: .themes), "
      text +=
        "\(ruled, in: .why) of them with rules (\(counted(codebook.rules.count, "rule"), in: .why))."
      return text
    }
  }

  private var coding: FiguredText {
    get throws {
      let coders = try study.coders
      let people = coders.filter { $0.kind == .person }.map(\.id)
      let machines = coders.filter { $0.kind == .machine }.map(\.id)
      var text: FiguredText = ""
      if !machines.isEmpty {
        text +=
          "\(counted(machines.count, "classifier"), in: .why) (\(list(machines))) coded every transcript by rules. "
      }
      guard !people.isEmpty else { return text + "No person coded." }
      let finished = Dictionary(grouping: try study.coverage, by: \.coder)
        .mapValues { Set($0.map(\.transcript)).count }
      text +=
        "\(people.count, in: .agreement) \(people.count == 1 ? "person" : "people") coded by hand; "
      text += "transcripts finished, of \(table.transcriptCount, in: .participants): "
      for (place, person) in people.enumerated() {
        text += "\(place == 0 ? "" : ", ")\(name(person, among: people)) "
        text += "\(finished[person] ?? 0, in: .agreement)"
      }
      text += ". The merge left \(counted(table.codingCount, "final coding"), in: .themes), and "
      text += "\(counted(table.queue.count, "place"), in: .unsettled) "
      return text + "\(table.queue.count == 1 ? "waits" : "wait") for a reviewer."
    }
  }

  private var agreement: FiguredText {
    get throws {
      let measured = try context.agreement(study)
      guard !measured.isEmpty else { return "" }
      var text: FiguredText = "Agreement among the people who coded, over \(measured[0].units): "
      for (place, each) in measured.enumerated() {
        if place > 0 { text += "; " }
        guard let value = each.value else {
          text += "\(each.name) is undefined (\(each.reason))"
          continue
        }
        let interval = each.interval.map {
          " (95 % interval \(Self.twoDigits($0.lowerBound)) to \(Self.twoDigits($0.upperBound)))"
        }
        text += "\(each.name) = \("\(Self.twoDigits(value))\(interval ?? "")", in: .agreement)"
      }
      return text + "."
    }
  }

  private var provenance: FiguredText {
    get throws {
      let run = try study.run
      let result = run.result.map { ", result \($0)" } ?? ""
      return
        "The figures are those of run \("\(run.id)") of the pipeline \(run.pipeline) (Leitmotif; codebook \(run.codebook)\(result)). Running it again over the same files gives the same result."
    }
  }

  private func name(_ coder: Identifier<Coder>, among people: [Identifier<Coder>]) -> String {
    guard table.privacy.pseudonymsOnly else { return coder.rawValue }
    return "coder \((people.firstIndex(of: coder) ?? 0) + 1)"
  }

  private func list(_ names: [Identifier<Coder>]) -> String {
    names.map(\.rawValue).joined(separator: ", ")
  }

  /// A number with two digits behind the point, as papers print coefficients.
  static func twoDigits(_ number: Double) -> String {
    let hundredths = Int((abs(number) * 100).rounded())
    let sign = number < 0 && hundredths > 0 ? "−" : ""
    let rest = hundredths % 100
    return "\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
