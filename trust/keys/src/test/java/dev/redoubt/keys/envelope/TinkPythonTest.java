package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tink for Python, which is Tink for C++ underneath, reads our ciphertext and we read its.
@Tag("interop")
class TinkPythonTest {

  private static final KeyContext CONTEXT = KeyContext.of(Map.of("model", "credit"));

  @TempDir Path folder;

  private final TestKey key = TestKey.random();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_480, 65_481, 65_520, 1_000_000})
  void tinkReadsOurs_andWeReadTinks(int size) throws Exception {
    byte[] plain = new byte[size];
    new Random(size).nextBytes(plain);
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    EnvelopeHeader header =
        EnvelopeEncryption.encrypt(key, CONTEXT, new ByteArrayInputStream(plain), ours);

    assertThat(tink("decrypt", header, ours.toByteArray())).isEqualTo(plain);
    byte[] theirs = tink("encrypt", header, plain);
    assertThat(
            EnvelopeEncryption.decrypt(key, header, CONTEXT, new ByteArrayInputStream(theirs))
                .readAllBytes())
        .isEqualTo(plain);
  }

  private byte[] tink(String mode, EnvelopeHeader header, byte[] input) throws Exception {
    Path python = Path.of(System.getProperty("redoubt.interop", ""), "python", "bin", "python");
    if (!Files.isExecutable(python)) {
      Assumptions.abort(
          "Tink for Python is not there; `build/interop.sh` prepares it in build/interop");
    }
    Path in = Files.write(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process;
    try (DataKey dataKey = key.unwrap(header.wrappedKey(), CONTEXT)) {
      process =
          new ProcessBuilder(
                  python.toString(),
                  Path.of(
                          System.getProperty("redoubt.root"),
                          "trust/keys/src/test/interop/tink_stream.py")
                      .toString(),
                  mode,
                  dataKey.secret().reveal(HexFormat.of()::formatHex),
                  HexFormat.of().formatHex(header.associatedData()),
                  Integer.toString(header.segmentSize()))
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
    }
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return Files.readAllBytes(out);
  }
}
