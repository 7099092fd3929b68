import LeitmotifModel
import LeitmotifPlugin

/// How the study was done, in the words of a methods section; every number comes from the store.
struct MethodsText {
  let study: any StudyReader
  let table: ThemeTable
  let context: StageContext

  var paragraphs: [String] {
    get throws { [try material, try coding, try agreement, try provenance].filter { !$0.isEmpty } }
  }

  private var material: String {
    get throws {
      let silent = table.participants.filter(\.transcripts.isEmpty).count
      var text =
        "The study has \(counted(table.n, "participant")) and \(counted(table.transcriptCount, "transcript"))"
      if silent > 0 {
        text +=
          "; \(counted(silent, "participant")) without a transcript \(silent == 1 ? "is" : "are") counted in N"
      }
      let codebook = try study.codebook
      let ruled = codebook.codes.count { !$0.rules.isEmpty }
      let version = codebook.version.isEmpty ? "" : ", version \(codebook.version)"
      text +=
        ". The codebook \(codebook.name)\(version) has \(counted(codebook.codes.count, "code")), "
        + "\(ruled) of them with rules (\(counted(codebook.rules.count, "rule")))."
      return text
    }
  }

  private var coding: String {
    get throws {
      let coders = try study.coders
      let people = coders.filter { $0.kind == .person }.map(\.id)
      let machines = coders.filter { $0.kind == .machine }.map(\.id)
      var text = ""
      if !machines.isEmpty {
        text +=
          "\(counted(machines.count, "classifier")) (\(list(machines))) coded every transcript by rules. "
      }
      guard !people.isEmpty else { return text + "No person coded." }
      let finished = Dictionary(grouping: try study.coverage, by: \.coder)
        .mapValues { Set($0.map(\.transcript)).count }
      let parts = people.map { "\(name($0, among: people)) \(finished[$0] ?? 0)" }
      let coverage = parts.joined(separator: ", ")
      text +=
        "\(people.count) \(people.count == 1 ? "person" : "people") coded by hand; "
        + "transcripts finished, of \(table.transcriptCount): \(coverage). "
      text +=
        "The merge left \(counted(table.codingCount, "final coding")), and \(counted(table.queue.count, "place")) "
        + "\(table.queue.count == 1 ? "waits" : "wait") for a reviewer."
      return text
    }
  }

  private var agreement: String {
    get throws {
      let measured = try context.agreement(study)
      guard !measured.isEmpty else { return "" }
      let values = measured.map { each in
        guard let value = each.value else { return "\(each.name) is undefined (\(each.reason))" }
        let interval = each.interval.map {
          " (95 % interval \(Self.twoDigits($0.lowerBound)) to \(Self.twoDigits($0.upperBound)))"
        }
        return "\(each.name) = \(Self.twoDigits(value))\(interval ?? "")"
      }
      return "Agreement among the people who coded, over \(measured[0].units): "
        + values.joined(separator: "; ") + "."
    }
  }

  private var provenance: String {
    get throws {
      let run = try study.run
      let result = run.result.map { ", result \($0)" } ?? ""
      return
        "The figures are those of run \(run.id) of the pipeline \(run.pipeline) (Leitmotif; codebook "
        + "\(run.codebook)\(result)). Running it again over the same files gives the same result."
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
