package dev.redoubt.scan.internal.packages;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Parses one requirement as pip does: a name with versions and a marker, a name with a URL, a URL,
/// or a path. Sources: PEP 508 and PEP 440; pip 26, `constructors.py`.
final class RequirementSpec {

  /// Longer than any real requirement.
  private static final int LONGEST = 10_000;

  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
  private static final String BLANKS = "[ \\t]*+";
  private static final String EXTRAS =
      "\\[" + BLANKS + "(?:" + NAME + BLANKS + "(?:," + BLANKS + NAME + BLANKS + ")*+)?\\]";

  /// PEP 440, and the `.*` at the end of a prefix.
  private static final String RELEASE =
      "v?(?:[0-9]++!)?[0-9]++(?:\\.[0-9]++)*+"
          + "(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?[0-9]*+)?"
          + "(?:-[0-9]++|[-_.]?(?:post|rev|r)[-_.]?[0-9]*+)?"
          + "(?:[-_.]?dev[-_.]?[0-9]*+)?"
          + "(?:\\+[A-Za-z0-9]++(?:[-_.][A-Za-z0-9]++)*+)?"
          + "(?:\\.\\*)?";

  private static final String VERSION =
      "(?:(?:~=|==|!=|<=|>=|<|>)" + BLANKS + RELEASE + "|===" + BLANKS + "[^ \\t;),]++)";

  private static final String VERSIONS =
      VERSION + BLANKS + "(?:," + BLANKS + VERSION + BLANKS + ")*+";

  private static final Pattern NAMED =
      Pattern.compile(
          NAME
              + BLANKS
              + "(?:"
              + EXTRAS
              + BLANKS
              + ")?(?:\\("
              + BLANKS
              + "(?:"
              + VERSIONS
              + ")?\\)"
              + BLANKS
              + "|"
              + VERSIONS
              + ")?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WITH_ADDRESS =
      Pattern.compile(NAME + BLANKS + "(?:" + EXTRAS + BLANKS + ")?@.*", Pattern.DOTALL);

  /// A scheme of the network, of a file or of version control, or a drive letter.
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:.*", Pattern.DOTALL);

  private static final Pattern EXTRAS_AT_END = Pattern.compile("\\[[^\\]]++\\]$");

  /// pip inserts the value.
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z0-9_]+\\}");

  private static final Set<String> ARCHIVES =
      Set.of(
          ".zip",
          ".whl",
          ".tar.gz",
          ".tgz",
          ".tar",
          ".tar.bz2",
          ".tbz",
          ".tar.xz",
          ".txz",
          ".tlz",
          ".tar.lz",
          ".tar.lzma",
          ".egg");

  private RequirementSpec() {}

  /// The source of a requirement.
  static PackageOrigin of(String written) {
    String text = PythonText.strip(written);
    if (text.length() > LONGEST) {
      return new PackageOrigin.Unreadable("requirement exceeds the length limit");
    }
    if (VARIABLE.matcher(text).find()) {
      return new PackageOrigin.Elsewhere("the value of an environment variable");
    }
    if (WITH_ADDRESS.matcher(text).matches() || ADDRESS.matcher(text).matches()) {
      return new PackageOrigin.Elsewhere("a URL");
    }
    int semicolon = text.indexOf(';');
    String spec = PythonText.strip(semicolon < 0 ? text : text.substring(0, semicolon));
    if (isPath(spec)) {
      return new PackageOrigin.Elsewhere("a path");
    }
    if (!NAMED.matcher(spec).matches()) {
      return new PackageOrigin.Unreadable("expected a package name with versions, or a URL");
    }
    String marker = semicolon < 0 ? "" : PythonText.strip(text.substring(semicolon + 1));
    return marker.isEmpty() || EnvironmentMarkers.isMarker(marker)
        ? new PackageOrigin.DefaultIndex()
        : new PackageOrigin.Unreadable("invalid environment marker");
  }

  /// pip treats an existing file as the package, whatever else its name could mean.
  private static boolean isPath(String spec) {
    String lower = spec.toLowerCase(Locale.ROOT);
    String bare = PythonText.strip(EXTRAS_AT_END.matcher(lower).replaceFirst(""));
    return spec.indexOf('/') >= 0
        || spec.indexOf('\\') >= 0
        || spec.startsWith(".")
        || spec.startsWith("~")
        || ARCHIVES.stream().anyMatch(bare::endsWith);
  }
}
