import Hummingbird
import LeitmotifModel
import Logging

/// What is known of a request: who makes it.
struct ReviewContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The reviewer, once the request was let in.
  var reviewer: Identifier<Coder> = ""

  init(source: ApplicationRequestContextSource) {
    self.init(of: source)
  }

  /// A request that came in any way: tests have no connection.
  init(of source: some RequestContextSource) {
    coreContext = .init(source: source)
  }
}
