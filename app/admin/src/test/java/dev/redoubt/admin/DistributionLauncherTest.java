package dev.redoubt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of the distributions, with JDKs whose `java` prints its arguments.
@DisabledOnOs(OS.WINDOWS)
class DistributionLauncherTest {

  private static final Path ROOT =
      Path.of(System.getProperty("redoubt.root", "../..")).toAbsolutePath().normalize();
  private static final Path LAUNCHER = ROOT.resolve("app/distribution/src/main/dist/bin/redoubt");

  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    Path home = folder.resolve("re doubt");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(LAUNCHER, home.resolve("bin/redoubt"));
    Files.createFile(home.resolve("lib/redoubt-admin.jar"));
    Files.createFile(home.resolve("lib/redoubt-cli-1.0.jar"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java =
        Files.writeString(
            home.resolve("bin/java"), "#!/bin/sh\necho \"java of " + name + ": $*\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private ProgramRun run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Path link = folder.resolve("link");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, folder.resolve("re doubt/bin/redoubt"));
    List<String> command = new ArrayList<>(List.of("/bin/sh", link.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    Map<String, String> environment = new HashMap<>(variables);
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path readlink = tools.resolve("readlink");
    if (!Files.exists(readlink)) {
      Files.writeString(readlink, "#!/bin/sh\nPATH=/usr/bin:/bin exec readlink \"$@\"\n");
      Files.setPosixFilePermissions(readlink, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", folder.toString());
    environment.put("REDOUBT_JDK_FOLDERS", folder.resolve("none").toString());
    process.environment().clear();
    process.environment().putAll(environment);
    return ProgramRun.of(process);
  }

  @Test
  void usesItsRuntimeWithCacheOfTheCommand() throws IOException, InterruptedException {
    jdk("re doubt/runtime", "25.0.3");
    Path aot = Files.createDirectories(folder.resolve("re doubt/aot"));
    Files.createFile(aot.resolve("redoubt.aot"));
    Files.createFile(aot.resolve("redoubt-server.aot"));
    assertThat(run(Map.of("JAVA_HOME", jdk("other", "26").toString()), "assess", "a b").output())
        .startsWith("java of re doubt/runtime: -XX:AOTCache=" + aot.resolve("redoubt.aot"))
        .contains("redoubt-cli-1.0.jar dev.redoubt.cli.Main assess a b");
    assertThat(run(Map.of(), "serve").output())
        .contains("-XX:AOTCache=" + aot.resolve("redoubt-server.aot"))
        .contains("redoubt-admin.jar dev.redoubt.admin.AdminMain serve");
    assertThat(run(Map.of("REDOUBT_NO_AOT", "yes"), "assess").output())
        .doesNotContain("-XX:AOTCache");
  }

  @Test
  void namedJdkReplacesRuntimeAndItsCache() throws IOException, InterruptedException {
    jdk("re doubt/runtime", "25.0.3");
    Files.createFile(
        Files.createDirectories(folder.resolve("re doubt/aot")).resolve("redoubt.aot"));
    Map<String, String> named = Map.of("REDOUBT_JAVA_HOME", jdk("mine", "26.0.1").toString());
    assertThat(run(named, "assess").output())
        .startsWith("java of mine: ")
        .doesNotContain("-XX:AOTCache");
  }

  @Test
  void portableDistributionPassesOverOldJdkAndSaysWhatIsMissing()
      throws IOException, InterruptedException {
    Map<String, String> old = Map.of("JAVA_HOME", jdk("old", "17.0.1").toString());
    ProgramRun none = run(old, "assess");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.output()).contains("no JDK 25 or newer").contains("REDOUBT_JDK=download");
    Map<String, String> current = Map.of("JAVA_HOME", jdk("current", "25.0.3").toString());
    assertThat(run(current, "assess").output()).startsWith("java of current: ");
  }

  /// The AOT caches count only where the options are those of the training.
  @Test
  void allLaunchersUseSameOptions() throws IOException {
    List<String> inCheckout = options(ROOT.resolve("redoubt"));
    assertThat(inCheckout).hasSize(3);
    assertThat(options(LAUNCHER)).isEqualTo(inCheckout);
    String build = Files.readString(ROOT.resolve("build/distribution/BuildDistribution.java"));
    String image = Files.readString(ROOT.resolve("app/distribution/pom.xml"));
    for (String option : inCheckout.getFirst().replaceAll("^jvm=\"|\"$", "").split(" ", -1)) {
      assertThat(build).contains("\"" + option + "\"");
      if (!option.startsWith("-XX:TieredStopAtLevel")) {
        assertThat(image).contains("<arg>" + option + "</arg>");
      }
    }
  }

  private static List<String> options(Path launcher) throws IOException {
    return Files.readAllLines(launcher).stream()
        .filter(line -> line.matches("(jvm|native|serving)=.*"))
        .toList();
  }
}
