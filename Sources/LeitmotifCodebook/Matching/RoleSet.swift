import LeitmotifModel

/// Some roles in bits: at every hit it is asked whether the rule looks at who said it.
struct RoleSet: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ role: Role) {
    rawValue =
      switch role {
      case .interviewer: 1
      case .participant: 2
      case .moderator: 4
      case .other: 8
      }
  }

  init(_ roles: Set<Role>) {
    self = roles.reduce(into: []) { $0.formUnion(RoleSet($1)) }
  }
}
