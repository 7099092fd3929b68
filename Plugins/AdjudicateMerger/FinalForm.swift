import LeitmotifModel
public import LeitmotifPlugin

/// What the span of a final coding is when several people marked the place.
public enum SpanRule: String, SettingChoice {
  /// What all of them marked; everything from the first mark to the last where that is nothing.
  case intersection
  /// Everything from the first mark to the last.
  case union
  /// From the first to the last character that more than half of them marked; as `union` where none is.
  case majority
}

/// The final codings that a settled group becomes: their spans, attributes and sources.
struct FinalForm {
  let group: ProposalGroup
  let coders: [Identifier<Coder>: Coder]
  let spanRule: SpanRule
  let attributeVote: AttributeVote

  /// A final coding before it is known why it is final.
  struct Form {
    var coding: Coding
    var sources: [CodingID]
  }

  /// The forms of the proposals whose word is taken.
  ///
  /// Several people become one coding of what they have in common. Otherwise every coding of the one person,
  /// or every match of the classifiers, stays a coding of its own.
  ///
  /// - Returns: The forms, and the attributes whose value waits for a reviewer.
  func forms(of taken: [Coding]) -> (forms: [Form], open: Set<String>) {
    let people = taken.filter { !$0.isByMachine(among: coders) }
    if Set(people.map(\.coder)).count > 1 {
      let values = attributeVote.values(of: group, taken: people)
      return ([common(of: people, values)], values.open)
    }
    let own = people.isEmpty ? taken : people
    let values = attributeVote.values(of: group, taken: [])
    let bySpan = Dictionary(grouping: own, by: \.span)
    let forms = bySpan.values.compactMap { alike in
      alike.first.map { form(of: $0, alike: alike, values) }
    }
    return (forms, values.open)
  }

  /// One coding as it is, with attributes that it lacks from those who agree with it.
  private func form(of coding: Coding, alike: [Coding], _ values: AttributeVote.Values) -> Form {
    let isPerson = !coding.isByMachine(among: coders)
    let others = group.proposals.filter {
      isPerson ? $0.coder != coding.coder : !$0.isByMachine(among: coders)
    }
    let attributes = values.laid(over: attributes(of: alike, then: others))
    var form = coding
    if attributes != coding.attributes {
      form = Coding(
        transcript: coding.transcript, code: coding.code, coder: FinalCoding.coder,
        span: coding.span, attributes: attributes)
    }
    return Form(coding: form, sources: Self.ids(of: alike + others))
  }

  private func common(of people: [Coding], _ values: AttributeVote.Values) -> Form {
    let coding = Coding(
      transcript: people[0].transcript, code: group.code, coder: FinalCoding.coder,
      span: spanRule.span(of: people),
      attributes: values.laid(over: attributes(of: people, then: group.proposals)))
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

extension SpanRule {
  /// The span of what several people marked.
  ///
  /// - Precondition: At least one coding; each person's marks count from their first to their last.
  func span(of people: [Coding]) -> TextSpan {
    let spans = Dictionary(grouping: people, by: \.coder).values.map { own in
      own.dropFirst().reduce(own[0].span) { $0.hull(with: $1.span) }
    }
    let hull = spans.dropFirst().reduce(spans[0]) { $0.hull(with: $1) }
    let needed =
      switch self {
      case .union: 1
      case .majority: spans.count / 2 + 1
      case .intersection: spans.count
      }
    // How many marks cover a character changes only where a mark begins or ends.
    let borders = spans.flatMap { [$0.start, $0.end] }.sorted()
    let covered = zip(borders, borders.dropFirst()).filter { start, end in
      start < end && spans.count { $0.start <= start && end <= $0.end } >= needed
    }
    guard let first = covered.first, let last = covered.last else { return hull }
    return TextSpan(start: first.0, end: last.1)
  }
}
