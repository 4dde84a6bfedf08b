package dev.redoubt.scan.internal.packages;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A package specification of conda: `numpy=1.26`, `conda-forge::numpy >=1`, `numpy[build=py*]`.
/// Source: conda's page of the package match specification.
final class CondaSpec {

  private static final Pattern CHANNEL = Pattern.compile("([^\\[\\s:]+)(?::[^:]*)?::");

  private static final Pattern KEYED = Pattern.compile("\\[([^\\]]*)\\]\\s*$");

  private static final Pattern KEY =
      Pattern.compile("\\b(channel|url|fn)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|([^,\\]]*))");

  private static final Pattern NAMED =
      Pattern.compile(
          "[A-Za-z0-9_*][A-Za-z0-9_.*-]*+(?:\\s*+[=<>!~|,][\\w\\s=<>!~|,.*+^$()-]*+|\\s++[\\w.*=<>!~|,+"
              + " ]++)?");

  private CondaSpec() {}

  /// The source of the package.
  static PackageOrigin of(String written) {
    String text = written.strip();
    if (text.contains("://") || text.toLowerCase(Locale.ROOT).startsWith("file:")) {
      return new PackageOrigin.Elsewhere("a URL");
    }
    Matcher keyed = KEYED.matcher(text);
    String rest = text;
    if (keyed.find()) {
      Matcher key = KEY.matcher(keyed.group(1));
      while (key.find()) {
        String value = value(key);
        if (!key.group(1).equals("channel") || !DefaultPackageIndexes.isKnownChannel(value)) {
          return new PackageOrigin.Elsewhere("the " + key.group(1) + " `" + value + "`");
        }
      }
      rest = text.substring(0, keyed.start());
    }
    Matcher channel = CHANNEL.matcher(rest);
    if (channel.lookingAt()) {
      if (!DefaultPackageIndexes.isKnownChannel(channel.group(1))) {
        return new PackageOrigin.Elsewhere("the channel `" + channel.group(1) + "`");
      }
      rest = rest.substring(channel.end());
    }
    return named(rest.strip());
  }

  private static PackageOrigin named(String spec) {
    String lower = spec.toLowerCase(Locale.ROOT);
    if (spec.indexOf('/') >= 0
        || spec.indexOf('\\') >= 0
        || spec.startsWith(".")
        || spec.startsWith("~")
        || lower.endsWith(".conda")
        || lower.endsWith(".tar.bz2")) {
      return new PackageOrigin.Elsewhere("a path");
    }
    return NAMED.matcher(spec).matches()
        ? new PackageOrigin.DefaultIndex()
        : new PackageOrigin.Unreadable("expected a package name with versions, or a URL");
  }

  private static String value(Matcher key) {
    for (int group = 2; group <= 4; group++) {
      if (key.group(group) != null) {
        return key.group(group).strip();
      }
    }
    return "";
  }
}
