package dev.redoubt.template.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names and ids of Azure's built-in roles. Source: "Azure built-in roles", Microsoft Learn,
/// November 2026.
public final class BuiltInRoles {

  private static final String RESOURCE = "built-in-roles.tsv";

  private BuiltInRoles() {}

  /// Loads the table on first use.
  private static final class Table {
    private static final Map<String, String> IDS = read();
    private static final Map<String, String> NAMES =
        IDS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static Map<String, String> read() {
      Map<String, String> ids = new HashMap<>();
      try (InputStream stream = BuiltInRoles.class.getResourceAsStream(RESOURCE)) {
        if (stream == null) {
          throw new IllegalStateException("the table of roles is missing");
        }
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int tab = line.indexOf('\t');
          ids.put(line.substring(0, tab), line.substring(tab + 1));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the table of roles cannot be read", e);
      }
      return ids;
    }
  }

  /// Returns the display name of a role by its GUID, in any case, or null.
  public static @Nullable String name(String id) {
    return Table.NAMES.get(id.toLowerCase(Locale.ROOT));
  }

  /// Returns the GUID of a role by its display name (case-sensitive), or null.
  public static @Nullable String id(String name) {
    return Table.IDS.get(name);
  }
}
