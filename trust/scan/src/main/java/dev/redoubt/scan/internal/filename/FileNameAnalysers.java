package dev.redoubt.scan.internal.filename;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.packages.PackageAnalyser;
import dev.redoubt.scan.internal.packages.PackageFile;
import dev.redoubt.scan.internal.text.TextFormat;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Selects the analyzers for a content by its name, in addition to those for its content. A loader
/// that goes by the name interprets the content accordingly, so a name adds checks and never
/// removes one.
public final class FileNameAnalysers {

  private static final Set<FileFormat> TEXTS = EnumSet.range(FileFormat.XML, FileFormat.TEXT);

  /// Formats whose analyzer reads the text as YAML if the name requires it.
  private static final Set<FileFormat> READ_AS_TEXT =
      EnumSet.of(FileFormat.MLMODEL, FileFormat.TEXT);

  private static final Pattern TEMPLATE = Pattern.compile(".*\\.(?:jinja|jinja2|j2)");

  private static final Pattern MODULE_NAME =
      Pattern.compile("(?:.*/)?(?:pickle_module_info|keras_module)\\.txt");

  private static final Pattern TRITON = Pattern.compile("(?:.*/)?config\\.pbtxt");

  private static final Pattern SPACY = Pattern.compile("(?:.*/)?config\\.cfg");

  private FileNameAnalysers() {}

  /// The analyzers for one content.
  ///
  /// @param names see [dev.redoubt.scan.internal.ScanContext#names]
  public static List<FormatAnalyser> of(List<String> names, List<FileFormat> formats) {
    List<FormatAnalyser> analysers = new ArrayList<>();
    if (formats.contains(FileFormat.EMPTY)) {
      return analysers;
    }
    boolean text = formats.stream().anyMatch(TEXTS::contains);
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      PackageFile.named(name).ifPresent(file -> analysers.add(new PackageAnalyser(file, name)));
      ExecutableFileNames.named(lower, text).ifPresent(run -> analysers.add(reporting(name, run)));
      ModuleNames.shadowed(name).ifPresent(module -> analysers.add(shadowing(name, module)));
      if (text
          && TextFormat.isYamlByName(name)
          && formats.stream().noneMatch(READ_AS_TEXT::contains)) {
        analysers.add(TextFormat.named());
      }
      if (TEMPLATE.matcher(lower).matches()) {
        analysers.add(TextFormat.template());
      }
      if (MODULE_NAME.matcher(lower).matches()) {
        analysers.add(new ModuleNameFile());
      }
      if (TRITON.matcher(lower).matches()) {
        analysers.add(TritonConfig.analyser());
      }
      if (SPACY.matcher(lower).matches()) {
        analysers.add(SpacyConfig.analyser());
      }
    }
    return analysers;
  }

  private static FormatAnalyser reporting(String name, ExecutableFileNames run) {
    return (content, context) ->
        context.report(
            Detection.of(
                ScanRule.RUN_BY_NAME, content.place(), "%s: %s".formatted(last(name), run.who())));
  }

  private static FormatAnalyser shadowing(String name, String module) {
    return (content, context) ->
        context.report(
            Detection.of(
                ScanRule.SHADOWS_MODULE,
                content.place(),
                "%s is imported instead of `%s`".formatted(last(name), module)));
  }

  private static String last(String name) {
    return QuotedContent.of(name.substring(name.lastIndexOf('/') + 1));
  }
}
