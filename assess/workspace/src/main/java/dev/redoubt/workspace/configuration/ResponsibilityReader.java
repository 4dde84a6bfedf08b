package dev.redoubt.workspace.configuration;

import dev.redoubt.configuration.ConfigurationSection;
import dev.redoubt.estate.Origin;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads what everything that changes a verdict must have: an owner and a last day.
///
/// @param file the number of the configuration file
record ResponsibilityReader(int file) {

  /// The required date `expires`; null if it is absent or invalid, which is an error.
  static @Nullable LocalDate expires(ConfigurationSection section) {
    String text = section.required("expires");
    if (text.isEmpty()) {
      return null;
    }
    try {
      // the format of a year of four digits is stricter than the parser, which accepts a sign
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException _) {
      // reported below
    }
    section.addError(
        "expires",
        "`expires` must be a date such as `2027-03-31`, the last day on which it applies, not `"
            + text
            + "`");
    return null;
  }

  /// A setting that is printed on one line.
  static String line(ConfigurationSection section, String name) {
    return section.required(name).strip().replaceAll("\\s+", " ");
  }

  Origin origin(ConfigurationSection section) {
    return Origin.of(file, section.line(), section.column());
  }

  Origin origin(ConfigurationSection section, String name) {
    return Origin.of(file, section.lineOf(name), section.columnOf(name));
  }
}
