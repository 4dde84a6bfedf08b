package dev.redoubt.bicep.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerChallengeTest {

  private static final BearerChallenge EXPECTED = new BearerChallenge("https://r/t", "s,1", null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"https://r/t\",service=\"s,1\"",
        "bearer  Realm = \"https://r/t\" , SERVICE=\"s\\,1\"",
        "Basic realm=\"b\", Bearer realm=\"https://r/t\", service=\"s,1\"",
        "Bearer realm=\"https://r/t\", service=\"s,1\", Basic realm=\"b\"",
        "Negotiate, Bearer realm=\"https://r/t\",service=\"s,1\"",
        "Negotiate YII9==, Bearer realm=\"https://r/t\",service=\"s,1\"",
        ",, Bearer realm=\"https://r/t\",,service=\"s,1",
      })
  void isFoundAmongOthers(String header) {
    assertThat(BearerChallenge.find(List.of("Basic realm=\"x\"", header))).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer service=\"x\"", "Basic realm=\"x\"", "realm=\"x\"", "=\"\\"})
  void challengeWithoutRealmIsIgnored(String header) {
    assertThat(BearerChallenge.find(List.of(header))).isNull();
  }

  @Test
  void overlongHeaderIsIgnored() {
    assertThat(BearerChallenge.find(List.of("Bearer realm=\"" + "x".repeat(9000) + "\""))).isNull();
  }

  @Test
  void survivesAnyHeader() {
    Random random = new Random(7);
    String letters = "Bearer realm=\"\\,; \t=ä\u0000\n";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder header = new StringBuilder("Bearer ");
      for (int length = random.nextInt(40); length > 0; length--) {
        header.append(letters.charAt(random.nextInt(letters.length())));
      }
      BearerChallenge found = BearerChallenge.find(List.of(header.toString()));
      assertThat(found == null || header.indexOf("realm") >= 0).isTrue();
    }
  }
}
