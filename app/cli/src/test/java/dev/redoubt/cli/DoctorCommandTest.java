package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {

  @TempDir private Path home = Path.of("");

  private CommandRun run(Map<String, String> variables, String... arguments) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("HOME", home.toString());
    return CommandRun.of(environment, arguments);
  }

  @Test
  void soundInstallationPassesAndNamesSlowStarts() {
    CommandRun run = run(Map.of(), "doctor");
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("ok       jdk")
        .contains("note     aot-cache")
        .contains("-> start `redoubt` with its launcher")
        .contains("will be made when it is needed")
        .endsWith("PASSED  exit code 0\n");
  }

  @Test
  void moduleCacheThatIsAFileFails() throws IOException {
    Path cache = Files.createDirectories(home.resolve("cache/redoubt"));
    Files.createFile(cache.resolve("modules"));
    CommandRun run = run(Map.of("XDG_CACHE_HOME", home.resolve("cache").toString()), "doctor");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("failed   module-cache")
        .contains("-> make it writable")
        .endsWith("FAILED  exit code 1\n");
  }

  @Test
  void folderThatCannotBeWrittenFails() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    InstallationCheck check = InstallationCheck.writable("x", file.resolve("redoubt"), "do that");
    assertThat(check.state()).isEqualTo(InstallationCheck.State.FAILED);
    assertThat(check.action()).isEqualTo("do that");
  }

  @Test
  void oldJdkFails() {
    assertThat(InstallationCheck.jdk(24).state()).isEqualTo(InstallationCheck.State.FAILED);
    assertThat(InstallationCheck.jdk(25).state()).isEqualTo(InstallationCheck.State.OK);
  }

  @Test
  void missingAotCacheIsNoFailure() throws IOException {
    Path cache = home.resolve("redoubt.aot");
    assertThat(InstallationCheck.aotCache(cache.toString(), Map.of()).state())
        .isEqualTo(InstallationCheck.State.NOTE);
    Files.createFile(cache);
    assertThat(InstallationCheck.aotCache(cache.toString(), Map.of()).state())
        .isEqualTo(InstallationCheck.State.OK);
  }

  @Test
  void asksServersOnlyIfTheyAreNamed() throws IOException {
    HttpServer server = HttpServer.create();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      CommandRun ready = run(Map.of(), "doctor", "--server", url + "/");
      assertThat(ready.code()).as(ready.out()).isZero();
      assertThat(ready.out()).contains("ok       model-registry   `" + url + "/health/ready`");
      CommandRun wrong = run(Map.of(), "doctor", "--server", url + "/other");
      assertThat(wrong.code()).isEqualTo(1);
      assertThat(wrong.out()).contains("HTTP status 404");
      server.stop(0);
      CommandRun gone = run(Map.of(), "doctor", "--server", url);
      assertThat(gone.code()).isEqualTo(1);
      assertThat(gone.out()).contains("cannot be reached");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void addressThatIsNoneIsWrongUsage() {
    assertThat(run(Map.of(), "doctor", "--server", "registry").code()).isEqualTo(2);
    assertThat(run(Map.of(), "doctor", "--module-registry", "a b").code()).isEqualTo(2);
  }

  @Test
  void jsonHasStateAndActionOfEachCheck() {
    CommandRun run = run(Map.of("REDOUBT_NO_AOT", "yes"), "doctor", "--format", "json");
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertThat(json.path("state").asString()).isEqualTo("ok");
    assertThat(json.path("checks").get(0).path("name").asString()).isEqualTo("jdk");
    assertThat(json.path("checks").get(1).path("state").asString()).isEqualTo("note");
    assertThat(json.path("checks").get(1).path("action").asString()).contains("unset");
  }
}
