package dev.redoubt.scan.internal.model;

import java.util.Locale;
import java.util.regex.Pattern;

/// File names that a model asks its loader to open.
public final class ModelPaths {

  private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,15}:/.*");

  private static final Pattern DRIVE = Pattern.compile("(?i)[a-z]:.*");

  private ModelPaths() {}

  /// Whether a name may lead out of the model's own folder, on any system: absolute, of a drive, of
  /// a home, with a step upwards, with a variable, or with a character that ends names.
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

  /// Whether it is an address of a network, or of a file in the form of one.
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name.replace('\\', '/')).matches();
  }
}
