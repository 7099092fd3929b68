import HTTPTypes
import Hummingbird

/// Says with every answer what a browser may do with it: nothing but show it with the files beside it.
struct SafeHeaders: RouterMiddleware {
  typealias Context = ReviewContext

  private static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'
    """

  func handle(
    _ request: Request, context: ReviewContext,
    next: (Request, ReviewContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    // Not "no-referrer": a browser would then not say where a form comes from, and be turned away.
    response.headers[HTTPField.Name("Referrer-Policy") ?? .referer] = "same-origin"
    response.headers[HTTPField.Name("Cross-Origin-Resource-Policy") ?? .vary] = "same-origin"
    // Interviews are not to be found in a browser's cache.
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
