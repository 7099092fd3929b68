import Hummingbird
import Mustache

/// The pages' templates, which are part of the program.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// Reads all templates.
  ///
  /// - Throws: What is wrong with one: a mistake of ours, which every test of a page shows.
  init() throws {
    MustacheContentTypes.register(SafeMarkup(), named: SafeMarkup.name)
    let sources = [
      "layout": PackageResources.layout_mustache, "item": PackageResources.item_mustache,
      "proposal": PackageResources.proposal_mustache,
      "done": PackageResources.done_mustache, "queue": PackageResources.queue_mustache,
      "transcript": PackageResources.transcript_mustache,
      "transcripts": PackageResources.transcripts_mustache,
      "codebook": PackageResources.codebook_mustache,
      "agreement": PackageResources.agreement_mustache,
      "disagreements": PackageResources.disagreements_mustache,
      "themes": PackageResources.themes_mustache, "waiting": PackageResources.waiting_mustache,
      "problem": PackageResources.problem_mustache,
    ]
    var library = MustacheLibrary()
    for (name, bytes) in sources {
      let text = "{{% CONTENT_TYPE: \(SafeMarkup.name)}}" + String(decoding: bytes, as: UTF8.self)
      try library.register(text, named: name)
    }
    self.library = library
  }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - frame: What stands around every page.
  ///   - name: The template of its main part.
  ///   - content: What that shows.
  ///   - status: The answer's status.
  /// - Returns: The answer.
  func page(
    _ frame: PageFrame, _ name: String, _ content: some Sendable,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    var frame = frame
    frame.main = main(name, content)
    return Self.html(library.render(frame, withTemplate: "layout") ?? "", status)
  }

  /// A whole page whose main part is there already.
  func page(_ frame: PageFrame, main: String) -> Response {
    var frame = frame
    frame.main = main
    return Self.html(library.render(frame, withTemplate: "layout") ?? "", .ok)
  }

  /// The main part of a page, as HTML.
  func main(_ name: String, _ content: some Sendable) -> String {
    library.render(content, withTemplate: name) ?? ""
  }

  /// The main part alone, for a page that is there already.
  func part(
    _ name: String, _ content: some Sendable, status: HTTPResponse.Status = .ok
  ) -> Response {
    Self.html(main(name, content), status)
  }

  /// A main part that is there already, alone.
  func part(main: String) -> Response { Self.html(main, .ok) }

  private static func html(_ text: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}

/// What stands around every page.
struct PageFrame: Sendable {
  /// The page's title.
  var title: String
  /// The study's name.
  var study: String
  /// Who reviews.
  var reviewer: String
  /// Whether a later run has made another queue.
  var isBehind = false
  /// The place in the menu: `queue`, `transcripts`, ….
  var onQueue = false
  var onTranscripts = false
  var onCodebook = false
  var onAgreement = false
  var onThemes = false
  /// The main part, as HTML.
  var main = ""
}
