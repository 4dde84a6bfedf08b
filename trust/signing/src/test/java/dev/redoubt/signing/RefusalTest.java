package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused of a bundle and of a statement, each with its words.
class RefusalTest {

  @TempDir private Path temp = Path.of("");
  private SignedModel model = new SignedModel(Path.of(""));
  private String bundle = "";
  private String payload = "";

  @BeforeEach
  void sign() throws Exception {
    model = new SignedModel(temp).file("a.txt", "a").file("b.txt", "b");
    bundle = new String(model.sign(), StandardCharsets.UTF_8);
    payload = SignedModel.payload(model.sign());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bundle.v0.3+json          | bundle.v0.2+json      | `bundle.mediaType`",
        "bundle.v0.3+json          | bundle+json;version=0.3 | `bundle.mediaType`",
        "{\"mediaType\"            | {\"x\":1,\"mediaType\"   | unknown field `x`",
        "{\"mediaType\"            | {\"messageSignature\":{},\"mediaType\" | `messageSignature`",
        "{\"mediaType\":           | {\"mediaType\":\"x\",\"mediaType\": | duplicate name",
        "\"payloadType\":\"application/vnd.in-toto+json\" | \"payloadType\":\"text/plain\" |"
            + " `text/plain`",
        "\"signatures\":[          | \"signatures\":[{\"sig\":\"AAAA\"}, | has 2 signatures",
        "\"keyid\":\"\"            | \"keyid\":7           | must be a string",
        "\"keyid\":\"\"            | \"cert\":\"\"         | unknown field `cert`",
        "\"tlogEntries\":[]        | \"tlogEntries\":[{}]  | transparency log",
        "\"tlogEntries\":[]        | \"timestampVerificationData\":{\"rfc3161Timestamps\":[{}]} |"
            + " timestamps",
        "\"publicKey\"             | \"certificate\"       | keyless",
        "\"tlogEntries\":[]        | \"x509CertificateChain\":{} | either `publicKey` or",
        "\"hint\"                  | \"hunt\"              | unknown field `hunt`",
      })
  void refusesABundle(String from, String to, String words) {
    assertThat(bundle).contains(from);
    String plain = words.replace("`", "");
    String refusal =
        model.refusal(bundle.replaceFirst(quote(from), to).getBytes(StandardCharsets.UTF_8));
    assertThat(refusal.replace("`", "")).contains(plain);
  }

  private static String quote(String text) {
    return java.util.regex.Pattern.quote(text);
  }

  @Test
  void refusesWhatFollowsTheEnd_aByteOrderMark_andOtherEncodings() {
    assertThat(model.refusal((bundle + "{}").getBytes(StandardCharsets.UTF_8)))
        .contains("unexpected content after the end");
    assertThat(model.refusal(("\uFEFF" + bundle).getBytes(StandardCharsets.UTF_8)))
        .contains("byte order mark");
    assertThat(model.refusal(bundle.getBytes(StandardCharsets.UTF_16LE)))
        .contains("cannot be read as JSON");
    assertThat(model.refusal(new byte[] {(byte) 0xc3, 0x28})).contains("not UTF-8");
    assertThat(model.refusal(new byte[0])).contains("empty");
    assertThat(model.refusal(bundle.substring(0, 100).getBytes(StandardCharsets.UTF_8)))
        .contains("unexpected end");
    assertThat(model.refusal("[".repeat(100).getBytes(StandardCharsets.UTF_8)))
        .contains("nested deeper");
  }

  /// As a tree it would take gigabytes, before anybody's signature was looked at.
  @Test
  void refusesABundleOfManyParts() {
    String many = "{\"x\":[" + "{},".repeat(100_000) + "{}]," + bundle.substring(1);
    assertThat(model.refusal(many.getBytes(StandardCharsets.UTF_8)))
        .contains("more than 1000 tokens");
  }

  @Test
  void refusesOtherFormsOfBase64() {
    String sig = bundle.replaceAll(".*\"sig\":\"([^\"]+)\".*", "$1");
    // The length of a signature differs from time to time, and with it whether there is padding.
    String padding = sig.endsWith("=") ? sig.replace("=", "") : sig + "=";
    for (String other :
        new String[] {padding, sig + "\\n", sig.substring(1), "-_" + sig, sig + "AAAA"}) {
      String forged = bundle.replace(sig, other);
      assertThat(model.refusal(forged.getBytes(StandardCharsets.UTF_8)))
          .as(other)
          .matches("(?s).*(not standard base64|signature is invalid).*");
    }
  }

  @Test
  void refusesAnAlteredPayload() {
    String altered = payload.replace("a.txt", "c.txt");
    String forged = bundle.replace(SignedModel.base64(payload), SignedModel.base64(altered));
    assertThat(forged).isNotEqualTo(bundle);
    assertThat(model.refusal(forged.getBytes(StandardCharsets.UTF_8)))
        .contains("the signature is invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "in-toto.io/Statement/v1  | in-toto.io/Statement/v0.1 | statement._type",
        "signature/v1.0           | signature/v1.1        | not a model signature",
        "signature/v1.0           | Digests/v0.1          | not a model signature",
        "{\"_type\"               | {\"more\":1,\"_type\" | unknown field more",
        "\"subject\":[            | \"subject\":[{},      | has 2 subjects",
        "\"sha256\":\"            | \"sha512\":\"         | unknown field sha512",
        "\"method\":\"files\"     | \"method\":\"tensors\" | tensors, which is not supported",
        "\"method\":\"files\"     | \"method\":\"files\",\"shard_size\":5 | only allowed with the"
            + " method shards",
        "\"method\":\"files\"     | \"method\":\"shards\" | must be an integer",
        "\"method\":\"files\"     | \"method\":\"shards\",\"shard_size\":0 | must be 1 or more",
        "\"method\":\"files\"     | \"method\":\"shards\",\"shard_size\":9 | is not a shard",
        "\"hash_type\":\"sha256\" | \"hash_type\":\"md5\" | md5, which is not supported",
        "\"hash_type\":\"sha256\" | \"hash_type\":\"blake3\" | but hash_type is blake3",
        "\"hash_type\"            | \"secret\":1,\"hash_type\" | unknown field secret",
        "\"allow_symlinks\":false | \"allow_symlinks\":0  | must be true or false",
        "\".git\",                | \"../x\",             | empty segment, . or ..",
        "\".git\",                | \".\",                | empty segment, . or ..",
        "\"serialization\"        | \"extra\":{},\"serialization\" | unknown field extra",
        "\"name\":\"a.txt\"       | \"name\":\"/a.txt\"   | absolute path",
        "\"name\":\"a.txt\"       | \"name\":\"x/../a.txt\" | empty segment, . or ..",
        "\"name\":\"a.txt\"       | \"name\":\"./a.txt\"  | empty segment, . or ..",
        "\"name\":\"a.txt\"       | \"name\":\"x//a.txt\" | empty segment, . or ..",
        "\"name\":\"a.txt\"       | \"name\":\"x\\\\\\\\a.txt\" | backslash",
        "\"name\":\"a.txt\"       | \"name\":\"a\\\\u0000.txt\" | control character",
        "\"name\":\"a.txt\"       | \"name\":\"\\\\ud800\" | an unpaired surrogate",
        "\"name\":\"a.txt\"       | \"name\":\"b.txt\"    | is in the signature twice",
        "\"name\":\"a.txt\"       | \"name\":\"a.txt\",\"size\":1 | unknown field size",
        "\"algorithm\":\"sha256\" | \"algorithm\":\"sha1\" | is sha1",
        "\"digest\":\"c           | \"digest\":\"C        | lower-case hexadecimal",
        "\"digest\":\"c           | \"digest\":\"0        | but the digest computed from its"
            + " resources is",
        "\"name\":\"a.txt\"       | \"name\":\"a.txt\",\"name\":\"a.txt\" | duplicate name",
      })
  void refusesAStatement(String from, String to, String words) throws Exception {
    assertThat(payload).contains(from);
    String forged = payload.replaceFirst(quote(from), to);
    assertThat(model.refusal(model.forge(forged)).replace("`", "")).contains(words);
  }

  @Test
  void acceptsFieldsOfResourceDescriptors_thatTheSpecificationDoesNotUse() throws Exception {
    String forged =
        payload.replace("\"name\":\"a.txt\"", "\"name\":\"a.txt\",\"mediaType\":\"text/plain\"");
    assertThat(model.refusal(model.forge(forged))).isEqualTo("verified");
  }

  @Test
  void saysNothingOfTheModel_whereTheSignatureIsWrong() {
    byte[] other = bundle.replace("\"sig\":\"M", "\"sig\":\"N").getBytes(StandardCharsets.UTF_8);
    assertThat(model.refusal(other)).contains("the signature is invalid").doesNotContain("a.txt");
  }
}
