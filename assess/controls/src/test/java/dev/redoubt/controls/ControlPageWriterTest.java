package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.ControlDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Golden files; to update them: `./mvnw test -pl assess/controls -am -Dredoubt.update=pages`.
class ControlPageWriterTest {

  private static final Path PAGES = ControlFolders.ROOT.resolve("docs/controls");

  @Test
  void pages_sayWhatTheCatalogSays() throws IOException {
    Map<String, String> pages = ControlPageWriter.pages(ControlCatalog.load());
    if ("pages".equals(System.getProperty("redoubt.update"))) {
      update(pages);
    }
    assertThat(files()).containsExactlyInAnyOrderElementsOf(pages.keySet());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertThat(PAGES.resolve(page.getKey())).hasContent(page.getValue());
    }
  }

  /// `docs/article.md` links to each control, and to no page that does not exist.
  @Test
  void article_namesEveryControl() throws IOException {
    String article = Files.readString(ControlFolders.ROOT.resolve("docs/article.md"));
    List<String> linked = new ArrayList<>();
    var links = Pattern.compile("\\(controls/([a-z0-9-]+)\\.md\\)").matcher(article);
    while (links.find()) {
      linked.add(links.group(1));
    }
    assertThat(linked.stream().distinct())
        .containsExactlyInAnyOrderElementsOf(
            ControlCatalog.load().descriptions().stream().map(ControlDescription::id).toList());
  }

  private static void update(Map<String, String> pages) throws IOException {
    Files.createDirectories(PAGES);
    for (String file : files()) {
      Files.delete(PAGES.resolve(file));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
    }
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
