package dev.redoubt.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one document of YAML. Anchors, aliases and tags are refused: a policy says what it means
/// where it means it.
final class YamlTree {

  /// A policy of a thousand models has less.
  static final int MAX_CHARACTERS = 1 << 20;

  /// A policy has six levels.
  private static final int MAX_DEPTH = 32;

  private final Iterator<Event> events;
  private final List<PolicyProblem> problems;

  private YamlTree(Iterator<Event> events, List<PolicyProblem> problems) {
    this.events = events;
    this.problems = problems;
  }

  /// What cannot be read on.
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  /// The root; empty if it cannot be read, which is then among the problems.
  static Optional<YamlNode> read(String text, List<PolicyProblem> problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new PolicyProblem(1, 1, "the file has more than " + MAX_CHARACTERS + " characters"));
      return Optional.empty();
    }
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build();
    try {
      return new YamlTree(new Parse(settings).parseString(text).iterator(), problems).document();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      problems.add(
          new PolicyProblem(
              mark.map(Mark::getLine).orElse(0) + 1,
              mark.map(Mark::getColumn).orElse(0) + 1,
              "not valid YAML: " + e.getProblem()));
    } catch (YamlEngineException | NumberFormatException _) {
      // the library lets the latter out where the text ends within an escape
      problems.add(new PolicyProblem(1, 1, "not valid YAML"));
    } catch (Unreadable _) {
      // it is said already
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document() {
    Optional<YamlNode> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case Scalar, SequenceStart, MappingStart, Alias -> {
          if (root.isPresent()) {
            throw unreadable(event, "a policy is one document");
          }
          root = Optional.of(node(event, 0));
        }
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        case SequenceEnd, MappingEnd -> throw new IllegalStateException("nothing begun ends");
      }
    }
    if (root.isEmpty()) {
      problems.add(new PolicyProblem(1, 1, "the file is empty"));
    }
    return root;
  }

  private Unreadable unreadable(Event at, String message) {
    problems.add(new PolicyProblem(line(at), column(at), message));
    return new Unreadable();
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw unreadable(event, "nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (event.getEventId()) {
      case Scalar -> text(event);
      case SequenceStart -> items(event, depth);
      case MappingStart -> fields(event, depth);
      default -> throw unreadable(event, "aliases have no meaning here; say it in full");
    };
  }

  private YamlNode.Text text(Event event) {
    if (!(event instanceof ScalarEvent scalar)) {
      throw unreadable(event, "a key is a text");
    }
    return new YamlNode.Text(scalar.getValue(), line(event), column(event));
  }

  private YamlNode items(Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new YamlNode.Items(items, line(start), column(start));
  }

  private YamlNode fields(Event start, int depth) {
    List<YamlNode.Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      YamlNode.Text key = text(next);
      YamlNode value = node(events.next(), depth + 1);
      if (names.add(key.text())) {
        fields.add(new YamlNode.Field(key, value));
      } else {
        problems.add(
            new PolicyProblem(
                key.line(),
                key.column(),
                "`" + PolicyProblem.shown(key.text()) + "` is there twice"));
      }
    }
    return new YamlNode.Fields(fields, line(start), column(start));
  }
}
