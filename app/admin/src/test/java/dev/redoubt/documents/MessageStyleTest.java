package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Messages, help texts and pages use the terms of `docs/glossary.md`.
class MessageStyleTest {

  /// Comments, characters, text blocks and strings. The last two are groups.
  private static final Pattern TOKENS =
      Pattern.compile(
          "//[^\\n"
              + "]*|(?s:/\\*.*?\\*/)|'(?:\\\\.|[^'\\\\\\n"
              + "])+'|\"\"\"((?s:(?:[^\"\\\\]++|\\\\.|\"(?!\"\"))*+))\"\"\"|\"((?:[^\"\\\\\\n"
              + "]++|\\\\.)*+)\"");

  /// Database tables and columns keep their names.
  private static final Pattern SQL =
      Pattern.compile(
          "\\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|FROM|WHERE|JOIN|AND|OR|ORDER)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @Test
  void noMessageUsesAReplacedTerm() {
    ReplacedTerms terms = ReplacedTerms.ofGlossary();
    List<String> found = new ArrayList<>();
    for (Path file : Repository.files(Set.of("java"))) {
      String name = Repository.name(file);
      if (name.contains("/src/main/")) {
        literals(terms, name, Repository.text(file), found);
      }
    }
    assertThat(found).isEmpty();
  }

  private static void literals(
      ReplacedTerms terms, String name, String source, List<String> found) {
    Matcher token = TOKENS.matcher(source);
    while (token.find()) {
      int group = token.group(1) != null ? 1 : 2;
      String literal = token.group(group);
      // A single word is a key or an id.
      if (literal != null && literal.strip().contains(" ") && !SQL.matcher(literal).matches()) {
        int line = MarkdownPage.lineAt(source, token.start(group));
        found.addAll(terms.in(name, line, literal));
      }
    }
  }

  @Test
  void noPageUsesAReplacedTerm() {
    ReplacedTerms terms = ReplacedTerms.ofGlossary();
    List<String> found = new ArrayList<>();
    for (Path file : Repository.files(Set.of("jte"))) {
      String name = Repository.name(file);
      if (name.contains("/src/main/")) {
        // Users do not see comments and code of a template.
        String text =
            Pattern.compile("<%--.*?--%>|\\$\\{[^}]*}|@[^\\n]*|<[^>]*>", Pattern.DOTALL)
                .matcher(Repository.text(file))
                .replaceAll(code -> code.group().replaceAll("[^\\n]", " "));
        found.addAll(terms.in(name, 1, text));
      }
    }
    assertThat(found).isEmpty();
  }
}
