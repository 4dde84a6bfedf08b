package dev.redoubt.scan.internal.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.InMemoryScans;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scans models with a few wrong bytes: no analysis may fail.
class MutationTest {

  private static final int ROUNDS = 1_500;

  private static List<byte[]> models() {
    return List.of(
        new XgboostDocument().ubjson(),
        new XgboostDocument().json(),
        XgboostBinaryTest.model("dart"),
        LightgbmTest.whole(),
        CatboostTest.whole());
  }

  @ParameterizedTest
  @MethodSource("models")
  void neverFailsTheAnalysis(byte[] model) {
    Random random = new Random(3);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutant = model.clone();
      for (int i = 0; i <= round % 5; i++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      assertThat(InMemoryScans.rules(InMemoryScans.scan("m", mutant)))
          .doesNotContain("file-analysis-failed");
    }
  }
}
