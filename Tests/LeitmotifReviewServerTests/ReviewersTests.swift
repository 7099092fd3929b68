import Testing

@testable import LeitmotifReviewServer

/// Who may review.
struct ReviewersTests {
  @Test func `knows each by a token of their own`() {
    let reviewers = Reviewers(["ada", "ben"])
    #expect(Set(reviewers.all.map(\.token)).count == 2)
    for entry in reviewers.all {
      #expect(entry.token.count == 32)
      #expect(reviewers.name(withToken: entry.token) == entry.name)
      #expect(reviewers.name(withToken: entry.token.dropLast()) == nil)
      #expect(reviewers.name(withToken: entry.token + "0") == nil)
    }
    #expect(reviewers.name(withToken: "") == nil)
    #expect(Reviewers(["ada"]).all[0].token != reviewers.all[0].token)
  }
}
