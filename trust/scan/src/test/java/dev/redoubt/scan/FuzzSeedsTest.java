package dev.redoubt.scan;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs mutations of valid inputs through every fuzz target, in every build.
class FuzzSeedsTest {

  private static final int ROUNDS = 60;

  /// The seeds of the fuzzer (`fuzz_seeds.py` writes them), and what it found.
  private static List<byte[]> seeds(FuzzTarget target) throws IOException, URISyntaxException {
    List<byte[]> seeds = new ArrayList<>(ofAll());
    seeds.addAll(
        FuzzSeeds.read(ScanFuzzTest.class, "ScanFuzzTestInputs/" + target.method()).values());
    return seeds;
  }

  private static List<byte[]> ofAll() {
    byte[] zip =
        ZipBuilder.of(
            ZipBuilder.deflated("a/data.pkl", InMemoryScans.CALL),
            ZipBuilder.stored("b", InMemoryScans.CALL));
    return List.of(
        InMemoryScans.CALL,
        zip,
        Arrays.copyOfRange(zip, 4, zip.length),
        InMemoryScans.bytes(
            "\1\0F\0{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }        "),
        InMemoryScans.bytes("\"content\": {\"__class__\": \"system\", \"__module__\": \"os\"}}"),
        InMemoryScans.bytes("def f(x: Tensor) -> Tensor:\n  return ops.a.b(torch.save(x))\n"),
        new byte[700]);
  }

  @ParameterizedTest
  @EnumSource
  void survivesMutations(FuzzTarget target) throws IOException, URISyntaxException {
    Random random = new Random(7);
    for (byte[] seed : seeds(target)) {
      assertThatCode(() -> target.scan(seed)).doesNotThrowAnyException();
      for (int round = 0; round < ROUNDS; round++) {
        byte[] mutant = mutant(seed, random);
        assertThatCode(() -> target.scan(mutant)).doesNotThrowAnyException();
      }
    }
  }

  private static byte[] mutant(byte[] seed, Random random) {
    byte[] mutant = Arrays.copyOf(seed, seed.length - random.nextInt(Math.max(1, seed.length / 4)));
    for (int i = random.nextInt(6); i > 0 && mutant.length > 0; i--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }
}
