package dev.redoubt.drawing.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChartTest {

  @Test
  void partsOfABarFollowEachOther() {
    String svg =
        new StackedBar(List.of(new StackedBar.Part("fail", 1), new StackedBar.Part("pass", 3)), 8)
            .svg();
    assertThat(svg)
        .contains(
            "class=\"fail\" x=\"0\" y=\"0\" width=\"25\"",
            "class=\"pass\" x=\"25\" y=\"0\" width=\"75\"");
  }

  @Test
  void smallPartIsSeenAndNothingLeavesTheBar() {
    String svg =
        new StackedBar(
                List.of(new StackedBar.Part("pass", 9999), new StackedBar.Part("fail", 1)), 9999)
            .svg();
    assertThat(svg).contains("class=\"pass\" x=\"0\" y=\"0\" width=\"200\"");
    assertThat(new StackedBar(List.of(new StackedBar.Part("fail", 1)), 9999).svg())
        .contains("width=\"2\"");
  }

  @Test
  void emptyBarHasNoParts() {
    assertThat(new StackedBar(List.of(new StackedBar.Part("fail", 0)), 0).svg())
        .doesNotContain("<rect");
  }

  @Test
  void ringShowsItsNumberAndWithoutOneNone() {
    assertThat(new PercentageRing(OptionalInt.of(50), "Score: 50 of 100").svg())
        .contains(
            ">50</text>", "aria-label=\"Score: 50 of 100\"", "stroke-dasharray=\"144.51 289.03\"");
    assertThat(new PercentageRing(OptionalInt.empty(), "no score").svg())
        .contains(">-</text>")
        .doesNotContain("arc");
    assertThat(new PercentageRing(OptionalInt.of(0), "x").svg()).doesNotContain("arc");
  }
}
