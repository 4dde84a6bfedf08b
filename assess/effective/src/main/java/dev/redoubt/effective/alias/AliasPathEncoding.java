package dev.redoubt.effective.alias;

import org.jspecify.annotations.Nullable;

/// Encodes the paths of aliases in the packed table; most follow from the name of the alias.
///
/// Nothing: `properties.` and the name. `=`: the name alone. A dot and digits: `properties.` and
/// the name, with `.properties` after the parts of the name whose numbers are given in base 36.
/// Otherwise the path itself.
final class AliasPathEncoding {

  private AliasPathEncoding() {}

  static String decode(String name, @Nullable String code) {
    if (code == null) {
      return "properties." + name;
    }
    if (code.equals("=")) {
      return name;
    }
    return code.startsWith(".") ? spread(name, code.substring(1)) : code;
  }

  private static String spread(String name, String places) {
    String[] parts = name.split("\\.", -1);
    StringBuilder path = new StringBuilder("properties");
    for (int i = 0; i < parts.length; i++) {
      path.append('.').append(parts[i]);
      if (places.indexOf(Character.forDigit(i, Character.MAX_RADIX)) >= 0) {
        path.append(".properties");
      }
    }
    return path.toString();
  }

  /// The shortest code, or null for none.
  static @Nullable String encode(String name, String path) {
    if (path.equals("properties." + name)) {
      return null;
    }
    if (path.equals(name)) {
      return "=";
    }
    String[] parts = name.split("\\.", -1);
    String[] steps = path.split("\\.", -1);
    StringBuilder places = new StringBuilder(".");
    int step = 1;
    for (int i = 0; i < parts.length && i < Character.MAX_RADIX; i++) {
      if (step >= steps.length || !steps[step].equals(parts[i])) {
        return path;
      }
      step++;
      if (step < steps.length
          && steps[step].equals("properties")
          && !(i + 1 < parts.length && parts[i + 1].equals("properties"))) {
        places.append(Character.forDigit(i, Character.MAX_RADIX));
        step++;
      }
    }
    String code = places.toString();
    return decode(name, code).equals(path) ? code : path;
  }
}
