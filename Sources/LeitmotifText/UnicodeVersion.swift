import CICU

/// The version of Unicode by which text is cut and compared: `15.0`.
///
/// It is that of the system's ICU; another one may cut some words otherwise, so it is part of what kept results
/// are known by.
public let unicodeVersion: String = {
  let version = cicu_unicode_version()
  return "\(version >> 8).\(version & 255)"
}()
