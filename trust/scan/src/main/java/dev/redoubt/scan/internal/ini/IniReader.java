package dev.redoubt.scan.internal.ini;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads INI as Python's `configparser` does: sections of names and values; indented lines continue
/// a value. Returns names in lower case, with `_` for `-`, because tools treat both alike. Source:
/// the Python library reference, `configparser`, its file structure.
public final class IniReader {

  private static final int ENTRIES = 100_000;

  private static final Pattern SECTION = Pattern.compile("\\[(.+)\\].*");

  private static final Pattern ENTRY = Pattern.compile("(.*?)\\s*+[=:]\\s*+(.*)");

  private static final Pattern LINE = Pattern.compile("\\r\\n|\\r|\\n");

  /// A section and its members.
  private record Section(long offset, String name, List<JsonDocument.Member> members) {}

  private final List<Section> sections = new ArrayList<>();
  private final StringBuilder value = new StringBuilder();
  private String name = "";
  private long valueAt;
  private int indent = -1;
  private int entries;

  private IniReader() {}

  /// Reads a document as an object of objects.
  public static JsonDocument.ObjectNode read(String text) throws MalformedContentException {
    IniReader reader = new IniReader();
    Matcher end = LINE.matcher(text);
    int from = 0;
    while (from < text.length()) {
      boolean more = end.find();
      reader.line(text.substring(from, more ? end.start() : text.length()), from);
      from = more ? end.end() : text.length();
    }
    reader.close();
    List<JsonDocument.Member> members = new ArrayList<>();
    for (Section section : reader.sections) {
      members.add(
          new JsonDocument.Member(
              section.name(), new JsonDocument.ObjectNode(section.offset(), section.members())));
    }
    return new JsonDocument.ObjectNode(0, members);
  }

  private void line(String line, long at) throws MalformedContentException {
    String bare = line.strip();
    if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
      return;
    }
    int in = line.indexOf(bare);
    if (indent >= 0 && in > indent) {
      value.append('\n').append(bare);
      return;
    }
    close();
    Matcher section = SECTION.matcher(bare);
    if (section.matches()) {
      sections.add(new Section(at, section.group(1).strip(), new ArrayList<>()));
      return;
    }
    Matcher entry = ENTRY.matcher(bare);
    if (sections.isEmpty() || !entry.matches() || ++entries > ENTRIES) {
      throw new MalformedContentException(at, "expected a section, or a name with a value");
    }
    name = entry.group(1).toLowerCase(Locale.ROOT).replace('-', '_');
    value.append(entry.group(2));
    valueAt = at + in + entry.start(2);
    indent = in;
  }

  /// Completes the current value.
  private void close() {
    if (indent >= 0) {
      sections
          .getLast()
          .members()
          .add(new JsonDocument.Member(name, new JsonDocument.TextNode(valueAt, value.toString())));
      value.setLength(0);
      indent = -1;
    }
  }
}
