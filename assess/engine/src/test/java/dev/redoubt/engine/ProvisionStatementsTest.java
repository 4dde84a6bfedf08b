package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionStatementsTest {

  @TempDir private Path folder = Path.of("");

  private List<String> problems(String framework, String provision, String expires) {
    return ConfiguredFolder.problems(
        new ConfiguredFolder(folder)
            .file("main.bicep", ConfiguredFolder.VAULT)
            .file(
                "redoubt.yaml",
                """
                statements:
                  - framework: %s
                    provisions: [%s]
                    states: duties are separated in the HR system
                    owner: alice
                    expires: %s
                """
                    .formatted(framework, provision, expires))
            .assess());
  }

  @Test
  void statementAboutAProvisionOfTheMappingIsAccepted() {
    assertThat(problems("iso-27001-2022-annex-a", "A.5.3", "2027-01-31")).isEmpty();
    assertThat(problems("gdpr", "Article 32(1)(a)", "2027-01-31")).isEmpty();
  }

  @Test
  void expiredStatementIsAWarning() {
    assertThat(problems("iso-27001-2022-annex-a", "A.5.3", "2026-11-26"))
        .containsExactly(
            "WARNING redoubt.yaml:2 the statement of alice about A.5.3 has expired on 2026-11-26");
  }

  @Test
  void unknownFrameworkOrProvisionIsAnError() {
    assertThat(problems("iso", "A.5.3", "2027-01-31"))
        .singleElement()
        .asString()
        .startsWith("ERROR redoubt.yaml:2 no framework is called `iso`; there are: gdpr, ");
    assertThat(problems("iso-27001-2022-annex-a", "5.3", "2027-01-31"))
        .singleElement()
        .asString()
        .startsWith("ERROR redoubt.yaml:2 `5.3` is no provision of the mapping for ISO/IEC 27001")
        .endsWith("such as `A.5.3`");
  }
}
