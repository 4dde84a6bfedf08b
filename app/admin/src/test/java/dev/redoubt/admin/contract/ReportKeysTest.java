package dev.redoubt.admin.contract;

import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Checks the keys and value types of all JSON that commands print, from real outputs.
class ReportKeysTest {

  private static final Path WEAK =
      Path.of(System.getProperty("redoubt.root", "../.."), "samples", "credit-scoring", "weak");

  @TempDir private Path folder;

  private final SortedSet<String> lines = new TreeSet<>();
  private ModelFixture fixture = new ModelFixture(Path.of(""));

  @BeforeEach
  void prepare() throws IOException {
    fixture = ModelFixture.in(folder);
  }

  private void add(String name, String... arguments) {
    lines.addAll(JsonShape.of(name, fixture.run(arguments).json()));
  }

  @Test
  void assessmentKeysAreUnchanged() throws IOException {
    for (String format : new String[] {"json", "sarif"}) {
      for (String source : new String[] {WEAK.toString(), "./open", "./broken"}) {
        add("assess " + format, "assess", source, "--format", format);
      }
    }
    add("controls list", "controls", "list", "--format", "json");
    add("controls show", "controls", "show", "storage-anonymous-access", "--format", "json");
    add("expand", "expand", "./open/main.bicep", "--parameters", "name=stdata");
    add("expand", "expand", "./open/main.bicep");
    GoldenFile.check("keys-assess.txt", lines);
  }

  @Test
  void scanAndSignatureKeysAreUnchanged() throws IOException {
    for (String format : new String[] {"json", "sarif"}) {
      add("model scan " + format, "model", "scan", "./scanned", "--format", format);
      add("model scan " + format, "model", "scan", "./credit", "--format", format);
    }
    fixture.ok("model", "key", "create", "local:release", "--type", "ec-p256");
    Files.writeString(
        folder.resolve("key.pub"), fixture.ok("model", "key", "public", "local:release").out());
    add(
        "model sign",
        "model sign ./credit --key local:release --signature ./s --format json".split(" "));
    add(
        "model verify",
        "model verify ./credit --public-key ./key.pub --signature ./s --format json".split(" "));
    add(
        "model attest",
        ("model attest ./credit --type test-result --predicate ./test.json --key local:release"
                + " --output ./a --format json")
            .split(" "));
    add(
        "model verify",
        "model verify ./credit --public-key ./key.pub --attestation ./a --format json".split(" "));
    fixture.write("credit/config.json", "{ }");
    fixture.write("credit/more.txt", "more");
    add(
        "model verify",
        "model verify ./credit --public-key ./key.pub --signature ./s --format json".split(" "));
    lines.addAll(
        JsonShape.of("a signature", JsonMapper.shared().readTree(folder.resolve("s").toFile())));
    lines.addAll(
        JsonShape.of("an attestation", JsonMapper.shared().readTree(folder.resolve("a").toFile())));
    GoldenFile.check("keys-model.txt", lines);
  }

  @Test
  void ledgerKeysAreUnchanged() throws IOException {
    add("ledger init", "ledger init ./log --origin example.org/log --format json".split(" "));
    String append = "ledger append ./log --type model.approved --actor al --subject m/";
    add("ledger append", (append + "1 --body ./test.json --format json").split(" "));
    add("ledger append", (append + "2 --format json").split(" "));
    add("ledger list", "ledger list ./log --format json".split(" "));
    add("ledger show", "ledger show ./log 0 --format json".split(" "));
    add("ledger verify", "ledger verify ./log --key ./log/vkey --format json".split(" "));
    add("ledger prove", "ledger prove 0 --ledger ./log --output ./r --format json".split(" "));
    add("ledger check-proof", "ledger check-proof ./r --key ./log/vkey --format json".split(" "));
    add("ledger monitor", "ledger monitor ./log --state ./state --format json".split(" "));
    add("ledger monitor", "ledger monitor ./log --state ./state --format json".split(" "));
    Path bundle = folder.resolve("log/tile/entries/000.p/2");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    Files.writeString(bundle, text.replace("m/1", "m/7"), StandardCharsets.ISO_8859_1);
    add("ledger verify", "ledger verify ./log --key ./log/vkey --format json".split(" "));
    GoldenFile.check("keys-ledger.txt", lines);
  }

  @Test
  void accessExplanationKeysAreUnchanged() throws IOException {
    String explain = "access explain --format json --data-dir ./data ";
    add("access explain", (explain + "auditor readLedger registry").split(" "));
    add(
        "access explain",
        (explain + "data-scientist@credit release model:credit/production").split(" "));
    add(
        "access explain",
        (explain + "mlops-engineer@credit release model:credit/production").split(" "));
    GoldenFile.check("keys-access.txt", lines);
  }
}
