package dev.redoubt.scan.internal.xml;

import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Determines the encoding of a document by its byte order mark, its first bytes or its
/// declaration. Source: appendix F of XML 1.0. Rejects unknown encodings, because a reader that
/// knows the encoding would see another document.
final class XmlEncoding {

  private static final Map<String, Charset> KNOWN =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "utf8", StandardCharsets.UTF_8,
          "us-ascii", StandardCharsets.US_ASCII,
          "ascii", StandardCharsets.US_ASCII,
          "iso-8859-1", StandardCharsets.ISO_8859_1,
          "latin1", StandardCharsets.ISO_8859_1,
          "iso-8859-15", Charset.forName("ISO-8859-15"),
          "windows-1252", Charset.forName("windows-1252"),
          "utf-16", StandardCharsets.UTF_16);

  private static final Pattern DECLARED =
      Pattern.compile("\\A<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");

  private XmlEncoding() {}

  static Charset of(byte[] head) throws MalformedContentException {
    Charset wide = wide(head);
    if (wide != null) {
      return wide;
    }
    Matcher declared = DECLARED.matcher(start(new String(head, StandardCharsets.ISO_8859_1)));
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    String name = declared.group(1).toLowerCase(Locale.ROOT);
    Charset charset = KNOWN.get(name);
    if (charset == null || charset.equals(StandardCharsets.UTF_16)) {
      throw new MalformedContentException(
          0,
          "encoding "
              + QuotedContent.of(declared.group(1))
              + " is unknown, or does not match the content");
    }
    return charset;
  }

  /// The first characters, whatever the encoding.
  static String prolog(byte[] prefix) {
    Charset wide = wide(prefix);
    return start(new String(prefix, wide == null ? StandardCharsets.UTF_8 : wide));
  }

  /// Skips a byte order mark.
  static Reader withoutMark(Reader reader) throws IOException {
    PushbackReader pushback = new PushbackReader(reader, 1);
    int first = pushback.read();
    if (first >= 0 && first != 0xfeff) {
      pushback.unread(first);
    }
    return pushback;
  }

  private static String start(String text) {
    if (text.startsWith("\ufeff")) {
      return text.substring(1);
    }
    return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
  }

  private static @org.jspecify.annotations.Nullable Charset wide(byte[] head) {
    if (head.length < 4) {
      return null;
    }
    int first =
        ((head[0] & 0xff) << 24)
            | ((head[1] & 0xff) << 16)
            | ((head[2] & 0xff) << 8)
            | (head[3] & 0xff);
    return switch (first) {
      case 0x0000feff, 0x0000003c -> Charset.forName("UTF-32BE");
      case 0xfffe0000, 0x3c000000 -> Charset.forName("UTF-32LE");
      case 0x003c003f, 0x003c0021 -> StandardCharsets.UTF_16BE;
      case 0x3c003f00, 0x3c002100 -> StandardCharsets.UTF_16LE;
      default ->
          switch (first >>> 16) {
            case 0xfeff -> StandardCharsets.UTF_16BE;
            case 0xfffe -> StandardCharsets.UTF_16LE;
            default -> null;
          };
    };
  }
}
