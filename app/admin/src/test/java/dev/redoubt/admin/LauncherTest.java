package dev.redoubt.admin;

import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs `build/launcher-test.sh`, which copies the checkout and starts the launcher under many
/// error conditions. Needs a POSIX shell and a built checkout, and takes minutes.
@Tag("interop")
class LauncherTest {

  @Test
  void launcherHandlesErrorConditions() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("redoubt.root", "../.."));
    ProgramRun.of(
            new ProcessBuilder("sh", root.resolve("build/launcher-test.sh").toString())
                .directory(root.toFile()))
        .succeeds();
  }
}
