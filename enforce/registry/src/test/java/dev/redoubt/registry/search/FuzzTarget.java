package dev.redoubt.registry.search;

import dev.redoubt.registry.search.SearchField.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is fuzzed, and what must hold for any input: it is read, or refused in words for a person
/// that say where; and no word of it is in the SQL, but only in its parameters.
enum FuzzTarget {
  FILTER {
    @Override
    void attempt(SearchVocabulary vocabulary, String text) throws SearchException {
      SearchFilter filter = SearchParser.filter(vocabulary, text);
      require(filter.all().size() <= SearchParser.MAX_CONDITIONS, "few conditions");
      SearchSql query = sql().where(filter);
      check(query.conditions(), query.parameters());
    }
  },
  ORDER {
    @Override
    void attempt(SearchVocabulary vocabulary, String text) throws SearchException {
      SearchSql query = sql();
      check(query.order(List.of(SearchParser.order(vocabulary, text)), "o.id"), query.parameters());
    }
  };

  private static final List<SearchVocabulary> ALL =
      List.of(
          SearchVocabulary.EXPERIMENTS,
          SearchVocabulary.RUNS,
          SearchVocabulary.MODELS,
          SearchVocabulary.VERSIONS,
          SearchVocabulary.LOGGED_MODELS);

  abstract void attempt(SearchVocabulary vocabulary, String text) throws SearchException;

  /// Reads the bytes as a search of each kind, and checks what is said about them.
  void read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (SearchVocabulary vocabulary : ALL) {
      try {
        attempt(vocabulary, text);
      } catch (SearchException refused) {
        String message = String.valueOf(refused.getMessage());
        require(message.contains(", at character "), "a place");
        require(refused.offset() >= 0 && refused.offset() <= text.length(), "a place in the text");
        require(!message.contains("dev.redoubt") || text.contains("dev.redoubt"), "no class names");
      }
    }
  }

  private static SearchSql sql() {
    SearchSql sql = new SearchSql("o", "id", Map.of());
    for (Kind kind : Kind.values()) {
      if (kind != Kind.ATTRIBUTE) {
        sql.with(kind, "t", "o");
      }
    }
    return sql;
  }

  /// Ours are letters, digits and few signs; the one text in quotes is the escape of patterns.
  private static void check(String sql, List<Object> parameters) {
    String bare = sql.replace("ESCAPE '\\'", "");
    require(bare.matches("[A-Za-z0-9_.,?=<>()\\s]*"), "nothing but our own words: " + sql);
    long marks = bare.chars().filter(c -> c == '?').count();
    require(marks == parameters.size(), "a parameter for each mark: " + sql);
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "SearchFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
