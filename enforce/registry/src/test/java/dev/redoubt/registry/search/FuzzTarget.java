package dev.redoubt.registry.search;

import dev.redoubt.registry.search.SearchField.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Fuzz target with the invariants of every input: it is parsed, or refused with a readable message
/// that has a position; and no part of it appears in the SQL, only in its parameters.
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

  /// Parses the bytes as a search of each type, and checks the result.
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

  /// Our SQL consists of letters, digits and few punctuation characters; the only quoted text is
  /// the escape of patterns.
  private static void check(String sql, List<Object> parameters) {
    String bare = sql.replace("ESCAPE '\\'", "");
    require(bare.matches("[A-Za-z0-9_.,?=<>()\\s]*"), "nothing but our own words: " + sql);
    long marks = bare.chars().filter(c -> c == '?').count();
    require(marks == parameters.size(), "a parameter for each mark: " + sql);
  }

  /// Folder of seeds, where the fuzzer looks for them and stores its findings.
  String seeds() {
    return "SearchFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
