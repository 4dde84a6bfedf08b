package dev.redoubt.reporthtml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.diagram.DiagramView;
import dev.redoubt.findings.diagram.WorkloadDiagram;
import dev.redoubt.reporthtml.diagram.DiagramDifference;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class DiagramPageTest {

  private static WorkloadDiagram diagram(String deployment) {
    return new WorkloadDiagram(DiagramView.LAYERS, deployment, List.of(), List.of(), List.of());
  }

  private static List<String> captions(DiagramPage.Figure... figures) throws IOException {
    StringBuilder out = new StringBuilder();
    new DiagramPage("weak", "Redoubt 0.1.0", _ -> null)
        .write(Arrays.asList(figures), Map.of(), out);
    return Jsoup.parse(out.toString()).select("figcaption").eachText();
  }

  @Test
  void deploymentsAreNamedWithoutTheFolderOfAll() throws IOException {
    WorkloadDiagram hub = diagram("/home/alice/infra/hub/main.bicep");
    assertThat(
            captions(
                new DiagramPage.Figure.Whole(diagram("/home/alice/infra/main.bicep")),
                new DiagramPage.Figure.Changes(DiagramDifference.of(hub, hub))))
        .satisfiesExactly(
            whole -> assertThat(whole).startsWith("main.bicep: life cycle"),
            changes -> assertThat(changes).startsWith("hub/main.bicep: life cycle"));
  }

  @Test
  void deploymentsOfDifferentFoldersKeepTheirNames() throws IOException {
    assertThat(
            captions(
                new DiagramPage.Figure.Whole(diagram("hub/main.bicep")),
                new DiagramPage.Figure.Whole(diagram("spoke/main.bicep"))))
        .satisfiesExactly(
            hub -> assertThat(hub).startsWith("hub/main.bicep: "),
            spoke -> assertThat(spoke).startsWith("spoke/main.bicep: "));
  }
}
