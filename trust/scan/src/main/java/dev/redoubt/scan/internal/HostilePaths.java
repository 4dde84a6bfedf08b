package dev.redoubt.scan.internal;

import dev.redoubt.scan.DetectionLocation;
import java.util.List;
import java.util.Locale;

/// Functions for names of files and archive members, which may be hostile.
public final class HostilePaths {

  /// Longer names are shortened in reports.
  private static final int SHOWN = 200;

  private HostilePaths() {}

  /// The part after the last slash of the innermost member.
  public static String last(DetectionLocation place) {
    String name = place.members().getLast().replace('\\', '/');
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// The part after the last dot, in lower case; empty if there is none.
  public static String extension(DetectionLocation place) {
    String name = last(place);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// Whether extraction would write outside the target folder: an absolute path, a drive, a step
  /// upwards, or a name truncated by NUL.
  public static boolean leadsOut(String name) {
    String path = name.replace('\\', '/');
    return path.startsWith("/")
        || path.indexOf('\0') >= 0
        || (path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0)))
        || List.of(path.split("/")).contains("..");
  }

  /// The name without control characters, shortened to a limit.
  public static String shown(String name) {
    String visible = name.replaceAll("\\p{Cntrl}|\\p{Cf}", "\ufffd");
    return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "…";
  }
}
