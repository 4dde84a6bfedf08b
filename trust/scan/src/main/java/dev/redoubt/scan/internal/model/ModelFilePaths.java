package dev.redoubt.scan.internal.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// Checks file names that a model makes its loader open.
public final class ModelFilePaths {

  private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,15}:/.*");

  private static final Pattern DRIVE = Pattern.compile("(?i)[a-z]:.*");

  private ModelFilePaths() {}

  /// Whether a name may point outside the model folder, on any system: an absolute path, a drive, a
  /// home folder, a step upwards, a variable, or a character that ends names.
  public static boolean leadsOutside(String name) {
    String path = name.replace('\\', '/');
    return path.startsWith("/")
        || path.startsWith("~")
        || path.indexOf('\0') >= 0
        || path.contains("$")
        || DRIVE.matcher(path).matches()
        || isAddress(path)
        || path.equals("..")
        || path.startsWith("../")
        || path.contains("/../")
        || path.endsWith("/..")
        || path.toLowerCase(Locale.ROOT).contains("%2e%2e");
  }

  /// Whether it is a URL, of a network or of a file.
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name.replace('\\', '/')).matches();
  }
}
