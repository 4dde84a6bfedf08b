package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Path of a file or folder relative to its artifact root: segments separated by `/`, empty for the
/// root. It is a database key, never a path on the server's disk; it is strict because clients
/// create files from it.
///
/// @param text as given by the client; compared by code units, without case or Unicode
///   normalization
public record ArtifactPath(String text) implements Comparable<ArtifactPath> {

  /// In UTF-8 bytes; what clients can store on their disks.
  public static final int MAX_BYTES = 1000;

  /// Of one segment, in UTF-8 bytes, as in the file systems of clients.
  public static final int MAX_SEGMENT_BYTES = 255;

  /// Number of segments, the file included.
  public static final int MAX_DEPTH = 64;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

  /// URL parsers drop tabs and line breaks, C strings end at a NUL, and Windows drops trailing
  /// spaces.
  private static final Pattern DROPPED = Pattern.compile("[\\p{Cntrl} ]");

  /// The artifact root itself.
  public static final ArtifactPath ROOT = new ArtifactPath("");

  /// @throws RequestRefusedException if the path is invalid or ambiguous
  public ArtifactPath {
    if (!text.isEmpty()) {
      String violation = violation(text);
      if (!violation.isEmpty()) {
        throw RequestRefusedException.invalid("the path `" + printable(text) + "` " + violation);
      }
    }
  }

  private static String violation(String text) {
    if (text.length() > MAX_BYTES || utf8(text) > MAX_BYTES) {
      return "is longer than " + MAX_BYTES + " bytes";
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)
        || text.codePoints().anyMatch(ArtifactPath::isForbidden)) {
      return "contains control characters or an unpaired surrogate";
    }
    if (text.indexOf('\\') >= 0 || DRIVE.matcher(text).matches()) {
      return "contains `\\` or starts with a drive letter; separate folders with `/`";
    }
    if (traverses(text)) {
      return "leaves its folder when it is percent-decoded again";
    }
    String[] segments = text.split("/", -1);
    if (segments.length > MAX_DEPTH) {
      return "is deeper than " + MAX_DEPTH + " folders";
    }
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return "contains an empty segment, `.` or `..`; use a relative path without leading "
            + "or trailing `/`";
      }
      if (utf8(segment) > MAX_SEGMENT_BYTES) {
        return "has a name longer than " + MAX_SEGMENT_BYTES + " bytes";
      }
    }
    return "";
  }

  /// Whether the path leaves its folder for a reader that decodes it once more or repeatedly:
  /// `%2e%2e` and the like, with the characters that some readers drop. Any other `%` is part of a
  /// name; MLflow 2 uses it in the names of images, and some of those happen to encode a control
  /// character.
  private static boolean traverses(String text) {
    String decoded = text;
    for (String last = ""; !decoded.equals(last); ) {
      last = decoded;
      decoded =
          ENCODED
              .matcher(last)
              .replaceAll(
                  code ->
                      Matcher.quoteReplacement(
                          String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
    String path = decoded.replace('\\', '/');
    return !decoded.equals(text)
        && Stream.of(path.split("/", -1))
            .map(each -> DROPPED.matcher(each).replaceAll(""))
            .anyMatch(
                each ->
                    each.isEmpty()
                        || each.equals(".")
                        || each.equals("..")
                        || DRIVE.matcher(each).matches());
  }

  /// Control characters and Unicode noncharacters: the last two code points of each plane, and 32
  /// more. The very last one is the upper bound of listings.
  private static boolean isForbidden(int point) {
    return Character.isISOControl(point)
        || (point & 0xFFFE) == 0xFFFE
        || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }

  /// Whether this is the artifact root itself.
  public boolean isRoot() {
    return text.isEmpty();
  }

  /// Returns the last segment; empty for the root.
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /// Returns a path below this one.
  ///
  /// @throws RequestRefusedException if the combined path is invalid
  public ArtifactPath resolve(String below) {
    return new ArtifactPath(isRoot() ? below : text + "/" + below);
  }

  /// Returns the parent folders, outermost first, without the root and the path itself.
  public List<ArtifactPath> folders() {
    List<ArtifactPath> folders = new ArrayList<>();
    for (int i = text.indexOf('/'); i >= 0; i = text.indexOf('/', i + 1)) {
      folders.add(new ArtifactPath(text.substring(0, i)));
    }
    return folders;
  }

  /// Returns the prefix of every path below this folder.
  String prefix() {
    return isRoot() ? "" : text + "/";
  }

  /// Returns an exclusive upper bound of the paths below this folder in byte order: `0` follows
  /// `/`, and no path starts with the last code point.
  String end() {
    return isRoot() ? "\uDBFF\uDFFF" : text + "0";
  }

  @Override
  public int compareTo(ArtifactPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
