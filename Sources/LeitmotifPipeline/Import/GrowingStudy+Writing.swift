import LeitmotifDigest
import LeitmotifExchange
import LeitmotifModel
import LeitmotifPlugin
import LeitmotifStore

extension GrowingStudy {
  /// Writes all that was brought in as one run.
  ///
  /// - Returns: What was done.
  /// - Throws: `StoreError`, and what the merger throws.
  func write(to path: String) throws -> StudyImport.Outcome {
    let coders = try allCoders()
    let results = try results(coders)
    let start = try runStart(coders)
    let store = try Store(at: path, access: .write)
    let run = try store.beginRun(start)
    var outcome = StudyImport.Outcome()
    do {
      for batch in stride(from: 0, to: results.count, by: 1000) {
        try store.write(
          results[batch..<min(batch + 1000, results.count)].map(\.result), run: run)
      }
      var digest = DigestBuilder()
      digest.append(field: reader?.run.result ?? "")
      for result in results { digest.append(field: result.digest.description) }
      var counts = reader?.run.counts ?? Run.Counts()
      counts.transcripts = keys.count
      counts.segments += added.values.reduce(0) {
        $0 + $1.segments.values.reduce(0) { $0 + $1.count }
      }
      counts.codings += results.reduce(0) { $0 + $1.moreFinals }
      (counts.computed, counts.reused, counts.changed) = (0, 0, 0)
      try store.finishRun(
        run, status: .succeeded, result: digest.finish().description, counts: counts, keeping: keys)
    } catch {
      try? store.finishRun(
        run, status: .failed, result: nil, counts: Run.Counts(), keeping: [])
      throw error
    }
    outcome.run = run
    outcome.reports = reports
    outcome.transcripts = keys.count
    outcome.codes = growth.codebook.codes.count
    outcome.added = reports.reduce(0) { $0 + $1.taken }
    outcome.withoutParticipant = added.values.count { segmented in
      let transcript = segmented.transcript
      return !transcript.turns.isEmpty
        && transcript.speakers.allSatisfy { $0.participant == nil }
    }
    outcome.codebook = start.codebookSource
    outcome.pipeline = isPipelines ? reader?.run.pipeline : nil
    return outcome
  }

  private func allCoders() throws -> [Identifier<Coder>: Coder] {
    var coders = Dictionary(
      uniqueKeysWithValues: try (reader?.coders ?? []).map { ($0.id, $0) })
    let names = codings.values.lazy.flatMap { $0 }.map(\.coder)
    for id in Set(names).union(coverage.values.lazy.flatMap { $0 }.map(\.coder))
    where coders[id] == nil {
      // What exports write for a classifier: `keywords@` and the codebook's version.
      let isMachine = ["keywords@", "rules@"].contains { id.rawValue.hasPrefix($0) }
      coders[id] = Coder(id: id, kind: isMachine ? .machine : .person)
    }
    return coders
  }

  private typealias Written = (result: TranscriptResult, digest: Digest, moreFinals: Int)

  private func results(_ coders: [Identifier<Coder>: Coder]) throws -> [Written] {
    let touched = Set(added.keys).union(codings.keys).union(coverage.keys)
    let oldCoverage = Dictionary(grouping: try reader?.coverage ?? [], by: \.transcript)
    let oldQueue = Dictionary(grouping: try reader?.queue ?? [], by: \.transcript)
    // Of files that are called alike the first: a transcript and a coder's table beside it.
    let oldSources = Dictionary(
      (try reader?.inputs ?? []).map { (stem(of: $0.path), $0) },
      uniquingKeysWith: { first, _ in first })
    return try touched.sorted().compactMap { key -> Written? in
      guard let segmented = try added[key] ?? reader?.transcript(key) else { return nil }
      let covered = (coverage[key] ?? []).union(oldCoverage[key] ?? []).sorted {
        ($0.coder, $0.code ?? "") < ($1.coder, $1.code ?? "")
      }
      let old = try reader.map { try $0.finalCodings(of: key) } ?? []
      var list = CodingList(try codings[key] ?? reader?.codings(of: key) ?? [], of: key)
      let merged =
        isPipelines
        ? Merged(finals: old, queue: oldQueue[key] ?? [])
        : try stages.merger.merge(
          Proposals(transcript: segmented, codings: Array(list), coders: coders, coverage: covered),
          in: StageContext())
      let text = Digest(of: segmented.transcript.text.bytes)
      let others = list.mark(merged.finals)
      let queue = merged.queue.sorted()
      let digest = ResultDigest.digest(
        of: segmented.transcript, text: text, codings: list, coverage: covered, finals: others,
        queue: queue)
      let result = TranscriptResult(
        transcript: segmented,
        source: addedSources[key] ?? oldSources[key.rawValue]
          ?? InputFile(path: key.rawValue, digest: text, size: 0),
        text: text, codings: list, coverage: covered, finals: others, queue: queue,
        contentDigest: ResultDigest.contentDigest(
          of: segmented.transcript, unit: TranscriptReading.unit(of: segmented, text: text),
          finals: others, queue: queue, result: digest
        ).short)
      return (result, digest, merged.finals.count - old.count)
    }
  }

  private func runStart(_ coders: [Identifier<Coder>: Coder]) throws -> RunStart {
    let source: (text: String, digest: Digest)
    if isPipelines, let reader, let digest = Digest(hexadecimal: reader.run.codebook) {
      source = (try reader.codebookSource, digest)
    } else {
      let text = codebookText(growth.codebook)
      source = (text, Digest(of: text))
    }
    return RunStart(
      pipeline: reader?.run.pipeline ?? StudyImport.pipelineName, pipelineText: try pipelineText(),
      codebook: growth.codebook, codebookSource: source.text, codebookDigest: source.digest,
      coders: coders.values.sorted { $0.id < $1.id },
      participants: participants.values.sorted { $0.id < $1.id },
      decisions: try reader?.decisions ?? [], inputs: inputs, toolVersion: leitmotifVersion)
  }

  /// The pipeline as the store keeps it, with the reports of this and earlier imports.
  private func pipelineText() throws -> String {
    var values: [String: JSONValue] = [
      "leitmotif": "pipeline/1", "name": .string(StudyImport.pipelineName),
    ]
    if let reader {
      let text = try reader.pipelineText
      if case .object(let known) = try JSONReader.read(Array(text.utf8), path: "pipeline") {
        values = known
      }
    }
    var imports = values["imports"]?.elements ?? []
    for (place, report) in reports.enumerated() {
      var entry: [String: JSONValue] = ["report": report.json]
      // What the study itself has no place for is kept once, with the first report.
      if place == 0 {
        entry["colors"] = .object(growth.colors.mapValues { .string($0) })
        entry["times"] = CodingTimes.json(of: times)
        entry["notes"] = .list(
          notes.map {
            [
              "subject": .string($0.subject), "text": .string($0.text),
              "author": .string($0.author), "time": .string($0.time),
            ]
          })
      }
      imports.append(.object(entry))
    }
    values["imports"] = .list(imports)
    return JSONValue.object(values).canonicalText
  }
}
