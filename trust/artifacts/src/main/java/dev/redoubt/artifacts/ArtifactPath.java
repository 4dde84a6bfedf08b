package dev.redoubt.artifacts;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a file or folder is within its home: segments between `/`, empty for the top. It names a
/// row of a table and never a file of a disk; it is strict because clients make files of it.
///
/// @param text as it was given; compared by its letters, case and normal form included
public record ArtifactPath(String text) implements Comparable<ArtifactPath> {

  /// In bytes of UTF-8; what clients can put on their disks.
  public static final int MAX_BYTES = 1000;

  /// Of a segment, in bytes of UTF-8, as in the file systems of clients.
  public static final int MAX_SEGMENT_BYTES = 255;

  /// Folders within folders, the file included.
  public static final int MAX_DEPTH = 64;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

  /// URLs are read without tabs and line breaks, names in C end at a NUL, and Windows drops spaces
  /// at the end.
  private static final Pattern LEFT_OUT = Pattern.compile("[\\p{Cntrl} ]");

  /// The top of a home.
  public static final ArtifactPath ROOT = new ArtifactPath("");

  /// @throws RequestRefusedException if it could mean something else to somebody
  public ArtifactPath {
    if (!text.isEmpty()) {
      String wrong = wrong(text);
      if (!wrong.isEmpty()) {
        throw RequestRefusedException.invalid("the path `" + shown(text) + "` " + wrong);
      }
    }
  }

  private static String wrong(String text) {
    if (text.length() > MAX_BYTES || utf8(text) > MAX_BYTES) {
      return "is longer than " + MAX_BYTES + " bytes";
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)
        || text.codePoints().anyMatch(ArtifactPath::isNoText)) {
      return "has control characters or half a character in it";
    }
    if (text.indexOf('\\') >= 0 || DRIVE.matcher(text).matches()) {
      return "has a `\\` or begins with the letter of a drive; folders are separated by `/`";
    }
    if (leadsOut(text)) {
      return "leads out of its folder when it is decoded once more";
    }
    String[] segments = text.split("/", -1);
    if (segments.length > MAX_DEPTH) {
      return "is deeper than " + MAX_DEPTH + " folders";
    }
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return "has an empty segment, `.` or `..` in it; say it plainly, without `/` at its ends";
      }
      if (utf8(segment) > MAX_SEGMENT_BYTES) {
        return "has a name longer than " + MAX_SEGMENT_BYTES + " bytes";
      }
    }
    return "";
  }

  /// Whether somebody who decodes once too often, or several times, is led elsewhere: `%2e%2e` and
  /// the like, with what readers leave out of it as well. Other signs of `%` are part of a name;
  /// MLflow 2 calls its images so, and some of them stand for a control character by chance.
  private static boolean leadsOut(String text) {
    String plain = text;
    for (String last = ""; !plain.equals(last); ) {
      last = plain;
      plain =
          ENCODED
              .matcher(last)
              .replaceAll(
                  code ->
                      Matcher.quoteReplacement(
                          String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
    String path = plain.replace('\\', '/');
    return !plain.equals(text)
        && Stream.of(path.split("/", -1))
            .map(each -> LEFT_OUT.matcher(each).replaceAll(""))
            .anyMatch(
                each ->
                    each.isEmpty()
                        || each.equals(".")
                        || each.equals("..")
                        || DRIVE.matcher(each).matches());
  }

  /// Control characters, and what Unicode calls noncharacters: the last two of each plane, and 32
  /// within. The very last one is the end of every listing.
  private static boolean isNoText(int point) {
    return Character.isISOControl(point)
        || (point & 0xFFFE) == 0xFFFE
        || (point >= 0xFDD0 && point <= 0xFDEF);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }

  /// Whether it is the top.
  public boolean isRoot() {
    return text.isEmpty();
  }

  /// Its last segment; empty for the top.
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /// A path below this one.
  ///
  /// @throws RequestRefusedException if they cannot be put together
  public ArtifactPath resolve(String below) {
    return new ArtifactPath(isRoot() ? below : text + "/" + below);
  }

  /// The folders that it is in, from the outermost; without the top and itself.
  public List<ArtifactPath> folders() {
    List<ArtifactPath> folders = new ArrayList<>();
    for (int i = text.indexOf('/'); i >= 0; i = text.indexOf('/', i + 1)) {
      folders.add(new ArtifactPath(text.substring(0, i)));
    }
    return folders;
  }

  /// What every path below this folder begins with.
  String prefix() {
    return isRoot() ? "" : text + "/";
  }

  /// What comes after every path below this folder, in the order of bytes: `0` follows `/`, and no
  /// path begins with the last of all characters.
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
