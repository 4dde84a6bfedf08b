package dev.redoubt.bicep.internal.content;

import dev.redoubt.bicep.module.QuotedInput;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evaluates the functions that load file content into a template, such as `loadTextContent`. Each
/// file is read once per loader.
///
/// Content that exceeds a size limit of the compiler is reported and still loaded.
public final class ContentLoader {

  /// The compiler's limit for a string literal, in UTF-16 units. Source: `LanguageConstants` of the
  /// compiler.
  static final int MAX_TEXT = 131_072;

  /// The compiler's limit for a JSON or YAML file, in UTF-16 units.
  static final int MAX_STRUCTURED = 1_048_576;

  /// The number of bytes whose base64 text reaches the limit of a string literal.
  static final int MAX_BINARY = MAX_TEXT / 4 * 3;

  private static final Set<String> FUNCTIONS =
      Set.of(
          "loadTextContent",
          "loadFileAsBase64",
          "loadJsonContent",
          "loadYamlContent",
          "loadDirectoryFileInfo");

  private enum Format {
    JSON,
    YAML
  }

  private record Parsed(Path file, TextEncoding encoding, Format format) {}

  private final ProjectFiles project;
  private final SourceFiles files;
  private final Consumer<Problem> problems;
  private final Map<Parsed, StepResult<Value>> parsed = new ConcurrentHashMap<>();

  /// @param root the root folder; no file outside it is read
  /// @param naming the display name of a file in messages
  /// @param problems receives problems of content that could be loaded
  public ContentLoader(
      Path root, Function<Path, String> naming, SourceFiles files, Consumer<Problem> problems) {
    this.project = new ProjectFiles(root, naming);
    this.files = files;
    this.problems = problems;
  }

  /// The real paths of the files whose content was loaded.
  public Set<Path> loadedFiles() {
    return project.requested();
  }

  /// Whether a function loads file content.
  public static boolean loads(String function) {
    return FUNCTIONS.contains(function);
  }

  /// The value of a call. Values from JSON and YAML files keep their location in that file.
  ///
  /// @param function a function for which [#loads] is true
  /// @param arguments the fully known arguments
  /// @param caller the file that contains the call; paths are relative to it
  /// @param origin the location of the call
  public LoadResult load(String function, List<Value> arguments, Path caller, Origin origin) {
    Call call = new Call(function, arguments, caller, origin);
    StepResult<Value> attempt =
        switch (function) {
          case "loadTextContent" -> text(call);
          case "loadFileAsBase64" -> base64(call);
          case "loadJsonContent" -> structured(call, Format.JSON);
          case "loadYamlContent" -> structured(call, Format.YAML);
          case "loadDirectoryFileInfo" -> listing(call);
          default -> throw new IllegalArgumentException("no function that loads: " + function);
        };
    return switch (attempt) {
      case StepResult.Done<Value>(var value) -> new LoadResult.Content(value);
      case StepResult.Failed<Value>(var message) -> new LoadResult.Failed(message);
    };
  }

  private StepResult<Value> text(Call call) {
    return call.atMost(2)
        .then(ok -> file(call))
        .then(file -> encoding(call, 1).then(encoding -> text(call, file, encoding, MAX_TEXT)))
        .then(text -> StepResult.done(new StringValue(text, call.origin().packed())));
  }

  private StepResult<Value> base64(Call call) {
    return call.atMost(1)
        .then(ok -> file(call))
        .then(
            file ->
                project
                    .bytes(file)
                    .then(
                        bytes -> {
                          limit(call, file, bytes.length, MAX_BINARY, "bytes");
                          String text = Base64.getEncoder().encodeToString(bytes);
                          return StepResult.done(new StringValue(text, call.origin().packed()));
                        }));
  }

  private StepResult<Value> structured(Call call, Format format) {
    return call.atMost(3)
        .then(ok -> file(call))
        .then(
            file ->
                encoding(call, 2)
                    .then(encoding -> parsed(call, file, encoding, format))
                    .then(value -> selected(call, file, value)));
  }

  private StepResult<Value> listing(Call call) {
    return call.atMost(2)
        .then(ok -> call.text(0))
        .then(
            path -> {
              StepResult<String> pattern = call.has(1) ? call.text(1) : StepResult.done("");
              return pattern.then(written -> listing(call, path, written));
            });
  }

