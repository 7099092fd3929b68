import Hummingbird
import LeitmotifModel
import Logging

/// What is known of a request: who makes it.
struct ReviewContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The reviewer, once the request was let in.
  var reviewer: Identifier<Coder> = ""

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }
}
