package dev.redoubt.scan.engine;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Format;
import dev.redoubt.scan.Limits;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.Names;
import dev.redoubt.scan.internal.Neighbour;
import dev.redoubt.scan.internal.Reasons;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.named.NamedFiles;
import dev.redoubt.scan.internal.packed.Expansion;
import dev.redoubt.scan.internal.recognise.Recogniser;
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

/// The scan of one file and of all that is in it.
public final class FileScan implements Inspection {

  private final ScanOptions options;
  private final Set<Flavour> flavours;
  private final Place root;
  private final List<String> names;
  private final Expansion expansion;
  private final Expectations expectations = new Expectations();
  private final Detections detections = new Detections();
  private List<Format> formats = List.of();
  private final Set<Place> scripts = new HashSet<>();
  private final List<Question> questions = new ArrayList<>();
  private final Map<Place, Long> sizes = new HashMap<>();
  private int members;

  private FileScan(ScanOptions options, String name, List<String> names, long size) {
    this.options = options;
    this.flavours =
        options.flavours().isEmpty() ? EnumSet.allOf(Flavour.class) : options.flavours();
    this.root = Place.of(name);
    this.names = List.copyOf(names);
    this.expansion = new Expansion(options, size);
  }

  /// Looks at a content by itself.
  public static ScannedFile of(ScanOptions options, String name, ByteSource source) {
    return run(options, name, List.of(name.replace('\\', '/')), source).alone();
  }

  /// Looks at a content that has others beside it.
  ///
  /// @param names see [Inspection#names]
  static Pending run(ScanOptions options, String name, List<String> names, ByteSource source) {
    long size = -1;
    FileScan scan;
    try {
      size = source.size();
      scan = new FileScan(options, name, names, size);
      scan.inspect(Content.of(scan.root, source));
    } catch (IOException e) {
      return unread(options, name, size, e);
    }
    return scan.pending(size);
  }

  /// A file that could not be opened or read to its end.
  static Pending unread(ScanOptions options, String name, long size, IOException cause) {
    FileScan scan = new FileScan(options, name, List.of(), size);
    String reason = Reasons.of(cause);
    scan.report(
        Detection.of(ScanRule.CANNOT_BE_READ, scan.root, "cannot be read: %s".formatted(reason)));
    scan.formats = List.of(Format.UNKNOWN);
    return scan.pending(size);
  }

  private Pending pending(long size) {
    List<Question> open = new ArrayList<>();
    for (Question question : questions) {
      if (question.isOfFile()) {
        open.add(question);
        continue;
      }
      Long there = sizes.get(question.place());
      question
          .answer()
          .apply(there == null ? new Neighbour.Absent() : new Neighbour.File(there))
          .ifPresent(this::report);
    }
    return new Pending(root, formats, size, detections, expectations, open);
  }

  @Override
  public Limits limits() {
    return options.limits();
  }

  @Override
  public Set<Flavour> flavours() {
    return flavours;
  }

  @Override
  public List<String> names(Place place) {
    return place.equals(root) ? names : Inspection.super.names(place);
  }

  @Override
  public void report(Detection detection) {
    detections.add(detection);
  }

  @Override
  public void expectNumbers(Content content, String relativePath) {
    expectations.expect(content.place(), relativePath);
  }

  @Override
  public void ask(
      Content content,
      String relativePath,
      boolean numbers,
      Function<Neighbour, Optional<Detection>> answer) {
    if (!Names.leadsOut(relativePath)) {
      String path = relativePath.replace('\\', '/').replaceAll("^(?:\\./)+", "");
      questions.add(new Question(content.place(), path, numbers, answer));
    }
  }

  @Override
  public void expectTorchScript(Place place) {
    scripts.add(place);
  }

  @Override
  public void inspect(Content member) throws IOException {
    if (!admit(member)) {
      return;
    }
    List<Format> found = recognise(member);
    if (scripts.contains(member.place())) {
      found = FormatRules.asTorchScript(found);
    }
    if (member.place().equals(root)) {
      formats = found;
    }
    look(member, found);
  }

  /// As with [#analyse], a mistake must not let a file pass, nor end the scan of others.
  private List<Format> recognise(Content member) throws IOException {
    try {
      return Recogniser.recognise(member.bytes(), Names.last(member.place()));
    } catch (RuntimeException | StackOverflowError e) {
      failed(member, e);
      return List.of(Format.UNKNOWN);
    }
  }

  private void failed(Content member, Throwable mistake) {
    report(
        Detection.of(
            ScanRule.FAILED,
            member.place(),
            "the analysis broke off: %s".formatted(Reasons.ofMistake(mistake))));
  }

  @Override
  public void inspectNumbers(Content member) throws IOException {
    if (admit(member)) {
      look(member, Recogniser.recogniseInNumbers(member.bytes()));
    }
  }

  @Override
  public boolean expand(Place place, long packedBytes, InputStream unpacked) throws IOException {
    return expansion.run(this, place, unpacked);
  }

  private boolean admit(Content member) throws IOException {
    Place place = member.place();
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
              "more than %d archives inside each other".formatted(limits().nesting())));
      return false;
    }
    sizes.put(place, member.bytes().size());
    return true;
  }

  private void look(Content member, List<Format> found) throws IOException {
    FormatRules.report(member.place(), found, this);
    if (found.contains(Format.UNKNOWN)) {
      expectations.unknown(member.place());
    }
    for (Format format : found) {
      for (Analyser analyser : Analysers.of(format, found)) {
        analyse(analyser, member);
      }
    }
    for (Analyser analyser : NamedFiles.of(names(member.place()), found)) {
      analyse(analyser, member);
    }
  }

  /// Runs one analyser. A mistake in it must not let a file pass, nor end the scan of others.
  private void analyse(Analyser analyser, Content member) throws IOException {
    try {
      analyser.analyse(member, this);
    } catch (RuntimeException | StackOverflowError e) {
      failed(member, e);
    }
  }
}
