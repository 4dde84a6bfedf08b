package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.documents.MarkdownPage.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents use the terms of `docs/glossary.md`, and a search for common terms finds a page.
class DocumentTermsTest {

  private static final String GLOSSARY = "docs/glossary.md";

  /// The change log keeps its old entries.
  private static final Pattern CHECKED =
      Pattern.compile("(?:README|ARCHITECTURE|CONTRIBUTING|SECURITY|samples/README|docs/.+)\\.md");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout",
        "rate limit",
        "authorization",
        "redirect",
        "TLS",
        "backup",
        "upgrade",
        "retention",
        "key rotation",
        "proxy",
        "exit code",
        "suppress"
      })
  void aSearchInTheDocumentsHits(String term) {
    Pattern word = Pattern.compile("\\b" + term.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE);
    List<String> hits =
        Repository.userPages().stream()
            .filter(page -> page.name().startsWith("docs/") && !page.name().equals(GLOSSARY))
            .filter(page -> word.matcher(String.join("\n", page.prose())).find())
            .map(MarkdownPage::name)
            .toList();
    assertThat(hits).as("pages with `%s`", term).isNotEmpty();
  }

  @Test
  void noDocumentUsesAReplacedTerm() {
    ReplacedTerms terms = ReplacedTerms.ofGlossary();
    List<String> found = new ArrayList<>();
    for (MarkdownPage page : Repository.pages()) {
      if (CHECKED.matcher(page.name()).matches() && !page.name().equals(GLOSSARY)) {
        found.addAll(terms.in(page.name(), 1, page.withoutCode()));
        for (Fence fence : page.fences()) {
          // Output of Redoubt uses the same terms; code and JSON keys keep their names.
          if (fence.info().isEmpty() || fence.language().equals("text")) {
            found.addAll(terms.in(page.name(), fence.lineOf(0), String.join("\n", fence.lines())));
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
