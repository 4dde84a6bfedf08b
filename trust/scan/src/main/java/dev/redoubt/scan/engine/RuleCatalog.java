package dev.redoubt.scan.engine;

import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.detect.SecretDetector;
import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.compression.PackedRule;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.numpy.NumpyRule;
import dev.redoubt.scan.internal.pickle.PickleAnalyser;
import dev.redoubt.scan.internal.python.PythonSource;
import dev.redoubt.scan.internal.skops.SkopsRule;
import dev.redoubt.scan.internal.tar.TarRule;
import dev.redoubt.scan.internal.torch.TorchRule;
import dev.redoubt.scan.internal.zip.ZipRule;
import dev.redoubt.yaml.YamlStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The catalog of all rules of the scanner.
public final class RuleCatalog {

  private RuleCatalog() {}

  /// All rules in order of id.
  public static List<DetectionRule> all() {
    return Stream.of(
            of(ScanRule.values()),
            of(ZipRule.values()),
            of(TarRule.values()),
            of(PackedRule.values()),
            of(NumpyRule.values()),
            of(TorchRule.values()),
            of(SkopsRule.values()),
            of(ModelFormatRule.values()),
            PythonSource.rules().stream(),
            PickleAnalyser.rules().stream())
        .flatMap(rules -> rules)
        .sorted(Comparator.comparing(DetectionRule::id))
        .toList();
  }

  private static Stream<DetectionRule> of(DetectionRule... rules) {
    return Arrays.stream(rules);
  }

  /// SHA-256 of the scanner's code and lists, as 64 hexadecimal digits. A scan with a different
  /// digest may have a different result.
  public static String digest() {
    return Holder.DIGEST;
  }

  /// Computed at first use.
  private static final class Holder {
    static final String DIGEST =
        ScannerDigest.of(
            RuleCatalog.class, SecretDetector.class, YamlStream.class, ReadChannel.class);
  }
}
