package dev.redoubt.scan.internal.python;

/// A token of Python source.
///
/// @param text the name or the sign as written; for a string its value, with escapes resolved
/// @param offset in characters from the start of the source
record PythonToken(Kind kind, String text, int offset) {

  enum Kind {
    NAME,
    NUMBER,
    STRING,
    /// A formatted string, whose value is unknown.
    FORMATTED,
    SIGN,
    LINE_END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
