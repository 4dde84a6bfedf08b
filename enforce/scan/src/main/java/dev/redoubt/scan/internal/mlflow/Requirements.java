package dev.redoubt.scan.internal.mlflow;

import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Shown;
import java.util.Locale;
import java.util.regex.Pattern;

/// Looks at the packages that a model asks for. Sources: pip's page of the requirements file
/// format; PEP 508.
public final class Requirements {

  private static final Pattern OPTION =
      Pattern.compile(
          "(?:^|\\s)(?:--index-url|--extra-index-url|--find-links|--trusted-host|-i\\s+https?:|-f\\s+\\S)[=\\s]?");

  private static final Pattern DIRECT =
      Pattern.compile(
          "(?i)(?:^|[\\s@])(?:(?:git|hg|svn|bzr)\\+[a-z]+://|https?://|file:|\\.{0,2}/\\S)");

  private static final Pattern EDITABLE = Pattern.compile("(?:^|\\s)(?:-e|--editable)[=\\s]");

  /// A name, and perhaps extras, versions and markers.
  private static final Pattern NAMED =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9._-]*(?:\\[[^\\]]*\\])?\\s*(?:(?:[=<>!~]=?=?|===)[^;#]*)?(?:;[^#]*)?(?:#.*)?");

  private Requirements() {}

  /// Whether a text is a list of packages: most of its lines are, and none is anything else than a
  /// list may have.
  public static boolean is(String text) {
    int named = 0;
    for (String line : text.lines().limit(2_000).toList()) {
      String bare = line.strip();
      if (bare.isEmpty()
          || bare.startsWith("#")
          || bare.startsWith("-")
          || DIRECT.matcher(bare).find()) {
        continue;
      }
      String whole = bare.endsWith("\\") ? bare.substring(0, bare.length() - 1) : bare;
      String clean = whole.replaceAll("\\s--hash=\\S+", "").strip();
      if (!NAMED.matcher(clean).matches()) {
        return false;
      }
      named += clean.matches(".*(==|>=|~=|<|>).*") ? 1 : 0;
    }
    return named > 0 || text.startsWith("--") || text.contains("\n--");
  }

  /// Looks at each line.
  public static void inspect(String text, Findings findings) {
    long at = 0;
    for (String line : text.split("\n", -1)) {
      line(line, at, findings);
      at += line.length() + 1L;
    }
  }

  /// Looks at one package, or at a command that installs some.
  public static void line(String written, long at, Findings findings) {
    String line = written.strip();
    boolean installs =
        line.toLowerCase(Locale.ROOT).matches("[%!]?(pip3?|conda|uv)\\b.*|.*\\bpip3? install .*");
    boolean command = installs || line.startsWith("-");
    if (line.startsWith("#") || line.length() > 10_000) {
      return;
    }
    if (OPTION.matcher(line).find() && command) {
      findings.add(ModelFormatRule.PACKAGE_SOURCE, at, "packages come from " + Shown.of(line));
    } else if ((EDITABLE.matcher(line).find() && command) || isDirect(line, command)) {
      findings.add(ModelFormatRule.PACKAGE_SOURCE, at, "a package comes from " + Shown.of(line));
    }
  }

  private static boolean isDirect(String line, boolean command) {
    boolean package_ =
        command
            || line.contains("+")
            || line.matches("[A-Za-z0-9._\\[\\],-]+\\s*@.*")
            || line.matches("(?i)(https?|file):.*\\.(whl|gz|zip)\\S*");
    return package_ && DIRECT.matcher(line).find() && !line.matches(".*\\.txt\\s*$");
  }
}
