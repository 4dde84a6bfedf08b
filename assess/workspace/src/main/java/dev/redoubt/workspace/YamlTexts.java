package dev.redoubt.workspace;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The texts of a YAML file by the path that leads to them: `infra.path`, `infra.layers.0.name`.
///
/// Aliases, tags and merge keys mean nothing here, so a file cannot grow by them; of several
/// documents, the first counts.
final class YamlTexts {

  /// Files of this kind have six levels or so. What is nested deeper is not read on.
  private static final int MAX_DEPTH = 64;

  private final Map<String, String> found = new LinkedHashMap<>();
  private final Deque<Level> levels = new ArrayDeque<>();

  private YamlTexts() {}

  /// What the text says, as far as it can be read; what is wrong with it is said.
  ///
  /// @param name what messages call the file
  static Map<String, String> of(
      String text, String name, SourceFiles files, List<Problem> problems) {
    YamlTexts reading = new YamlTexts();
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setLabel(name).build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        if (event.getEventId() == Event.ID.DocumentEnd || reading.levels.size() > MAX_DEPTH) {
          break;
        }
        reading.take(event);
      }
    } catch (MarkedYamlEngineException e) {
      Origin at =
          e.getProblemMark()
              .map((Mark mark) -> place(mark, name, files))
              .orElseGet(() -> files.whole(name));
      problems.add(Problem.warning("not valid YAML: " + e.getProblem(), at));
    } catch (YamlEngineException | NumberFormatException _) {
      // the library lets the latter out where the text ends within an escape
      problems.add(Problem.warning("not valid YAML", files.whole(name)));
    }
    return reading.found;
  }

  private static Origin place(Mark mark, String name, SourceFiles files) {
    return Origin.of(files.add(name), mark.getLine() + 1, mark.getColumn() + 1);
  }

  /// A mapping or a sequence that is being read.
  private static final class Level {

    private final String path;
    private final boolean isMapping;
    private @Nullable String key;
    private int index;

    Level(String path, boolean isMapping) {
      this.path = path;
      this.isMapping = isMapping;
    }

    boolean awaitsKey() {
      return isMapping && key == null;
    }

    /// The path of the value that comes next. A key that is no text leads to nothing.
    String next() {
      String step = isMapping ? String.valueOf(key) : Integer.toString(index);
      return path.isEmpty() ? step : path + "." + step;
    }

    /// A value, or a key that is no text, has been read.
    void pass() {
      if (awaitsKey()) {
        key = "";
      } else {
        key = null;
        index++;
      }
    }
  }

  private void take(Event event) {
    Level level = levels.peek();
    switch (event.getEventId()) {
      case MappingStart -> levels.push(new Level(level == null ? "" : level.next(), true));
      case SequenceStart -> levels.push(new Level(level == null ? "" : level.next(), false));
      case Scalar -> {
        if (level != null && event instanceof ScalarEvent scalar) {
          scalar(level, scalar.getValue());
        }
      }
      case MappingEnd, SequenceEnd -> {
        levels.poll();
        pass(levels.peek());
      }
      case Alias -> pass(level);
      case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
    }
  }

  private void scalar(Level level, String text) {
    if (level.awaitsKey()) {
      level.key = text;
    } else {
      found.putIfAbsent(level.next(), text);
      level.pass();
    }
  }

  private static void pass(@Nullable Level level) {
    if (level != null) {
      level.pass();
    }
  }
}
