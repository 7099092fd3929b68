import ArgumentParser
import Foundation
import LeitmotifAgreement
import LeitmotifModel
import LeitmotifPipeline
import LeitmotifPlugin
import LeitmotifReliability
import LeitmotifStore

extension Agree {
  /// Works out how far the coders of a study agree.
  func runStore(_ path: String) throws {
    let store = try Store(at: path, access: .read)
    if let by = study.by { return try runVersions(of: store, by: by) }
    let reader = try study.run.map { try store.reader(ofRun: $0) } ?? store.reader()
    let shown = try studyAgreement(of: reader)
    if let file = study.ratingsOut {
      try writeWhole(to: file) { try shown.agreement.writeRatings(of: reader, to: $0) }
    }
    if let file = study.reliabilityOut {
      try writeWhole(MeasuredReliability(of: shown.agreement).table, to: file)
    }
    if study.disagreements {
      return try runDisagreements(shown.agreement, of: reader, title: path)
    }
    if let page = study.to { try writeWhole(shown.page.bytes, to: page) }
    if json {
      printJSON(shown.json)
    } else {
      print(shown.text)
    }
  }

  /// What is asked of a run, worked out.
  func studyAgreement(of reader: StoreReader) throws -> StudyAgreement {
    let codebook = try reader.codebook
    let agreement = try CoderAgreement(
      of: reader,
      AgreementQuestion(
        voices(of: reader.coders), unit: study.unit ?? .sentence, codes: askedCodes(of: codebook)))
    return StudyAgreement(
      run: reader.run, codebook: codebook, agreement: agreement,
      coefficients: coefficient.isEmpty
        ? CodedCoefficient.usualOnes : coefficient.compactMap { CodedCoefficient($0) },
      interval: intervalRequest, intervalName: intervalName, showsRules: study.rules)
  }

  private func voices(of coders: [Coder]) throws -> [Voice] {
    let names = selection.coders?.namesBetweenCommas
    let voices = try names.map { try Voice.named($0, among: coders) } ?? Voice.usual(of: coders)
    guard voices.count > 1 else {
      throw Diagnostics(
        .error(
          "one-coder",
          "agreement is between two coders or more, and here \(voices.count) is compared",
          help: helpForUnknown("", known: Voice.known(of: coders), called: "coders")))
    }
    return voices
  }

  /// The codes that `--codes` names, in the codebook's order.
  private func askedCodes(of codebook: Codebook) throws -> [Identifier<Code>]? {
    guard let patterns = study.codes?.namesBetweenCommas.map({ CodePattern($0) }) else {
      return nil
    }
    try Diagnostics(codebook.errors(inPatterns: patterns, of: "--codes")).throwIfErrors()
    return codebook.codes.map(\.id).filter { code in patterns.contains { $0.matches(code) } }
  }

  private var intervalRequest: IntervalRequest {
    IntervalRequest(
      study.over == .transcripts
        ? .percentileOverClusters : certainty.interval.method ?? IntervalRequest.Method.none,
      confidence: certainty.confidence, population: certainty.population,
      replicates: certainty.replicates, seed: certainty.seed)
  }

  private var intervalName: String {
    study.over == .transcripts
      ? "bootstrap over transcripts, seed \(certainty.seed)"
      : certainty.interval.phrase(seed: certainty.seed)
  }
}
