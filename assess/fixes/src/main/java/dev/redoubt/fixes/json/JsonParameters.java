package dev.redoubt.fixes.json;

import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import org.jspecify.annotations.Nullable;

/// A parameter file in JSON.
public final class JsonParameters {

  private final JsonSource file;

  public JsonParameters(SourceText text) {
    this.file = new JsonSource(text);
  }

  /// The path of the file.
  public String name() {
    return file.name();
  }

  /// Whether the file gives the parameter a value.
  public boolean assigns(String parameter) {
    return value(parameter) != null;
  }

  /// Whether the file gives the parameter an empty text.
  public boolean assignsEmptyText(String parameter) {
    return "".equals(file.string(value(parameter)));
  }

  private JsonSource.@Nullable Node value(String parameter) {
    JsonSource.Node root = file.root();
    JsonSource.Node parameters = root == null ? null : root.get("parameters");
    JsonSource.Node entry = parameters == null ? null : parameters.get(parameter);
    return entry == null ? null : entry.get("value");
  }

  /// The change that gives the parameter another value.
  ///
  /// @param json the value
  public TextEdit change(String parameter, String json) {
    JsonSource.Node value = value(parameter);
    if (value == null) {
      throw new IllegalArgumentException("`%s` is not assigned".formatted(parameter));
    }
    String shown = "%s: { \"value\": %s }".formatted(JsonText.quoted(parameter), json);
    return new TextEdit(file.name(), value.start(), value.end(), json, shown, "parameters");
  }

  /// A text as JSON.
  public static String quoted(String text) {
    return JsonText.quoted(text);
  }
}
