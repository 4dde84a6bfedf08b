package dev.redoubt.scan.internal.jinja;

/// A token of an expression or statement of a template.
///
/// @param text the letters of a name, the value of a string after escapes, other tokens as written
/// @param offset in characters from the start of the template
/// @param opens whether it is the first token of a statement, `{% ... %}`
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
