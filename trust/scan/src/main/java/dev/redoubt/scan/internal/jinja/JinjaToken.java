package dev.redoubt.scan.internal.jinja;

/// A piece of an expression or statement of a template.
///
/// @param text of a name its letters, of a string what it means after escapes, of others as written
/// @param offset in characters from the start of the template
/// @param opens whether a statement, `{% ... %}`, begins with it
record JinjaToken(Kind kind, String text, int offset, boolean opens) {

  enum Kind {
    NAME,
    STRING,
    NUMBER,
    SIGN
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean named(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
