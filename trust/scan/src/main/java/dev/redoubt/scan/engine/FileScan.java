package dev.redoubt.scan.engine;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.UnreadableReasons;
import dev.redoubt.scan.internal.compression.BoundedDecompression;
import dev.redoubt.scan.internal.filename.FileNameAnalysers;
import dev.redoubt.scan.internal.format.FormatDetector;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Scans one file and everything in it.
public final class FileScan implements ScanContext {

  private final ScanOptions options;
  private final Set<ModelFlavour> flavours;
  private final DetectionLocation root;
  private final List<String> names;
  private final BoundedDecompression expansion;
  private final ContentExpectations expectations = new ContentExpectations();
  private final DetectionCollector detections = new DetectionCollector();
  private List<FileFormat> formats = List.of();
  private final Set<DetectionLocation> scripts = new HashSet<>();
  private final List<NeighbourQuestion> questions = new ArrayList<>();
  private final Map<DetectionLocation, Long> sizes = new HashMap<>();
  private int members;

  private FileScan(ScanOptions options, String name, List<String> names, long size) {
    this.options = options;
    this.flavours =
        options.flavours().isEmpty() ? EnumSet.allOf(ModelFlavour.class) : options.flavours();
    this.root = DetectionLocation.of(name);
    this.names = List.copyOf(names);
    this.expansion = new BoundedDecompression(options, size);
  }

  /// Scans a single content.
  public static ScannedFile of(ScanOptions options, String name, ByteSource source) {
    return run(options, name, List.of(name.replace('\\', '/')), source).alone();
  }

  /// Scans a content that has other files beside it.
  ///
  /// @param names see [ScanContext#names]
  static PendingFileScan run(
      ScanOptions options, String name, List<String> names, ByteSource source) {
    long size = -1;
    FileScan scan;
    try {
      size = source.size();
      scan = new FileScan(options, name, names, size);
      scan.inspect(ScannedContent.of(scan.root, source));
    } catch (IOException e) {
      return unread(options, name, size, e);
    }
    return scan.pending(size);
  }

  /// A file that could not be opened or read completely.
  static PendingFileScan unread(ScanOptions options, String name, long size, IOException cause) {
    FileScan scan = new FileScan(options, name, List.of(), size);
    String reason = UnreadableReasons.of(cause);
    scan.report(
        Detection.of(ScanRule.CANNOT_BE_READ, scan.root, "cannot be read: %s".formatted(reason)));
    scan.formats = List.of(FileFormat.UNKNOWN);
    return scan.pending(size);
  }

  private PendingFileScan pending(long size) {
    List<NeighbourQuestion> open = new ArrayList<>();
    for (NeighbourQuestion question : questions) {
      if (question.isOfFile()) {
        open.add(question);
        continue;
      }
      Long there = sizes.get(question.place());
      question
          .answer()
          .apply(there == null ? new NeighbourFile.Absent() : new NeighbourFile.File(there))
          .ifPresent(this::report);
    }
    return new PendingFileScan(root, formats, size, detections, expectations, open);
  }

  @Override
  public ScanLimits limits() {
    return options.limits();
  }

  @Override
  public Set<ModelFlavour> flavours() {
    return flavours;
  }

  @Override
  public List<String> names(DetectionLocation place) {
    return place.equals(root) ? names : ScanContext.super.names(place);
  }

  @Override
  public void report(Detection detection) {
    detections.add(detection);
  }

  @Override
  public void expectNumbers(ScannedContent content, String relativePath) {
    expectations.expect(content.place(), relativePath);
  }

  @Override
  public void ask(
      ScannedContent content,
      String relativePath,
      boolean numbers,
      Function<NeighbourFile, Optional<Detection>> answer) {
    if (!HostilePaths.leadsOut(relativePath)) {
      String path = relativePath.replace('\\', '/').replaceAll("^(?:\\./)+", "");
      questions.add(new NeighbourQuestion(content.place(), path, numbers, answer));
    }
  }

  @Override
  public void expectTorchScript(DetectionLocation place) {
    scripts.add(place);
  }

  @Override
  public void inspect(ScannedContent member) throws IOException {
    if (!admit(member)) {
      return;
    }
    List<FileFormat> found = detectFormats(member);
    if (scripts.contains(member.place())) {
      found = FormatRules.asTorchScript(found);
    }
    if (member.place().equals(root)) {
      formats = found;
    }
    look(member, found);
  }

  /// As in [#analyse], an error must neither let a file pass nor end the scan of other files.
  private List<FileFormat> detectFormats(ScannedContent member) throws IOException {
    try {
      return FormatDetector.detect(member.bytes(), HostilePaths.last(member.place()));
    } catch (RuntimeException | StackOverflowError e) {
      failed(member, e);
      return List.of(FileFormat.UNKNOWN);
    }
  }

  private void failed(ScannedContent member, Throwable mistake) {
    report(
        Detection.of(
            ScanRule.FAILED,
            member.place(),
            "internal error in the analysis: %s".formatted(UnreadableReasons.ofMistake(mistake))));
  }

  @Override
  public void inspectNumbers(ScannedContent member) throws IOException {
    if (admit(member)) {
      look(member, FormatDetector.detectInRawNumbers(member.bytes()));
    }
  }

  @Override
  public boolean expand(DetectionLocation place, long packedBytes, InputStream unpacked)
      throws IOException {
    return expansion.run(this, place, unpacked);
  }

  private boolean admit(ScannedContent member) throws IOException {
    DetectionLocation place = member.place();
    if (++members > limits().members()) {
      if (members == limits().members() + 1) {
        report(
            Detection.of(
                ScanRule.TOO_MANY,
                root,
                "has more than %,d members".formatted(limits().members())));
      }
      return false;
    }
    if (place.members().size() - 1 > limits().nesting()) {
      report(
          Detection.of(
              ScanRule.TOO_DEEP,
              place,
              "more than %d levels of nested archives".formatted(limits().nesting())));
      return false;
    }
    sizes.put(place, member.bytes().size());
    return true;
  }

  private void look(ScannedContent member, List<FileFormat> found) throws IOException {
    FormatRules.report(member.place(), found, this);
    if (found.contains(FileFormat.UNKNOWN)) {
      expectations.unknown(member.place());
    }
    for (FileFormat format : found) {
      for (FormatAnalyser analyser : AnalyserRegistry.of(format, found)) {
        analyse(analyser, member);
      }
    }
    for (FormatAnalyser analyser : FileNameAnalysers.of(names(member.place()), found)) {
      analyse(analyser, member);
    }
  }

  /// Runs one analyzer. An error in it must neither let a file pass nor end the scan of other
  /// files.
  private void analyse(FormatAnalyser analyser, ScannedContent member) throws IOException {
    try {
      analyser.analyse(member, this);
    } catch (RuntimeException | StackOverflowError e) {
      failed(member, e);
    }
  }
}
