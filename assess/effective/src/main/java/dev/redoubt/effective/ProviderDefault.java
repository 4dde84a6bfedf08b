package dev.redoubt.effective;

import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.PropertyName;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A dated fact about a property that is left out.
///
/// @param type the resource type, as written
/// @param path from the root of the payload, with `[*]` for elements; of a child, its segment and
///   name
/// @param versions `*`, `<2019-04-01` or `>=2019-04-01`: the API versions it holds for
/// @param meaning what happens where the property is left out
/// @param json the default's value as JSON; empty where there is none
/// @param source the document it is taken from
/// @param date the document's date, or that of its reading
record ProviderDefault(
    String type,
    String path,
    String versions,
    Meaning meaning,
    String json,
    String source,
    String date) {

  /// What happens where a property is left out.
  enum Meaning {
    /// The service takes a value.
    DEFAULT,
    /// It stays absent, with all below it.
    ABSENT,
    /// The service takes a value, and it depends on what a template does not show.
    UNKNOWN,
    /// Not a property: a child that the service makes by itself.
    CHILD
  }

  private static final int COLUMNS = 7;

  static ProviderDefault parse(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("a row of defaults needs " + COLUMNS + " columns: " + line);
    }
    Meaning meaning = Meaning.valueOf(cells[3].toUpperCase(Locale.ROOT));
    return new ProviderDefault(cells[0], cells[1], cells[2], meaning, cells[4], cells[5], cells[6]);
  }

  /// Whether it holds for an API version; null where that is not known.
  @Nullable Boolean holdsFor(String apiVersion) {
    if (versions.equals("*")) {
      return true;
    }
    if (apiVersion.isEmpty()) {
      return null;
    }
    // Dates in ISO 8601 compare as text; a preview of a date sorts after the date itself.
    String folded = PropertyName.folded(apiVersion);
    return versions.startsWith(">=")
        ? folded.compareTo(versions.substring(2)) >= 0
        : folded.compareTo(versions.substring(1)) < 0;
  }

  /// The default's value, with the origin of a provider's default.
  Value value() {
    Value read = new JsonReader(new SourceFiles(), new ArrayList<>()).read(json, "default");
    if (read == null) {
      throw new IllegalStateException("the default of " + type + " " + path + " is not JSON");
    }
    return read.at(Origin.PROVIDER_DEFAULT);
  }
}
