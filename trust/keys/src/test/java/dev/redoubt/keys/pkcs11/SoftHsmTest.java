package dev.redoubt.keys.pkcs11;

import dev.redoubt.testing.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs [SoftHsmSession] in a JVM of its own for each test, since SoftHSM reads where its tokens
/// are from the environment when it is loaded.
@Tag("interop")
class SoftHsmTest {

  private static final List<String> MODULES =
      List.of(
          "/usr/lib/softhsm/libsofthsm2.so",
          "/usr/lib64/softhsm/libsofthsm.so",
          "/opt/homebrew/lib/softhsm/libsofthsm2.so",
          "/usr/local/lib/softhsm/libsofthsm2.so");

  @TempDir Path folder;

  @Test
  void wrapsRotatesDisablesAndDestroys() throws Exception {
    run("keys");
  }

  @Test
  void signsWithKeysOfTheToken() throws Exception {
    run("signing");
  }

  @Test
  void findsTheTokenByItsLabel_andRefusesAWrongPin() throws Exception {
    run("tokens");
  }

  @Test
  void encryptsAnEnvelope() throws Exception {
    run("envelope");
  }

  private void run(String scenario) throws Exception {
    String module =
        MODULES.stream().filter(each -> Files.exists(Path.of(each))).findFirst().orElse(null);
    if (module == null) {
      Assumptions.abort("SoftHSM is not installed; `apt-get install softhsm2` installs it");
    }
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path configuration =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            "directories.tokendir = "
                + tokens
                + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    for (String label : List.of("redoubt test", "other")) {
      call(
          configuration,
          List.of(
              "softhsm2-util",
              "--module",
              module,
              "--init-token",
              "--free",
              "--label",
              label,
              "--so-pin",
              "87654321",
              "--pin",
              "12345678"));
    }
    call(
        configuration,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED",
            SoftHsmSession.class.getName(),
            scenario,
            module));
  }

  private void call(Path configuration, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SOFTHSM2_CONF", configuration.toString());
    ProgramRun.of(builder).succeeds();
  }
}
