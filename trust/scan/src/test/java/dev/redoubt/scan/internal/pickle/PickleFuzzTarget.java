package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Limits;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.python.PythonSource;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// What is fuzzed, and what must hold for any input: nothing is thrown, and what is found is said
/// in words that print.
enum PickleFuzzTarget {
  PICKLE {
    @Override
    void read(byte[] bytes) {
      PickleScan.of(bytes).found().forEach(PickleFuzzTarget::check);
    }
  },
  PYTHON {
    @Override
    void read(byte[] bytes) {
      PythonSource.inspect(
          new String(bytes, StandardCharsets.UTF_8), Place.of("code.py"), new Checking());
    }
  };

  abstract void read(byte[] bytes);

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "PickleFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static void check(Detection detection) {
    boolean prints = detection.message().chars().noneMatch(Character::isISOControl);
    if (!prints || detection.message().isEmpty() || detection.place().offset() < 0) {
      throw new AssertionError("there must be words and a place: " + detection);
    }
  }

  private record Checking() implements Inspection {
    @Override
    public Limits limits() {
      return Limits.DEFAULT;
    }

    @Override
    public Set<Flavour> flavours() {
      return Set.of();
    }

    @Override
    public void report(Detection detection) {
      check(detection);
    }

    @Override
    public void inspect(Content member) {}
  }
}
