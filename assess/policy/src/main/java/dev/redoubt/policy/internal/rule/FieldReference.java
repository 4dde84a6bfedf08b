package dev.redoubt.policy.internal.rule;

import dev.redoubt.effective.alias.AliasTable;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.template.syntax.TemplateExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reference to a field of a resource in a policy.
public sealed interface FieldReference {

  /// As the policy writes it.
  String text();

  /// A field that every resource has.
  record Named(Name name, String text) implements FieldReference {}

  /// One tag.
  record Tag(String tag, String text) implements FieldReference {}

  /// A property of one or several types.
  record Alias(String text) implements FieldReference {
    /// Whether it selects the elements of an array.
    public boolean hasAll() {
      return text.contains("[*]");
    }
  }

  /// A field whose name depends on the resource or on the current element of a `count`.
  ///
  /// @param name an expression that returns the name
  record Computed(TemplateExpression name, String text) implements FieldReference {}

  /// The fields that need no alias.
  ///
  /// Source: "Azure Policy definition structure: policy rule", Microsoft Learn, 2025.
  enum Name {
    NAME("name"),
    FULL_NAME("fullName"),
    KIND("kind"),
    TYPE("type"),
    LOCATION("location"),
    ID("id"),
    IDENTITY_TYPE("identity.type"),
    IDENTITY_USERS("identity.userAssignedIdentities"),
    TAGS("tags");

    private static final Name[] ALL = values();

    private final String word;

    Name(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    private static @Nullable Name find(String text) {
      for (Name name : ALL) {
        if (PropertyName.same(name.word, text)) {
          return name;
        }
      }
      return null;
    }
  }

  /// The field with a name, or null if there is none.
  static @Nullable FieldReference parse(String text) {
    Name name = Name.find(text);
    if (name != null) {
      return new Named(name, text);
    }
    String tag = tag(text);
    if (tag != null) {
      return new Tag(tag, text);
    }
    return AliasTable.instance().typesOf(text).isEmpty() ? null : new Alias(text);
  }

  /// The name in `tags['x']`, `tags[x]` or `tags.x`, or null. Two quotes in a row are one.
  private static @Nullable String tag(String text) {
    if (text.length() < 6 || !PropertyName.same(text.substring(0, 4), "tags")) {
      return null;
    }
    if (text.charAt(4) == '.') {
      return text.substring(5);
    }
    if (text.charAt(4) != '[' || !text.endsWith("]")) {
      return null;
    }
    String inner = text.substring(5, text.length() - 1);
    for (String quote : List.of("'", "\"")) {
      if (inner.length() >= 2 && inner.startsWith(quote) && inner.endsWith(quote)) {
        return inner.substring(1, inner.length() - 1).replace("''", "'");
      }
    }
    return inner;
  }
}
