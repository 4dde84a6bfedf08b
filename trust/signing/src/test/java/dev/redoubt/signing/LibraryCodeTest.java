package dev.redoubt.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.TrustRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the code of `docs/signing.md`, and holds the document to it.
class LibraryCodeTest {

  private static final Path ROOT = Path.of(System.getProperty("redoubt.root", "."));
  private static final Path HERE =
      ROOT.resolve("trust/signing/src/test/java/dev/redoubt/signing/LibraryCodeTest.java");

  @TempDir private Path temp = Path.of("");
  private final List<String> told = new ArrayList<>();

  private void use(Path model, Signatory by) {
    told.add("used " + model.getFileName() + " by " + by.getClass().getSimpleName());
  }

  private void tell(RefusalReason reason) {
    told.add(reason.toString());
  }

  private void signAndVerify(SigningKey key, PublicKey publicKey, Path model, Path signature)
      throws Exception {
    // The document has this.
    EnvelopeSigner signer = EnvelopeSigner.withKey(key);
    ModelSigner.signTo(signature, model, signer, HashMethod.FILES, HashScope.DEFAULT);

    VerificationResult verification =
        ModelVerifier.of(TrustRoots.Keys.of(publicKey), HashScope.DEFAULT).verify(model, signature);
    switch (verification) {
      case VerificationResult.Verified verified -> use(model, verified.by());
      case VerificationResult.Refused refused -> refused.reasons().forEach(reason -> tell(reason));
    }
    // Up to here.
  }

  @Test
  void documentedCodeSignsAndVerifies() throws Exception {
    TestKey key = TestKey.make();
    SignedModel model =
        new SignedModel(Files.createDirectory(temp.resolve("credit"))).file("weights", "1");
    Path signature = temp.resolve("model.sig");

    signAndVerify(key, key.publicKey(), model.folder, signature);
    signAndVerify(key, TestKey.make().publicKey(), model.folder, signature);

    assertThat(told.getFirst()).isEqualTo("used credit by ByKey");
    assertThat(told.get(1)).contains("signed with another key");
  }

  @Test
  void documentHasTheCodeThatRunsHere() throws Exception {
    String code = Files.readString(HERE);
    String ran =
        code.substring(
            code.indexOf("// The document has this.") + "// The document has this.".length(),
            code.indexOf("// Up to here."));
    String document = Files.readString(ROOT.resolve("docs/signing.md"));
    String start = "```java\n";
    int begin = document.indexOf(start) + start.length();
    String shown = document.substring(begin, document.indexOf("```", begin));
    assertThat(words(shown)).isEqualTo(words(ran));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
