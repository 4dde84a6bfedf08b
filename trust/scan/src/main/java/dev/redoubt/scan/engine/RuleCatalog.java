package dev.redoubt.scan.engine;

import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.detect.SecretDetector;
import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.numpy.NumpyRule;
import dev.redoubt.scan.internal.packed.PackedRule;
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

/// Everything that a scan can find.
public final class RuleCatalog {

  private RuleCatalog() {}

  /// In order of id.
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

  /// SHA-256 over the scanner itself, its code and its lists, as 64 hexadecimal digits. Where it is
  /// another one, a scan may find something else.
  public static String digest() {
    return Holder.DIGEST;
  }

  /// Read when it is first asked for.
  private static final class Holder {
    static final String DIGEST =
        ScannerDigest.of(
            RuleCatalog.class, SecretDetector.class, YamlStream.class, ReadChannel.class);
  }
}
