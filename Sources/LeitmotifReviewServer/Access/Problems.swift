import HTTPTypes
import Hummingbird
import LeitmotifModel
import LeitmotifStore

/// Turns what goes wrong into a page that says what to do.
struct Problems: RouterMiddleware {
  typealias Context = ReviewContext

  let templates: Templates

  /// What the page says.
  struct Content: Sendable {
    let title: String
    let message: String
  }

  func handle(
    _ request: Request, context: ReviewContext,
    next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      let isGone = error.status == .notFound
      return page(
        isGone ? "Not here" : "That did not work",
        isGone
          ? "There is nothing at this address; the last run may have settled it."
          : error.body ?? "The page did not understand the request.", error.status, context)
    } catch let error as any HTTPResponseError {
      return page(
        "That did not work", "The page did not understand the request.", error.status, context)
    } catch let error as Diagnostics {
      // A decision that is not on the disk must not look as if it were.
      let title = request.method == .post ? "Not written" : "The decisions cannot be read"
      return page(title, error.description, .internalServerError, context)
    } catch let error as StoreError {
      return page("The store cannot be read", error.description, .internalServerError, context)
    }
  }

  private func page(
    _ title: String, _ message: String, _ status: HTTPResponse.Status, _ context: ReviewContext
  ) -> Response {
    let frame = PageFrame(title: title, study: "", reviewer: context.reviewer.rawValue)
    return templates.page(frame, "problem", Content(title: title, message: message), status: status)
  }
}
