package dev.redoubt.cli.model;

import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScratchSpace;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options for the allowed flavors of models and the resource limits of a scan.
final class ScanLimitOptions {

  @Option(
      names = "--flavour",
      paramLabel = "FLAVOUR",
      split = ",",
      converter = FlavourName.class,
      completionCandidates = FlavourNames.class,
      description =
          "Libraries whose objects a pickle may contain: ${COMPLETION-CANDIDATES}. Comma-separated;"
              + " may be repeated. Default: all of them.")
  private List<ModelFlavour> flavours = List.of();

  @Option(
      names = "--max-expanded",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "Maximum size of one file after decompression, for example 64G. Default: 1T.")
  private long maxExpanded = ScanLimits.DEFAULT.expandedBytes();

  @Option(
      names = "--max-ratio",
      paramLabel = "N",
      description = "Maximum ratio of decompressed to compressed size. Default: ${DEFAULT-VALUE}.")
  private int maxRatio = ScanLimits.DEFAULT.expansionRatio();

  @Option(
      names = "--max-members",
      paramLabel = "N",
      description = "Maximum number of archive members in one file. Default: ${DEFAULT-VALUE}.")
  private int maxMembers = ScanLimits.DEFAULT.members();

  @Option(
      names = "--max-nesting",
      paramLabel = "N",
      description = "Maximum nesting depth of archives. Default: ${DEFAULT-VALUE}.")
  private int maxNesting = ScanLimits.DEFAULT.nesting();

  @Option(
      names = "--scratch",
      paramLabel = "FOLDER",
      description =
          "Folder for decompressed archive members of more than 16 MiB during the scan. Default:"
              + " the folder for temporary files.")
  private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

  ScanOptions options() {
    if (maxRatio < 1 || maxMembers < 1 || maxNesting < 1) {
      throw new dev.redoubt.cli.console.UsageException("limits must be 1 or more");
    }
    ScanLimits usual = ScanLimits.DEFAULT;
    ScanLimits limits =
        new ScanLimits(
            maxNesting, maxMembers, maxExpanded, maxRatio, usual.heldBytes(), usual.operations());
    Set<ModelFlavour> set = EnumSet.noneOf(ModelFlavour.class);
    set.addAll(flavours);
    return new ScanOptions(limits, set, ScratchSpace.files(usual.heldBytes(), scratch));
  }

  /// `scikit-learn` for a constant with an underscore.
  static final class FlavourName implements ITypeConverter<ModelFlavour> {
    @Override
    public ModelFlavour convert(String value) {
      return Stream.of(ModelFlavour.values())
          .filter(flavour -> word(flavour).equals(value.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "`" + value + "` is not one of " + String.join(", ", new FlavourNames())));
    }
  }

  /// For help and completion.
  static final class FlavourNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(ModelFlavour.values()).map(ScanLimitOptions::word).iterator();
    }
  }

  private static String word(ModelFlavour flavour) {
    return flavour.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A number, with K, M, G or T for powers of 1024.
  static final class Size implements ITypeConverter<Long> {
    private static final String UNITS = "KMGT";

    @Override
    public Long convert(String value) {
      String text = value.toUpperCase(Locale.ROOT).replaceAll("I?B$", "");
      int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
      String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
      if (!digits.matches("[1-9][0-9]{0,11}")) {
        throw new TypeConversionException("`" + value + "` is not a size such as `500M` or `64G`");
      }
      long number = Long.parseLong(digits);
      int shift = 10 * (unit + 1);
      return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
    }
  }
}
