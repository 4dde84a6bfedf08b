package dev.redoubt.scan.internal;

import dev.redoubt.scan.DetectionLocation;
import java.util.List;
import java.util.Locale;

/// Names of files and members, which are hostile.
public final class HostilePaths {

  /// A longer name is shortened where it is shown.
  private static final int SHOWN = 200;

  private HostilePaths() {}

  /// What is after the last slash of the innermost member.
  public static String last(DetectionLocation place) {
    String name = place.members().getLast().replace('\\', '/');
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// What is after the last dot, in lower case; empty where there is none.
  public static String extension(DetectionLocation place) {
    String name = last(place);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// Whether unpacking it would write elsewhere: absolute, with a drive, upwards, or cut short by a
  /// NUL.
  public static boolean leadsOut(String name) {
    String path = name.replace('\\', '/');
    return path.startsWith("/")
        || path.indexOf('\0') >= 0
        || (path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0)))
        || List.of(path.split("/")).contains("..");
  }

  /// Without control characters and of bounded length.
  public static String shown(String name) {
    String visible = name.replaceAll("\\p{Cntrl}|\\p{Cf}", "\ufffd");
    return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "…";
  }
}
