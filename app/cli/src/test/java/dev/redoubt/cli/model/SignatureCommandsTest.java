package dev.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.keys.pem.PemKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests `redoubt model sign`, `verify` and `attest` through the command line.
class SignatureCommandsTest {

  private static final String TESTED =
      """
      {"result":"PASSED","configuration":[{"uri":"https://contoso.com/bias"}],
       "passedTests":["bias"]}\
      """;

  @TempDir private Path folder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private String model = "";
  private String key = "";
  private String half = "";
  private String signature = "";

  /// The output and the exit code of a command.
  private record Run(int code, String out, String err) {

    JsonNode json() {
      return JsonMapper.builder().build().readTree(out);
    }
  }

  private Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, environment);
    String[] call = Stream.concat(Stream.of("model"), Stream.of(arguments)).toArray(String[]::new);
    int code = Main.run(terminal, call);
    return new Run(code, out.toString(), err.toString());
  }

  @BeforeEach
  void createModelAndKey() throws Exception {
    environment.put("REDOUBT_KEYSTORE", folder.resolve("keys").toString());
    Path files = Files.createDirectories(folder.resolve("credit"));
    model = files.toString();
    Files.writeString(files.resolve("weights.bin"), "weights");
    Files.writeString(files.resolve("config.json"), "{}");
    KeyPair pair = pair("secp256r1");
    key = file("key.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    half = file("key.pub", PemKeys.pem(pair.getPublic()));
    signature = folder.resolve("model.sig").toString();
  }

  private static KeyPair pair(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
  }

  private Run sign(String... more) {
    return run(
        Stream.concat(
                Stream.of("sign", model, "--key", key, "--signature", signature), Stream.of(more))
            .toArray(String[]::new));
  }

  private Run verify(String... more) {
    return run(
        Stream.concat(
                Stream.of("verify", model, "--signature", signature, "--public-key", half),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Run attest(String predicate, String... more) throws IOException {
    Stream<String> call =
        Stream.of("attest", model, "--type", "test-result", "--key", key, "--predicate");
    Stream<String> files =
        Stream.of(file("test.json", predicate), "--output", folder.resolve("test.att").toString());
    return run(
        Stream.of(call, files, Stream.of(more)).flatMap(each -> each).toArray(String[]::new));
  }

  private Run verifyAttestation(String... more) {
    Stream<String> call =
        Stream.of("verify", model, "--attestation", folder.resolve("test.att").toString());
    return run(
        Stream.of(call, Stream.of("--public-key", half), Stream.of(more))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  /// MLflow's client has downloaded the model.
  @Test
  void verifyAcceptsTheMetadataThatMlflowAddsToADownload() throws IOException {
    assertThat(sign().code()).isZero();
    assertThat(attest(TESTED).code()).isZero();
    Path record = Path.of(model).resolve("registered_model_meta");
    Files.writeString(record, "model_name: credit\nmodel_version: '3'\n");
    assertThat(verify().code()).isZero();
    assertThat(verify().out()).contains("registered_model_meta");
    assertThat(verifyAttestation().code()).isZero();
    assertThat(verify("--no-ignore-mlflow").code()).isEqualTo(1);
    assertThat(verifyAttestation("--no-ignore-mlflow").code()).isEqualTo(1);
    Files.writeString(record, "import os\nos.system('id')\n");
    assertThat(verify().out()).contains("registered_model_meta: is not in the signature");
    assertThat(verify().code()).isEqualTo(1);
    assertThat(verifyAttestation().code()).isEqualTo(1);
  }

  @Test
  void signatureOfAModelVerifies() {
    Run signed = sign();
    assertThat(signed.code()).as(signed.err()).isZero();
    assertThat(signed.out()).contains("SIGNED " + model, "content: 2 files, 9 bytes");
    assertThat(signed.err()).isEmpty();

    Run verified = verify();
    assertThat(verified.code()).isZero();
    assertThat(verified.out()).contains("VERIFIED " + model, "signed by: the key ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp384r1", "secp521r1"})
  void signAcceptsEachCurveWithoutAPublicKeyInTheFile(String curve) throws Exception {
    KeyPair pair = pair(curve);
    file("key.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    file("key.pub", PemKeys.pem(pair.getPublic()));
    assertThat(sign().code()).isZero();
    assertThat(verify().code()).isZero();
  }

  @Test
  void signAndVerifyAcceptKeysOfTheKeystore() {
    assertThat(run("key", "create", "local:signer", "--type", "ec-p256").code()).isZero();
    key = "local:signer";
    half = "local:signer";
    Run signed = sign();
    assertThat(signed.code()).as(signed.err()).isZero();
    assertThat(verify().code()).isZero();

    half = folder.resolve("key.pub").toString();
    assertThat(verify().out()).contains("signed with another key");
  }

  @Test
  void signRefusesDisabledAndDestroyedKeys() throws IOException {
    run("key", "create", "local:signer", "--type", "ec-p256");
    key = "local:signer";
    run("key", "disable", "local:signer");
    assertThat(sign().code()).isEqualTo(1);
    assertThat(attest(TESTED).code()).isEqualTo(1);

    run("key", "destroy", "local:signer", "--yes");
    Run run = sign();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("redoubt: key `local:signer/1` was destroyed at");
    assertThat(Path.of(signature)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local:nobody",
        "pkcs11:token=none;object=signer",
        "https://example.org/keys/signer",
        "http://v.vault.azure.net/keys/signer",
        "missing.pem",
      })
  void signNamesAMissingKey(String reference) {
    key = reference.equals("missing.pem") ? folder.resolve(reference).toString() : reference;
    Run run = sign();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("redoubt: ").doesNotContain("Exception", "dev.redoubt");
    assertThat(Path.of(signature)).doesNotExist();
  }

  @Test
  void signRequiresThePasswordOfAnEncryptedKey() throws IOException {
    file("key.pem", pem("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0}));
    assertThat(sign().err()).contains(key, "set REDOUBT_KEY_PASSWORD");
    environment.put("REDOUBT_KEY_PASSWORD", "x");
    assertThat(sign().err()).contains("the encryption of the key is not supported");
  }

  @Test
  void signRefusesEd25519() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    file("key.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    file("key.pub", PemKeys.pem(pair.getPublic()));
    Run signed = sign();
    assertThat(signed.code()).isEqualTo(1);
    assertThat(signed.out()).contains("REFUSED", "not supported for models");

    assertThat(attest(TESTED).code()).isZero();
    assertThat(verifyAttestation().code()).isZero();
  }

  @Test
  void signReportsWrongUsage() throws IOException {
    assertThat(sign("--shard-size", "0").err()).contains("`--shard-size` must be 1 or more");
    assertThat(run("sign", model + "x", "--key", key).err()).contains("does not exist");
    assertThat(run("sign", model).err()).contains("--key");
    String roots = file("chain.pem", "nothing");
    assertThat(sign("--certificate-chain", roots).err()).contains("no `CERTIFICATE` block in PEM");
  }

  @Test
  void verifyRefusesChangedAddedAndRemovedFiles() throws IOException {
    sign();
    Files.writeString(Path.of(model, "weights.bin"), "weightz");
    Files.writeString(Path.of(model, "new.bin"), "new");
    Files.delete(Path.of(model, "config.json"));
    Run run = verify();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("REFUSED " + model, "weights.bin: ", "new.bin: ", "config.json: ");

    JsonNode json = verify("--format", "json").json();
    assertThat(json.path("verdict").stringValue("")).isEqualTo("refused");
    assertThat(json.path("reasons").size()).isEqualTo(3);
    assertThat(json.path("reasons").get(0).propertyNames()).contains("file", "message");
  }

  @Test
  void verifyListsFilesThatAreNotCovered() throws IOException {
    sign();
    Files.writeString(Path.of(model, "new.bin"), "new");
    assertThat(verify().code()).isEqualTo(1);
    Run run = verify("--ignore-unsigned-files", "--format", "json");
    assertThat(run.code()).isZero();
    assertThat(run.json().path("not covered").get(0).stringValue("")).isEqualTo("new.bin");
  }

  @Test
  void verifyPrintsTheSignerAsJson() {
    JsonNode signed = sign("--format", "json").json();
    JsonNode verified = verify("--format", "json").json();
    assertThat(verified.path("verdict").stringValue("")).isEqualTo("verified");
    assertThat(verified.path("digest").stringValue(""))
        .isEqualTo(signed.path("digest").stringValue(""))
        .hasSize(64);
    assertThat(verified.path("signed by").stringValue("")).startsWith("the key ");
  }

  @Test
  void verifyReportsWrongUsage() {
    sign();
    String[][] calls = {
      {"verify", model, "--public-key", half},
      {"verify", model, "--signature", signature},
      {"verify", model, "--signature", signature, "--attestation", "x", "--public-key", half},
      {"verify", model, "--signature", signature, "--public-key", half, "--identity", "ada"},
      {"verify", model, "--signature", signature, "--system-roots"},
      {"verify", model, "--signature", signature, "--public-key", key},
      {"verify", model, "--signature", signature + "x", "--public-key", half},
      {"verify", model, "--signature", signature, "--roots", half},
      {
        "verify",
        model,
        "--signature",
        signature,
        "--system-roots",
        "--identity",
        "a",
        "--at",
        "noon"
      },
    };
    List<String> words =
        List.of(
            "either `--signature FILE` or `--attestation FILE`",
            "either `--public-key KEY` or `--roots FILE`",
            "either `--signature FILE` or `--attestation FILE`",
            "`--identity` applies to certificates",
            "`--system-roots` requires `--identity`",
            "no `BEGIN PUBLIC KEY` block",
            "does not exist",
            "expected only certificates",
            "`--at` must be a time such as");
    for (int i = 0; i < calls.length; i++) {
      Run run = run(calls[i]);
      assertThat(run.code()).as(words.get(i)).isEqualTo(2);
      assertThat(run.err()).contains(words.get(i)).doesNotContain("Exception");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void verifyRefusesAFileThatIsNotASignature() throws IOException {
    file("model.sig", "{}");
    Run run = verify();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("REFUSED");
  }

  @Test
  void attestationVerifiesOnlyForItsModel() throws IOException {
    Run attested = attest(TESTED);
    assertThat(attested.code()).as(attested.err()).isZero();
    assertThat(attested.out()).contains("ATTESTED " + model, "test-result/v0.1");
    assertThat(verifyAttestation().out()).contains("ATTESTED " + model, "PASSED");

    Files.writeString(Path.of(model, "weights.bin"), "other");
    Run changed = verifyAttestation();
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).contains("REFUSED");
  }

  @Test
  void verifyPrintsThePredicateAndFilesThatAreNotCovered() throws IOException {
    attest(TESTED);
    Files.writeString(Path.of(model, "model.sig"), "put there later");
    Files.writeString(Path.of(model, "spare.bin"), "put there later");

    JsonNode verified =
        verifyAttestation("--format", "json", "--ignore", Path.of(model, "spare.bin").toString())
            .json();

    assertThat(verified.path("says").path("result").stringValue("")).isEqualTo("PASSED");
    assertThat(verified.path("not covered").values().stream().map(JsonNode::stringValue))
        .containsExactly("model.sig", "spare.bin");
  }

  @Test
  void attestPrintsJson() throws IOException {
    JsonNode attested = attest(TESTED, "--format", "json").json();
    assertThat(attested.path("verdict").stringValue("")).isEqualTo("attested");
    JsonNode verified = verifyAttestation("--format", "json").json();
    assertThat(verified.path("verdict").stringValue("")).isEqualTo("verified");
    assertThat(verified.path("about").stringValue(""))
        .isEqualTo(attested.path("about").stringValue(""));

    JsonNode refused = attest(TESTED.replace("PASSED", "GOOD"), "--format", "json").json();
    assertThat(refused.path("verdict").stringValue("")).isEqualTo("refused");
    assertThat(refused.path("reasons").get(0).path("message").stringValue(""))
        .contains("must be one of");
  }

  @Test
  void attestReportsInvalidInput() throws IOException {
    Run unknown = attest(TESTED.replace("\"result\"", "\"outcome\":1,\"result\""));
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.out()).contains("test.json", "unknown field `outcome`");
    assertThat(run("attest", model, "--type", "praise").code()).isEqualTo(2);
    Run nowhere = attest(TESTED, "--predicate", folder.resolve("none.json").toString());
    assertThat(nowhere.code()).isEqualTo(2);
  }
}
