package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Links to lines of the assessed files, where a person can browse them.
public final class SourceLinks {

  private static final String SCHEME = "https://";
  private static final String FILE = "{file}";
  private static final String LINE = "{line}";

  /// Characters of a path that need no escape in a URL, beside letters and digits.
  private static final String UNRESERVED = "-._~/";

  private final String template;

  private SourceLinks(String template) {
    this.template = template;
  }

  /// Links by a template.
  ///
  /// @param template see the options of the report; no links unless it is an `https` address
  public static SourceLinks of(String template) {
    if (!template.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return new SourceLinks("");
    }
    return new SourceLinks(template.contains(FILE) ? template : template + FILE + "#L" + LINE);
  }

  /// The address of a line; empty without a template, and for what is not a file below the root:
  /// absolute paths, paths out of it, modules of a registry.
  String of(SourceLocation place) {
    String file = place.file().replace('\\', '/');
    if (file.startsWith("./")) {
      file = file.substring(2);
    }
    boolean isOutside =
        file.isEmpty() || file.startsWith("/") || file.contains(":") || file.startsWith("../");
    if (template.isEmpty() || isOutside || ("/" + file + "/").contains("/../")) {
      return "";
    }
    return template
        .replace(FILE, escaped(file))
        .replace(LINE, String.valueOf(Math.max(1, place.line())));
  }

  private static String escaped(String path) {
    StringBuilder out = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
