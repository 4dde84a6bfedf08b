package dev.redoubt.scan.engine;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.FileFormat.Nature;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScanRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reports what follows from the formats of a content alone.
final class FormatRules {

  private static final Set<FileFormat> TEXTS = EnumSet.range(FileFormat.XML, FileFormat.TEXT);

  /// Extensions that belong to one format. Any other extension is used for several formats.
  private static final Set<String> SPECIFIC_EXTENSIONS =
      java.util.Arrays.stream(FileFormat.values())
          .flatMap(format -> format.extensions().stream())
          .filter(
              extension ->
                  !Set.of(
                          "", "bin", "dat", "data", "model", "p", "index", "meta", "v2", "map", "o",
                          "z", "txt", "idx")
                      .contains(extension))
          .collect(Collectors.toUnmodifiableSet());

  private FormatRules() {}

  static void report(DetectionLocation place, List<FileFormat> formats, ScanContext context) {
    for (FileFormat format : formats) {
      if (format.nature() == Nature.PROGRAM) {
        context.report(Detection.of(ScanRule.PROGRAM, place, "is a %s".formatted(format.label())));
      }
    }
    if (formats.contains(FileFormat.SHELL_SCRIPT)) {
      context.report(Detection.of(ScanRule.SHELL_SCRIPT, place, "is a shell script"));
    }
    if (kinds(formats) > 1) {
      context.report(
          Detection.of(ScanRule.SEVERAL_FORMATS, place, "valid as %s".formatted(labels(formats))));
    }
    extension(place, formats, context);
  }

  /// The formats of a member that its archive declares to be a TorchScript program: text is
  /// TorchScript, whatever it looks like. The program of the mobile interpreter remains a pickle.
  static List<FileFormat> asTorchScript(List<FileFormat> formats) {
    Set<FileFormat> others = EnumSet.noneOf(FileFormat.class);
    formats.stream().filter(format -> !TEXTS.contains(format)).forEach(others::add);
    others.add(FileFormat.TORCHSCRIPT);
    return List.copyOf(others);
  }

  /// Counts formats, with all kinds of text as one. The old PyTorch format consists of pickles.
  private static long kinds(List<FileFormat> formats) {
    boolean text = formats.stream().anyMatch(TEXTS::contains);
    long others =
        formats.stream()
            .filter(format -> !TEXTS.contains(format))
            .filter(
                format ->
                    format != FileFormat.PICKLE
                        || !(formats.contains(FileFormat.TORCH_LEGACY)
                            || formats.contains(FileFormat.TORCHSCRIPT)))
            .count();
    return others + (text ? 1 : 0);
  }

  private static void extension(
      DetectionLocation place, List<FileFormat> formats, ScanContext context) {
    String extension = HostilePaths.extension(place);
    boolean judged =
        SPECIFIC_EXTENSIONS.contains(extension)
            && !formats.contains(FileFormat.UNKNOWN)
            && !formats.contains(FileFormat.EMPTY);
    boolean kept =
        formats.stream()
            .anyMatch(
                format ->
                    format.extensions().contains(extension)
                        || (format == FileFormat.TEXT && isText(extension)));
    if (judged && !kept) {
      context.report(
          Detection.of(
              ScanRule.EXTENSION,
              place,
              "the extension is `.%s`, but the content is %s"
                  .formatted(extension, labels(formats))));
    }
  }

  /// Extensions of files that may be any text.
  private static boolean isText(String extension) {
    return TEXTS.stream().anyMatch(format -> format.extensions().contains(extension))
        || extension.equals("pbtxt");
  }

  private static String labels(List<FileFormat> formats) {
    return formats.stream().map(FileFormat::label).collect(Collectors.joining(" and "));
  }
}
