import LeitmotifModel
import LeitmotifStore

/// The description of a crate: its JSON-LD.
struct CrateGraph {
  let run: Run
  let codebook: Codebook
  let coders: [Coder]
  let inputs: [InputFile]
  let toolVersion: String
  let pipeline: RunCrate.File
  let rules: RunCrate.File
  let results: [RunCrate.File]
  let license: String

  private static let profiles = [
    ("https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5"),
    ("https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5"),
    ("https://w3id.org/workflowhub/workflow-ro-crate/1.0", "Workflow RO-Crate", "1.0"),
  ]

  private static let bioschemas =
    "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"

  var json: JSONValue {
    [
      "@context": "https://w3id.org/ro/crate/1.1/context",
      "@graph": .list(
        [descriptor, root, workflow, language, program, action] + profileEntities + people
          + ([rules] + results).map(entity) + inputEntities),
    ]
  }

  private static func reference(_ id: String) -> JSONValue { ["@id": .string(id)] }

  private var descriptor: JSONValue {
    [
      "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": Self.reference("./"),
      "conformsTo": [
        Self.reference("https://w3id.org/ro/crate/1.1"),
        Self.reference("https://w3id.org/workflowhub/workflow-ro-crate/1.0"),
      ],
    ]
  }

  private var root: JSONValue {
    [
      "@id": "./", "@type": "Dataset",
      "name": .string("Run \(run.id) of \(run.pipeline)"),
      "description": .string(
        "What the pipeline \(run.pipeline) made of \(run.counts.transcripts) transcripts with the codebook "
          + "\(codebook.name): \(run.counts.codings) final codings. The interviews are confidential and not included; "
          + "their sizes and hashes are."),
      "datePublished": .string(Self.time(run.finishedAt ?? run.startedAt)),
      "license": .string(license),
      "conformsTo": .list(Self.profiles.map { Self.reference($0.0) }),
      "hasPart": .list(([pipeline, rules] + results).map { Self.reference($0.name) }),
      "mainEntity": Self.reference(pipeline.name),
      "mentions": [Self.reference(actionID)],
    ]
  }

  private var profileEntities: [JSONValue] {
    Self.profiles.map { id, name, version in
      [
        "@id": .string(id), "@type": "CreativeWork", "name": .string(name),
        "version": .string(version),
      ]
    }
  }

  private var workflow: JSONValue {
    [
      "@id": .string(pipeline.name),
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
      "name": .string(run.pipeline), "description": .string(pipeline.description),
      "encodingFormat": .string(pipeline.format), "contentSize": .string("\(pipeline.bytes.count)"),
      "programmingLanguage": Self.reference("#leitmotif-pipeline"),
      "conformsTo": Self.reference(Self.bioschemas),
      "hasPart": [Self.reference("#leitmotif")],
    ]
  }

  private var language: JSONValue {
    [
      "@id": "#leitmotif-pipeline", "@type": "ComputerLanguage", "name": "Leitmotif pipeline",
      "version": "pipeline/1",
    ]
  }

  private var program: JSONValue {
    [
      "@id": "#leitmotif", "@type": "SoftwareApplication", "name": "Leitmotif",
      "softwareVersion": .string(toolVersion),
    ]
  }

  private var actionID: String { "#run-\(run.id)" }

  private var action: JSONValue {
    var fields: [String: JSONValue] = [
      "@id": .string(actionID), "@type": "CreateAction",
      "name": .string("Run \(run.id) of \(run.pipeline)"),
      "instrument": Self.reference(pipeline.name),
      "startTime": .string(Self.time(run.startedAt)),
      "actionStatus": ["@id": "http://schema.org/CompletedActionStatus"],
      "object": .list(
        [Self.reference(rules.name)] + inputs.indices.map { Self.reference(inputID($0)) }),
      "result": .list(results.map { Self.reference($0.name) }),
    ]
    if let end = run.finishedAt { fields["endTime"] = .string(Self.time(end)) }
    if let result = run.result {
      fields["description"] = .string(
        "The hash of the result, which repeating the run gives again: \(result)")
    }
    // Who pressed the key is not in a store; who coded is.
    if !people.isEmpty {
      fields["participant"] = .list(persons.map { Self.reference("#coder-\($0.id)") })
    }
    return .object(fields)
  }

  private var persons: [Coder] { coders.filter { $0.kind == .person } }

  private var people: [JSONValue] {
    persons.map { coder in
      [
        "@id": .string("#coder-\(coder.id)"), "@type": "Person",
        "name": .string(coder.id.rawValue),
      ]
    }
  }

  private func entity(_ file: RunCrate.File) -> JSONValue {
    [
      "@id": .string(file.name), "@type": "File", "name": .string(file.name),
      "description": .string(file.description), "encodingFormat": .string(file.format),
      "contentSize": .string("\(file.bytes.count)"),
    ]
  }

  private func inputID(_ place: Int) -> String { "#input-\(place + 1)" }

  /// The files that the run read: what they were, not what is in them.
  private var inputEntities: [JSONValue] {
    inputs.enumerated().map { place, input in
      [
        "@id": .string(inputID(place)), "@type": "CreativeWork",
        "name": .string(input.path.split(separator: "/").last.map(String.init) ?? input.path),
        "identifier": .string("sha256:\(input.digest)"),
        "size": .string("\(input.size)"),
        "conditionsOfAccess": "Not included: files of the study are confidential",
      ]
    }
  }

  /// A time as ISO 8601 has it, in UTC, to the second.
  ///
  /// - Source: H. Hinnant, "chrono-compatible low-level date algorithms" (days to civil).
  static func time(_ milliseconds: Int64) -> String {
    let seconds = Int(milliseconds / 1000)
    let (days, rest) = (seconds / 86_400, seconds % 86_400)
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return
      "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}
