package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.FileFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Distinguishes text from other content, and kinds of text from each other.
///
/// Text has no structure that decides, so a name may add a kind here; it never removes one.
final class TextProbe {

  private static final Pattern PYTHON =
      Pattern.compile(
          "(?m)\\A(?:import +[\\w.]+|from +[\\w.]+ +import\\b|def +\\w+ *\\(|async +def|class +\\w+"
              + " *[:(]|@\\w[\\w.]*(?:\\(|\\s*$)|[rRuUbB]?(?:\"\"\"|''')|(?:exec|eval|__import__|print)"
              + " *\\(|\\w+ *= *\\S)");

  private static final Pattern PYTHON_WORD =
      Pattern.compile(
          "(?m)^[ \\t\\f]*+(?:import +[\\w.]+|from +[\\w.]+ +import\\b|def +\\w+ *\\(|class +\\w+"
              + " *[:(]|(?:exec|eval|__import__) *\\()");

  private static final Pattern MLMODEL =
      Pattern.compile("(?m)^[ \\t]*+[{?]?[ \\t]*+[\"']?(?:flavors|loader_module)[\"']?\\s*+:");

  private static final Pattern ELEMENT = Pattern.compile("\\A<([A-Za-z_][\\w.:-]*)[\\s/>]");

  /// Elements with which a Markdown text or a web page begins.
  private static final Set<String> WEB =
      Set.of(
          "html", "head", "body", "div", "p", "h1", "h2", "h3", "a", "img", "br", "center",
          "details", "table", "picture", "b", "i", "em", "strong", "span", "script", "style",
          "meta", "link", "hr", "think", "ul", "ol", "pre", "code", "font");

  private TextProbe() {}

  /// Whether the start and the end are characters, without control characters that text does not
  /// have.
  static boolean is(ByteSource source, byte[] head) throws IOException {
    if (!readable(head, charset(head), true)) {
      return false;
    }
    long size = source.size();
    if (size <= head.length) {
      return true;
    }
    int room = (int) Math.min(FormatDetector.HEAD, size - head.length) & ~3;
    byte[] tail = source.bytesAt((size - room) & ~3L, room + 4);
    return readable(tail, charset(head), false);
  }

  /// The kinds of text.
  ///
  /// @param alsoOther the content already has another format; omits the unspecific kinds of text
  static Set<FileFormat> formats(ByteSource source, byte[] head, String name, boolean alsoOther)
      throws IOException {
    Set<FileFormat> formats = EnumSet.noneOf(FileFormat.class);
    String text = new String(head, charset(head));
    String bare = (text.startsWith("\ufeff") ? text.substring(1) : text).stripLeading();
    String lower = name.toLowerCase(Locale.ROOT);
    if (bare.startsWith("<") && isXml(bare, lower)) {
      formats.add(FileFormat.XML);
    } else if (bare.startsWith("{") || bare.startsWith("[")) {
      formats.addAll(JsonProbe.formats(source));
      if (lower.endsWith(".json")) {
        formats.add(FileFormat.JSON);
      }
    } else if (bare.startsWith("tree\nversion=")) {
      formats.add(FileFormat.LIGHTGBM_TEXT);
    } else if (bare.startsWith("#!")) {
      String first = bare.lines().findFirst().orElse("");
      formats.add(first.contains("python") ? FileFormat.PYTHON : FileFormat.SHELL_SCRIPT);
    } else if (bare.regionMatches(true, 0, "@echo off", 0, 9)) {
      formats.add(FileFormat.SHELL_SCRIPT);
    }
    if ((MLMODEL.matcher(text).find() && !formats.contains(FileFormat.JSON))
        || lower.equals("mlmodel")) {
      formats.add(FileFormat.MLMODEL);
    }
    if (lower.endsWith(".py") || lower.endsWith(".pyw") || isPython(bare)) {
      formats.add(FileFormat.PYTHON);
    }
    if (formats.isEmpty() && !alsoOther) {
      formats.add(FileFormat.TEXT);
    }
    return formats;
  }

  private static boolean isPython(String text) {
    return PYTHON.matcher(text).region(codeStart(text), text.length()).find()
        && PYTHON_WORD.matcher(text).find();
  }

  /// The start of the first line that is neither blank nor a comment.
  private static int codeStart(String text) {
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '\n' || character == '\r') {
        start = at + 1;
      } else if (character == '#') {
        at = lineEnd(text, at) - 1;
      } else if (!Character.isWhitespace(character)) {
        break;
      }
    }
    return start;
  }

  private static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static boolean isXml(String text, String name) {
    if (text.startsWith("<?xml") || text.contains("<!ENTITY")) {
      return true;
    }
    String start = text.substring(0, Math.min(text.length(), 4096)).toLowerCase(Locale.ROOT);
    if (start.contains("<!doctype")) {
      return !start.contains("<!doctype html");
    }
    var element = ELEMENT.matcher(text);
    return element.find()
        && !WEB.contains(element.group(1).toLowerCase(Locale.ROOT))
        && (name.endsWith(".xml")
            || name.endsWith(".pmml")
            || element.group(1).endsWith("PMML")
            || text.stripTrailing().endsWith("</" + element.group(1) + ">"));
  }

  private static Charset charset(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean readable(byte[] bytes, Charset charset, boolean start) {
    int from = start || !charset.equals(StandardCharsets.UTF_8) ? 0 : characterStart(bytes);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from), characters, false);
    if (result.isError()) {
      return false;
    }
    characters.flip();
    return !characters.isEmpty() && characters.chars().noneMatch(TextProbe::neverInText);
  }

  /// The first byte that does not continue a character.
  private static int characterStart(byte[] bytes) {
    int from = 0;
    while (from < Math.min(3, bytes.length) && (bytes[from] & 0xc0) == 0x80) {
      from++;
    }
    return from;
  }

  private static boolean neverInText(int character) {
    return character < ' ' && "\t\n\r\f\u000b\u001b\b".indexOf(character) < 0;
  }
}
