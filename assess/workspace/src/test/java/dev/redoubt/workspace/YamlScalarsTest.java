package dev.redoubt.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlScalarsTest {

  private final List<Problem> problems = new ArrayList<>();

  private Map<String, String> read(String text) {
    return YamlScalars.of(text, "azure.yaml", new SourceFiles(), problems);
  }

  @Test
  void returnsScalarsByPath() {
    assertThat(
            read(
                """
                # a project
                name: chat
                infra:
                  path: "deploy"
                  layers:
                    - { name: base, tags: [a, b] }
                    - name: app
                ? [odd, key]
                : value
                last: &x 1
                again: *x
                end: yes
                """))
        .containsEntry("name", "chat")
        .containsEntry("infra.path", "deploy")
        .containsEntry("infra.layers.0.name", "base")
        .containsEntry("infra.layers.0.tags.1", "b")
        .containsEntry("infra.layers.1.name", "app")
        .containsEntry("last", "1")
        .containsEntry("end", "yes")
        .doesNotContainKey("again");
    assertThat(problems).isEmpty();
  }

  @Test
  void reportsASyntaxErrorAndKeepsEarlierScalars() {
    assertThat(read("name: chat\ninfra: [\n")).containsEntry("name", "chat");
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains("not valid YAML");
              assertThat(problem.origin().line()).isEqualTo(3);
            });
  }

  @Test
  void acceptsAnyInput() {
    for (String text :
        List.of("", "- a", "text", "\"\\x4", "[".repeat(100_000), "a: *b", "\u0000", "? ?\n: :")) {
      read(text);
    }
    assertThat(read("{a: b}")).containsExactly(Map.entry("a", "b"));
  }

  @Test
  void readsTheFirstDocumentOnly() {
    assertThat(read("a: 1\n---\na: 2\nb: 3")).containsExactly(Map.entry("a", "1"));
  }
}
