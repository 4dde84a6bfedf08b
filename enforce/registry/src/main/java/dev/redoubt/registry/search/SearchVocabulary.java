package dev.redoubt.registry.search;

import dev.redoubt.registry.search.SearchField.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Fields that searches over one type of object may use, as documented and implemented in MLflow
/// 3.17.
public final class SearchVocabulary {
  /// Vocabulary of experiment searches.
  public static final SearchVocabulary EXPERIMENTS =
      new SearchVocabulary(
          Set.of(Kind.ATTRIBUTE, Kind.TAG),
          Set.of(Kind.TAG),
          List.of(
              text("name"),
              listed("experiment_id"),
              number("creation_time"),
              number("last_update_time")));

  /// Vocabulary of run searches.
  public static final SearchVocabulary RUNS =
      new SearchVocabulary(
          Set.of(Kind.values()),
          Set.of(Kind.TAG, Kind.PARAMETER),
          List.of(
              listed("run_id"),
              text("run_name", "run name", "Run name", "Run Name"),
              text("status"),
              text("user_id"),
              text("artifact_uri"),
              text("experiment_id"),
              number("start_time", "created", "Created"),
              number("end_time")));

  /// Vocabulary of registered model searches.
  public static final SearchVocabulary MODELS =
      new SearchVocabulary(
          Set.of(Kind.ATTRIBUTE, Kind.TAG),
          Set.of(),
          List.of(
              listed("name"),
              sortedOnly("creation_timestamp"),
              sortedOnly("last_updated_timestamp", "timestamp")));

  /// Vocabulary of model version searches.
  public static final SearchVocabulary VERSIONS =
      new SearchVocabulary(
          Set.of(Kind.ATTRIBUTE, Kind.TAG),
          Set.of(),
          List.of(
              text("name"),
              number("version_number", "version"),
              listed("run_id"),
              text("source_path", "source"),
              sortedOnly("creation_timestamp"),
              sortedOnly("last_updated_timestamp", "timestamp")));

  /// Vocabulary of logged model searches.
  public static final SearchVocabulary LOGGED_MODELS =
      new SearchVocabulary(
          Set.of(Kind.ATTRIBUTE, Kind.METRIC, Kind.PARAMETER, Kind.TAG),
          Set.of(),
          List.of(
              listed("name"),
              listed("model_id"),
              listed("model_type"),
              listed("status"),
              listed("source_run_id"),
              number("creation_timestamp", "creation_time"),
              number("last_updated_timestamp", "last_updated_time")));

  /// @param numeric whether it is compared as a number
  /// @param lists whether `IN` is supported
  /// @param filters whether it can be used in filters, not only in orders
  record Attribute(
      String name, List<String> aliases, boolean numeric, boolean lists, boolean filters) {}

  static final List<String> DATASET_KEYS = List.of("name", "digest", "context");

  private final Set<Kind> kinds;
  private final Set<Kind> maybeAbsent;
  private final List<Attribute> attributes;
  private final Map<String, Attribute> named = new HashMap<>();

  private SearchVocabulary(Set<Kind> kinds, Set<Kind> maybeAbsent, List<Attribute> attributes) {
    this.kinds = kinds;
    this.maybeAbsent = maybeAbsent;
    this.attributes = attributes;
    for (Attribute attribute : attributes) {
      named.put(attribute.name(), attribute);
      attribute.aliases().forEach(alias -> named.put(alias, attribute));
    }
  }

  /// Whether the search supports fields of a kind.
  boolean supports(Kind kind) {
    return kinds.contains(kind);
  }

  /// Whether `IS NULL` is supported for fields of a kind.
  boolean mayBeAbsent(Kind kind) {
    return maybeAbsent.contains(kind);
  }

  /// Returns the attribute with a name or an alternative name.
  Optional<Attribute> attribute(String key) {
    return Optional.ofNullable(named.get(key));
  }

  /// Returns all names, for messages.
  String names() {
    List<String> names = new ArrayList<>();
    attributes.forEach(attribute -> names.add("`" + attribute.name() + "`"));
    return String.join(", ", new TreeSet<>(names));
  }

  private static Attribute text(String name, String... aliases) {
    return new Attribute(name, List.of(aliases), false, false, true);
  }

  private static Attribute listed(String name) {
    return new Attribute(name, List.of(), false, true, true);
  }

  private static Attribute number(String name, String... aliases) {
    return new Attribute(name, List.of(aliases), true, false, true);
  }

  private static Attribute sortedOnly(String name, String... aliases) {
    return new Attribute(name, List.of(aliases), true, false, false);
  }
}
