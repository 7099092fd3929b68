import LeitmotifModel

/// The final codings that a settled group becomes: their spans, attributes and sources.
struct FinalForm {
  let group: Group
  let coders: [Identifier<Coder>: Coder]

  /// A final coding before it is known why it is final.
  struct Form {
    var coding: Coding
    var sources: [CodingID]
  }

  /// The forms of the proposals whose word is taken.
  ///
  /// Several people become one coding of what they have in common. Otherwise every coding of the one person,
  /// or every match of the classifiers, stays a coding of its own.
  func forms(of taken: [Coding]) -> [Form] {
    let people = taken.filter { !$0.isByMachine(among: coders) }
    if Set(people.map(\.coder)).count > 1 { return [common(of: people)] }
    let own = people.isEmpty ? taken : people
    let bySpan = Dictionary(grouping: own, by: \.span)
    return bySpan.values.compactMap { alike in alike.first.map { form(of: $0, alike: alike) } }
  }

  /// One coding as it is, with attributes that it lacks from those who agree with it.
  private func form(of coding: Coding, alike: [Coding]) -> Form {
    let isPerson = !coding.isByMachine(among: coders)
    let others = group.proposals.filter {
      isPerson ? $0.coder != coding.coder : !$0.isByMachine(among: coders)
    }
    let attributes = attributes(of: alike, then: others)
    var form = coding
    if attributes != coding.attributes {
      form = Coding(
        transcript: coding.transcript, code: coding.code, coder: FinalCoding.coder,
        span: coding.span, attributes: attributes)
    }
    return Form(coding: form, sources: Self.ids(of: alike + others))
  }

  /// What several people marked: the part that all of them did, or everything where there is none.
  private func common(of people: [Coding]) -> Form {
    let spans = Dictionary(grouping: people, by: \.coder).values.map { own in
      own.dropFirst().reduce(own[0].span) { $0.hull(with: $1.span) }
    }
    let start = spans.map(\.start).max() ?? group.span.start
    let end = spans.map(\.end).min() ?? group.span.end
    let span =
      start < end
      ? TextSpan(start: start, end: end)
      : spans.dropFirst().reduce(spans[0]) { $0.hull(with: $1) }
    let coding = Coding(
      transcript: people[0].transcript, code: group.code, coder: FinalCoding.coder, span: span,
      attributes: attributes(of: people, then: group.proposals))
    return Form(coding: coding, sources: Self.ids(of: group.proposals))
  }

  /// Each attribute as the first who gives it has it: people by name, then classifiers.
  private func attributes(of taken: [Coding], then others: [Coding]) -> Attributes {
    let order = ranked(taken) + ranked(others)
    return order.reversed().reduce(Attributes()) { $0.overlaid(with: $1.attributes) }
  }

  private func ranked(_ codings: [Coding]) -> [Coding] {
    codings.sorted { left, right in
      let (isLeft, isRight) = (left.isByMachine(among: coders), right.isByMachine(among: coders))
      if isLeft != isRight { return isRight }
      return (left.coder, left) < (right.coder, right)
    }
  }

  private static func ids(of codings: [Coding]) -> [CodingID] {
    Set(codings.map { CodingID($0) }).sorted()
  }
}
