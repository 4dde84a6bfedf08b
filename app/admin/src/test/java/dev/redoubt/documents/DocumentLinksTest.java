package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Links in documents, and links to documents in sources.
class DocumentLinksTest {

  /// `[text](target "title")`, `![text](target)`, also where the text has brackets of its own.
  private static final Pattern INLINE =
      Pattern.compile("\\]\\(\\s*<?([^)\\s>]*)>?(?:\\s+\"[^\"]*\")?\\s*\\)");

  private static final Pattern DEFINITION =
      Pattern.compile("^ {0,3}\\[[^\\]]+]:\\s*<?(\\S+?)>?(?:\\s.*)?$", Pattern.MULTILINE);
  private static final Pattern HTML = Pattern.compile("\\b(?:href|src)=\"([^\"]*)\"");
  private static final Pattern AUTOMATIC = Pattern.compile("<([a-z]+:[^>\\s]*)>");

  private static final Pattern IN_SOURCES =
      Pattern.compile("(?<![\\w/.-])docs/[\\w./-]+\\.md(?:#[\\w-]+)?");

  private static final Set<String> SOURCES =
      Set.of("java", "jte", "json", "cedar", "js", "sh", "xml", "yml", "yaml", "tsv", "properties");

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

  /// Pages of other projects that sources mention.
  private static final Set<String> FOREIGN = Set.of("docs/gguf.md");

  private final Map<Path, Set<String>> anchors = new HashMap<>();

  @Test
  void everyLinkInDocumentsHasTarget() {
    List<String> broken = new ArrayList<>();
    for (MarkdownPage page : Repository.pages()) {
      String text = page.withoutCode();
      for (Pattern form : List.of(INLINE, DEFINITION, HTML, AUTOMATIC)) {
        Matcher link = form.matcher(text);
        while (link.find()) {
          wrong(page.file(), link.group(1))
              .ifPresent(
                  why ->
                      broken.add(
                          "%s:%d: `%s` %s"
                              .formatted(
                                  page.name(),
                                  MarkdownPage.lineAt(text, link.start()),
                                  link.group(1),
                                  why)));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyDocumentMentionedInSourcesExists() {
    List<String> broken = new ArrayList<>();
    Path inRoot = Repository.ROOT.resolve("README.md");
    for (Path file : Repository.files(SOURCES)) {
      String text = Repository.text(file);
      Matcher link = IN_SOURCES.matcher(text);
      while (link.find()) {
        if (!FOREIGN.contains(link.group())) {
          wrong(inRoot, link.group())
              .ifPresent(
                  why ->
                      broken.add(
                          "%s:%d: `%s` %s"
                              .formatted(
                                  Repository.name(file),
                                  MarkdownPage.lineAt(text, link.start()),
                                  link.group(),
                                  why)));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /// Why a link is broken; empty if its target exists.
  private Optional<String> wrong(Path from, String link) {
    URI target;
    try {
      target = new URI(link);
    } catch (URISyntaxException e) {
      return Optional.of("is not a URI: " + e.getReason());
    }
    if (target.getScheme() != null) {
      return switch (target.getScheme()) {
        case "https" -> target.getHost() == null ? Optional.of("names no host") : Optional.empty();
        case "http" ->
            THIS_MACHINE.contains(String.valueOf(target.getHost()))
                ? Optional.empty()
                : Optional.of("is not https");
        case "mailto" -> Optional.empty();
        default -> Optional.of("is neither https nor mailto");
      };
    }
    return wrongPath(from, target);
  }

  private Optional<String> wrongPath(Path from, URI target) {
    String path = target.getPath();
    if (path.startsWith("/")) {
      return Optional.of("is not relative to its page");
    }
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!file.startsWith(Repository.ROOT) || !Files.exists(file)) {
      return Optional.of("does not exist");
    }
    String anchor = target.getFragment();
    if (anchor == null || !file.toString().endsWith(".md")) {
      return Optional.empty();
    }
    Set<String> there = anchors.computeIfAbsent(file, page -> MarkdownPage.read(page).anchors());
    return there.contains(anchor)
        ? Optional.empty()
        : Optional.of("has no such heading; there are " + there);
  }
}
