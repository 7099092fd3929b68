import HTTPTypes
import LeitmotifModel
import LeitmotifReview
import LeitmotifTesting
import Testing

@testable import LeitmotifReviewServer

/// Who gets in, and from where.
struct GatekeeperTests {
  private let study: ServedStudy
  private let here = "http://\(ServedStudy.home)"

  init() throws { study = try ServedStudy() }

  @Test func `only who has the address gets in`() async throws {
    for path in ["/queue", "/item", "/transcript/p1", "/codes.json", "/style.css", "/nothing"] {
      let answer = try await study.ask(.get, path)
      #expect(answer.status == .forbidden)
      #expect(!answer.text.contains("bill"))
    }
    let wrong = String(repeating: "0", count: 32)
    let guessed = try await study.ask(.get, "/item?token=\(wrong)")
    #expect(guessed.status == .forbidden)
    #expect(guessed.headers[.setCookie] == nil)
    let forged = try await study.ask(.get, "/queue", [.cookie: "leitmotif-4711=\(wrong)"])
    #expect(forged.status == .forbidden)
    // The page of another study, on another port.
    let others = study.cookie(of: "ada").replacing("4711", with: "4712")
    #expect(try await study.ask(.get, "/queue", [.cookie: others]).status == .forbidden)
    #expect(try await study.look(at: "/queue", as: "ada").status == .ok)
  }

  @Test func `the token leaves the address for a cookie that no script reads`() async throws {
    let token = try #require(study.reviewers.all.first).token
    let answer = try await study.ask(.get, "/item?token=\(token)")
    #expect(answer.status == .seeOther)
    #expect(answer.headers[.location] == "/item")
    #expect(
      answer.headers[.setCookie] == "leitmotif-4711=\(token); Path=/; HttpOnly; SameSite=Strict")
    // It lets nobody decide by an address alone.
    let item = ServedStudy.item
    let posted = try await study.ask(.post, "\(item)?token=\(token)", [.origin: here])
    #expect(posted.status == .forbidden)
  }

  @Test func `what changes something must come from this page`() async throws {
    let item = ServedStudy.item
    let page = try await study.look(at: item, as: "ada")
    let body = page.hidden.map { "\($0)=\($1)" }.joined(separator: "&") + "&verdict=accept"
    let cookie = study.cookie(of: "ada")
    let origins = [
      nil, "null", "http://evil.example", "http://127.0.0.1:4712", "https://\(ServedStudy.home)",
      here + ".evil.example",
    ]
    for path in [item, "/transcript/p1", "/renew"] {
      for origin in origins {
        var headers: HTTPFields = [.cookie: cookie]
        headers[.origin] = origin
        #expect(try await study.ask(.post, path, headers, body: body).status == .forbidden)
      }
      #expect(try await study.ask(.post, path, [.origin: here], body: body).status == .forbidden)
    }
    #expect(try study.decisions == [])
    let own = try await study.ask(.post, item, [.cookie: cookie, .origin: here], body: body)
    #expect(own.status == .seeOther)
    #expect(try study.decisions.map(\.reviewer) == ["ada"])
  }

  @Test func `a foreign name that was made to point here is turned away`() async throws {
    let cookie: HTTPFields = [.cookie: study.cookie(of: "ada")]
    for host in ["evil.example:4711", "127.0.0.1", "127.0.0.1:4712", "", nil] {
      let answer = try await study.ask(.get, "/queue", host: host, cookie)
      #expect(answer.status == .misdirectedRequest)
    }
    #expect(try await study.ask(.get, "/queue", host: "localhost:4711", cookie).status == .ok)
  }

  @Test func `every answer says what a browser may do, refusals and faults too`() async throws {
    let item = ServedStudy.item
    var unknown = try await study.look(at: item, as: "ada").hidden
    unknown["verdict"] = "none"
    let answers = [
      try await study.ask(.get, "/queue"),
      try await study.look(at: "/queue", as: "ada"), try await study.look(at: "/no", as: "ada"),
      try await study.look(at: "/item/none", as: "ada"),
      try await study.ask(.get, "/queue", host: "evil.example"),
      try await study.send(["verdict": "none"], to: item, as: "ada"),
      try await study.send(unknown, to: item, as: "ada"),
    ]
    #expect(answers.map(\.status.code) == [403, 200, 404, 404, 421, 409, 400])
    #expect(answers.last?.text.contains("no decision of that name") == true)
    for answer in answers { #expect(answer.isSafe) }
  }

  @Test func `what is no form is answered with a page`() async throws {
    let long = "a=" + String(repeating: "b", count: 100_001)
    for (body, status) in [("a=1&a=2", 400), ("a=%zz", 400), ("a[b]=1", 400), (long, 413)] {
      for path in [ServedStudy.item, "/transcript/p1"] {
        let answer = try await study.ask(
          .post, path, [.cookie: study.cookie(of: "ada"), .origin: here], body: body)
        #expect(answer.status.code == status)
        #expect(answer.text.contains("That did not work"))
        #expect(answer.isSafe)
      }
    }
    #expect(try study.decisions == [])
  }
}

extension ServedStudy.Answer {
  /// Whether it says what a browser may do with it, and that it is not to be kept.
  fileprivate var isSafe: Bool {
    headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true
      && headers[.cacheControl] == "no-store"
  }
}
