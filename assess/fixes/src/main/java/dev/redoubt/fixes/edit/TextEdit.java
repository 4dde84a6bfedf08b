package dev.redoubt.fixes.edit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces a range of a file.
///
/// @param file the display name of the file
/// @param start the index of the first character
/// @param end the index after the last character; equal to the start to insert
/// @param shown the change as a person would write it: a property, a declaration
/// @param where the object that the property is in, such as `registry.sku`; empty for a declaration
public record TextEdit(
    String file, int start, int end, String replacement, String shown, String where) {

  private static final Pattern DECLARATION =
      Pattern.compile("@description\\(.*\\)\\s+param (\\w+) ");

  private static final Pattern ASSIGNMENT =
      Pattern.compile("param (\\w+) = readEnvironmentVariable\\(");

  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\": \\{\\s*\"type\"");

  private static final String DELETED = "// delete ";

  /// Begins the place of what a call of a module has.
  public static final String MODULE = "module ";

  /// A change of a declaration.
  public TextEdit(String file, int start, int end, String replacement, String shown) {
    this(file, start, end, replacement, shown, "");
  }

  public TextEdit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: " + start + " to " + end);
    }
  }

  /// Deletes a part of a file.
  ///
  /// @param what what is deleted, as in a sentence: "the resource `rule`"
  public static TextEdit deletion(String file, int start, int end, String what, String where) {
    return new TextEdit(file, start, end, "", DELETED + what, where);
  }

  /// What a deletion deletes, as in a sentence; null for another change.
  public @Nullable String deleted() {
    return shown.startsWith(DELETED) ? shown.substring(DELETED.length()) : null;
  }

  /// Whether this changes where a value comes from: a variable, a parameter, or what a call of a
  /// module passes.
  public boolean isDefinition() {
    boolean isStatement =
        where.isEmpty() && (shown.startsWith("param ") || shown.startsWith("var "));
    return !isInsertion()
        && (isStatement || where.startsWith(MODULE) || where.equals("parameters"));
  }

  /// Whether this declares a parameter, or assigns one in a parameter file, and nothing else.
  public boolean declaresParameter() {
    return DECLARATION.matcher(shown).lookingAt()
        || assignsParameter()
        || (where.startsWith("parameters of ") && MEMBER.matcher(shown).lookingAt());
  }

  /// Whether this assigns a parameter in a parameter file.
  public boolean assignsParameter() {
    return ASSIGNMENT.matcher(shown).lookingAt();
  }

  /// The parameter that this declares or assigns: `param subnetId`.
  public String declaredParameter() {
    for (Pattern pattern : List.of(DECLARATION, ASSIGNMENT, MEMBER)) {
      Matcher matcher = pattern.matcher(shown);
      if (matcher.lookingAt()) {
        return "param " + matcher.group(1);
      }
    }
    throw new IllegalStateException("declares no parameter");
  }

  /// Whether this inserts and replaces nothing.
  public boolean isInsertion() {
    return start == end;
  }
}