  /// Folders in the pattern are resolved below the path.
  private StepResult<Value> listing(Call call, String path, String pattern) {
    int slash = pattern.lastIndexOf('/');
    String folder = slash < 0 ? path : path + "/" + pattern.substring(0, slash + 1);
    if (pattern.startsWith("/") || pattern.length() > 1024) {
      return StepResult.failed(QuotedInput.of(pattern) + " is not a valid file name pattern");
    }
    Path from = call.caller().toAbsolutePath().normalize().getParent();
    return project
        .folder(folder, call.caller())
        .then(
            place ->
                from == null
                    ? StepResult.failed("the calling file has no folder")
                    : DirectoryListing.of(
                        place, new FilePattern(pattern.substring(slash + 1)), from, call.origin()));
  }

  private StepResult<ProjectFiles.Place> file(Call call) {
    return call.text(0).then(path -> project.file(path, call.caller()));
  }

  private static StepResult<TextEncoding> encoding(Call call, int index) {
    if (!call.has(index)) {
      return StepResult.done(TextEncoding.UTF_8);
    }
    return call.text(index)
        .then(
            word -> {
              TextEncoding encoding = TextEncoding.of(word);
              return encoding != null
                  ? StepResult.done(encoding)
                  : StepResult.failed(
                      QuotedInput.of(word)
                          + " is not a supported encoding; supported are "
                          + TextEncoding.words());
            });
  }

  private StepResult<String> text(
      Call call, ProjectFiles.Place file, TextEncoding encoding, int most) {
    return project
        .bytes(file)
        .then(
            bytes -> {
              String text = encoding.decode(bytes);
              limit(call, file, text.length(), most, "characters");
              return StepResult.done(text);
            });
  }

  private void limit(Call call, ProjectFiles.Place file, int size, int most, String unit) {
    if (size > most) {
      problems.accept(
          Problem.error(
              "%s has %d %s; the Bicep compiler allows at most %d with `%s`"
                  .formatted(QuotedInput.of(file.name()), size, unit, most, call.function()),
              call.origin()));
    }
  }

  private StepResult<Value> parsed(
      Call call, ProjectFiles.Place file, TextEncoding encoding, Format format) {
    Parsed key = new Parsed(file.real(), encoding, format);
    StepResult<Value> before = parsed.get(key);
    if (before != null) {
      return before;
    }
    StepResult<Value> value =
        text(call, file, encoding, MAX_STRUCTURED)
            .then(
                text ->
                    switch (format) {
                      case JSON -> json(text, file.name());
                      case YAML -> new YamlReader(files, problems).read(text, file.name());
                    });
    parsed.put(key, value);
    return value;
  }

  private StepResult<Value> json(String text, String name) {
    if (text.indexOf('\0') >= 0) {
      return StepResult.failed(
          QuotedInput.of(name)
              + " contains a NUL character, which is not valid in JSON; check the encoding of the"
              + " file");
    }
    List<Problem> found = new ArrayList<>();
    Value value = new JsonReader(files, found).read(text, name);
    if (value != null) {
      found.forEach(problems);
      return StepResult.done(CompiledNumberFormat.in(value));
    }
    Problem last = found.getLast();
    int line = last.origin().line();
    return StepResult.failed(
        "%s cannot be read%s: %s"
            .formatted(QuotedInput.of(name), line == 0 ? "" : ", line " + line, last.message()));
  }

  private static StepResult<Value> selected(Call call, ProjectFiles.Place file, Value value) {
    if (!call.has(1)) {
      return StepResult.done(value);
    }
    return call.text(1)
        .then(
            path ->
                JsonPath.parse(path)
                    .then(steps -> steps.select(value))
                    .then(found -> one(found, path, file, call.origin())));
  }

  /// One match is returned as is, several matches as an array.
  private static StepResult<Value> one(
      List<Value> found, String path, ProjectFiles.Place file, Origin origin) {
    return switch (found.size()) {
      case 0 ->
          StepResult.failed(
              "%s matches nothing in %s"
                  .formatted(QuotedInput.of(path), QuotedInput.of(file.name())));
      case 1 -> StepResult.done(found.getFirst());
      default -> StepResult.done(ArrayValue.of(found, origin));
    };
  }

  private record Call(String function, List<Value> arguments, Path caller, Origin origin) {

    StepResult<Boolean> atMost(int count) {
      return arguments.size() <= count
          ? StepResult.done(true)
          : StepResult.failed(
              "`%s` takes at most %d arguments, not %d"
                  .formatted(function, count, arguments.size()));
    }

    boolean has(int index) {
      return index < arguments.size();
    }

    StepResult<String> text(int index) {
      @Nullable Value argument = has(index) ? arguments.get(index) : null;
      return argument instanceof StringValue(var text, _)
          ? StepResult.done(text)
          : StepResult.failed(
              "`%s` requires a string as argument %d%s"
                  .formatted(
                      function, index + 1, argument == null ? "" : ", not " + argument.kind()));
    }
  }
}
