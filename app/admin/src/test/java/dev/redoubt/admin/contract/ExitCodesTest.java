package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.admin.AdminMain;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks the exit codes of commands: 0 success, 1 findings at or above the threshold or a failed
/// check, 2 wrong usage or unreadable input. The exit codes of commands that call a server are in
/// [RegistryContractTest].
class ExitCodesTest {

  @TempDir private Path folder;

  private final List<String> lines = new ArrayList<>();
  private ModelFixture fixture = new ModelFixture(Path.of(""));

  @BeforeEach
  void prepare() throws IOException {
    fixture = ModelFixture.in(folder);
  }

  private void run(String call) {
    String[] arguments = call.isEmpty() ? new String[0] : call.split(" ");
    lines.add("redoubt " + call + ": " + fixture.run(arguments).code());
  }

  @Test
  void assessmentExitCodesAreUnchanged() throws IOException {
    run("");
    run("asses");
    run("--version");
    run("--help");
    run("help assess");
    run("help nothing");
    run("assess ./nothing");
    run("assess ./open");
    run("assess ./open --fail-on never --fail-on-unknown never");
    run("assess ./open --fail-on sometimes");
    run("assess ./broken");
    run("assess ./nowhere");
    run("assess ./open --format json --format sarif");
    run("assess ./open --only nothing");
    run("expand ./open/main.bicep");
    run("expand ./broken/main.bicep");
    run("expand ./nowhere");
    run("controls");
    run("controls list");
    run("controls show storage-anonymous-access");
    run("controls show nothing");
    run("completion bash");
    run("completion dos");
    GoldenFile.check("exit-codes-assess.txt", lines);
  }

  /// Simulates a failure of the machine while a command runs.
  @Test
  void internalErrorIsExitCodeSeventy() {
    Writer broken =
        new StringWriter() {
          @Override
          public void write(String text, int offset, int length) {
            throw new IllegalStateException("broken");
          }
        };
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(broken), new PrintWriter(err), false, false, Map.of());
    assertThat(AdminMain.run(terminal, "controls", "list")).isEqualTo(70);
    assertThat(err.toString()).contains("internal error");
  }

  @Test
  void modelExitCodesAreUnchanged() throws IOException {
    run("model");
    run("model scan ./credit");
    run("model scan ./scanned");
    run("model scan ./scanned --fail-on never");
    run("model scan ./scanned/suspicious.sh --fail-on malicious");
    run("model scan ./scanned/unreadable.bin");
    run("model scan ./nowhere");
    run("model key");
    run("model key list");
    run("model key create local:release --type ec-p256");
    run("model key create local:models");
    run("model key create local:models --type des");
    run("model key list local:");
    run("model key destroy local:models");
    run("model key rotate local:absent");
    run("model key public local:release");
    Files.writeString(
        folder.resolve("key.pub"), fixture.ok("model", "key", "public", "local:release").out());
    run("model sign ./credit --key local:release --signature ./s");
    run("model sign ./nowhere --key local:release --signature ./s");
    run("model verify ./credit --public-key ./key.pub --signature ./s");
    run("model verify ./credit --public-key ./key.pub --signature ./nowhere");
    run("model verify ./credit --signature ./s");
    run(
        "model attest ./credit --type test-result --predicate ./test.json --key local:release"
            + " --output ./a");
    run("model verify ./credit --public-key ./key.pub --attestation ./a");
    run("model encrypt ./credit/weights.bin --key local:models --output ./e");
    run("model decrypt ./e --output ./d");
    run("model decrypt ./e --output ./d");
    run("model rewrap ./e");
    run("model encrypt ./nowhere --key local:models");
    fixture.write("credit/config.json", "changed");
    run("model verify ./credit --public-key ./key.pub --signature ./s --format json");
    byte[] encrypted = Files.readAllBytes(folder.resolve("e"));
    encrypted[encrypted.length - 1] ^= 1;
    Files.write(folder.resolve("e"), encrypted);
    run("model decrypt ./e --output ./changed");
    run("model key disable local:models");
    run("model encrypt ./credit/weights.bin --key local:models --output ./f");
    GoldenFile.check("exit-codes-model.txt", lines);
  }

  @Test
  void ledgerExitCodesAreUnchanged() throws IOException {
    run("ledger");
    run("ledger init ./log --origin example.org/log");
    run("ledger init ./log --origin example.org/other");
    run("ledger append ./log --type model.approved --actor al --subject m/1");
    run("ledger append ./log --type Wrong --actor al --subject m/1");
    run("ledger append ./log --type model.approved --actor al --subject m/2");
    run("ledger list ./log");
    run("ledger list ./nowhere");
    run("ledger show ./log 0");
    run("ledger show ./log 9");
    run("ledger verify ./log");
    run("ledger verify ./nowhere");
    run("ledger prove 0 --ledger ./log --output ./r");
    run("ledger check-proof ./r --key ./log/vkey");
    run("ledger check-proof ./nowhere --key ./log/vkey");
    run("ledger monitor ./log --state ./state");
    Path receipt = folder.resolve("r");
    Files.writeString(receipt, Files.readString(receipt).replace("index 0", "index 1"));
    run("ledger check-proof ./r --key ./log/vkey --format json");
    Path bundle = folder.resolve("log/tile/entries/000.p/2");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    Files.writeString(bundle, text.replace("m/1", "m/7"), StandardCharsets.ISO_8859_1);
    run("ledger verify ./log --format json");
    GoldenFile.check("exit-codes-ledger.txt", lines);
  }

  @Test
  void serverExitCodesAreUnchanged() throws IOException {
    fixture.write("server.yaml", "nothing: 1\n");
    run("serve --data-dir ./data --config ./server.yaml");
    run("serve --data-dir ./data --port 70000");
    run("token --data-dir ./data --as alice --persona data-scientist");
    run("token --data-dir ./data --as alice --persona boss");
    run("access");
    run("access explain auditor readLedger registry");
    run("access explain data-scientist@credit release model:credit/production");
    run("access explain mlops-engineer@credit release model:credit/production");
    run("access explain boss see model:x");
    run("access revoke issuer#somebody");
    run("backup --data-dir ./nowhere --output ./b.zip");
    run("restore --input ./test.json --data-dir ./new");
    run("model status credit 1");
    GoldenFile.check("exit-codes-server.txt", lines);
  }
}
