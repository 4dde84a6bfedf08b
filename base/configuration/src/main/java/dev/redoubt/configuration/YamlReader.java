package dev.redoubt.configuration;

import java.util.ArrayList;
import java.util.Iterator;
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
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads YAML into nodes. Aliases and tags have no place in a configuration of rights: what is
/// written is what holds.
final class YamlReader {

  /// What we read has six levels.
  private static final int MAX_DEPTH = 32;

  private final List<Mistake> mistakes;

  YamlReader(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /// Reads a text. Never throws for what it reads.
  ///
  /// @return null where there is nothing, or where it cannot be read, which is a mistake then
  @Nullable Node read(String text) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      return document(new Parse(settings).parseString(text).iterator());
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().orElse(null);
      mistakes.add(
          new Mistake(
              mark == null ? 0 : mark.getLine() + 1,
              mark == null ? 0 : mark.getColumn() + 1,
              "not valid YAML: " + e.getProblem()));
    } catch (ReaderException _) {
      mistakes.add(unprintable(text));
    } catch (YamlEngineException | NumberFormatException _) {
      // The library lets the latter out where the text ends within an escape.
      mistakes.add(new Mistake(0, 0, "not valid YAML"));
    } catch (TooDeep deep) {
      mistakes.add(at(deep.event, "nested deeper than " + MAX_DEPTH + " levels"));
    }
    return null;
  }

  /// The first character that YAML does not have: the library says where only within what it has
  /// read last.
  private static Mistake unprintable(String text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (!StreamReader.isPrintable(point)) {
        return new Mistake(
            line, column, "not valid YAML: there is a character U+%04X".formatted(point));
      }
      line = point == '\n' ? line + 1 : line;
      column = point == '\n' ? 1 : column + 1;
    }
    return new Mistake(0, 0, "not valid YAML");
  }

  private static final class TooDeep extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Event event;

    TooDeep(Event event) {
      super(null, null, false, false);
      this.event = event;
    }
  }

  private @Nullable Node document(Iterator<Event> events) {
    Node first = null;
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> {
          documents++;
          if (documents == 2) {
            mistakes.add(at(event, "a second document; one is expected"));
          }
        }
        case Scalar, SequenceStart, MappingStart, Alias -> {
          Node node = node(event, events, 0);
          first = first == null ? node : first;
        }
        case StreamStart, StreamEnd, DocumentEnd, SequenceEnd, MappingEnd, Comment -> {}
      }
    }
    return first;
  }

  private Node node(Event event, Iterator<Event> events, int depth) {
    if (depth > MAX_DEPTH) {
      throw new TooDeep(event);
    }
    return switch (event.getEventId()) {
      case SequenceStart -> items(event, events, depth);
      case MappingStart -> members(event, events, depth);
      case Scalar -> new Node.Text(line(event), column(event), ((ScalarEvent) event).getValue());
      case Alias,
          StreamStart,
          StreamEnd,
          DocumentStart,
          DocumentEnd,
          SequenceEnd,
          MappingEnd,
          Comment -> {
        mistakes.add(at(event, "aliases are not read; write the value out"));
        yield new Node.Text(line(event), column(event), "");
      }
    };
  }

  private Node items(Event start, Iterator<Event> events, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, events, depth + 1));
    }
    return new Node.Items(line(start), column(start), List.copyOf(items));
  }

  private Node members(Event start, Iterator<Event> events, int depth) {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Node key = node(event, events, depth + 1);
      Node value = node(events.next(), events, depth + 1);
      if (!(key instanceof Node.Text name)) {
        mistakes.add(at(event, "a name is a text"));
      } else if (members.putIfAbsent(name.value(), new Node.Member(key.line(), key.column(), value))
          != null) {
        mistakes.add(at(event, "`" + name.value() + "` is given twice"));
      }
    }
    return new Node.Members(line(start), column(start), members);
  }

  private static Mistake at(Event event, String message) {
    return new Mistake(line(event), column(event), message);
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static int column(Event event) {
    return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
  }
}
