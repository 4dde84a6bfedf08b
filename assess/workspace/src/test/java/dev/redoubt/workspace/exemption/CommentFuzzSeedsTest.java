package dev.redoubt.workspace.exemption;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs the seed corpus of the fuzz test, and random texts of its marks, in every build.
class CommentFuzzSeedsTest {

  private static final String[] PARTS = {
    "redoubt:exempt a-b until 2027-03-31 by alice: why",
    "// ",
    "# ",
    "/* ",
    " */",
    "\n",
    "\r\n",
    "'",
    "'''",
    "\"",
    "\\",
    "${",
    "}",
    "a: |",
    "  ",
    "@d('x')",
    "resource a 'b' = {",
    "var a = 1",
    "- ",
    "\0"
  };

  @ParameterizedTest
  @EnumSource
  void survivesEverySeed(CommentFuzzTarget target) throws IOException, URISyntaxException {
    FuzzSeeds.survive(
        CommentFuzzSeedsTest.class,
        "CommentFuzzTestInputs/" + target.name().toLowerCase(Locale.ROOT),
        1,
        target::read);
  }

  @ParameterizedTest
  @EnumSource
  void survivesRandomMixturesOfMarks(CommentFuzzTarget target) {
    Random random = new Random(15);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(24); j > 0; j--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      target.read(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
