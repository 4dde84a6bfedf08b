package dev.redoubt.scan.internal.yaml;

import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML into trees, one a document, without making objects of it and without expanding
/// aliases: an alias is a value of its own.
public final class YamlReader {

  /// Larger ones are data.
  private static final int CHARACTERS = 8 << 20;

  private static final int DEPTH = 100;
  private static final int VALUES = 500_000;

  private YamlReader() {}

  /// Ends of lines to YAML 1.1, which Python's reader speaks, and characters like any other to YAML
  /// 1.2: what stands behind one in a comment is hidden from one of the two.
  private static final Pattern OLD_LINE_END = Pattern.compile("[\\u0085\\u2028\\u2029]");

  /// The documents of a text. One that the versions of YAML take apart in different ways has those
  /// of both.
  public static List<Json> read(String text) throws Malformed {
    Matcher old = OLD_LINE_END.matcher(text);
    if (!old.find()) {
      return once(text);
    }
    List<Json> documents = new ArrayList<>(once(text));
    documents.addAll(once(old.replaceAll("\n")));
    return documents;
  }

  private static List<Json> once(String text) throws Malformed {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(CHARACTERS).setUseMarks(true).build();
    try {
      return new Trees().all(new Parse(settings).parseString(text));
    } catch (MarkedYamlEngineException wrong) {
      throw new Malformed(
          wrong.getProblemMark().map(mark -> (long) mark.getIndex()).orElse(0L),
          "not YAML: " + String.valueOf(wrong.getProblem()));
    } catch (YamlEngineException wrong) {
      throw new Malformed(0, "not YAML, or longer than `" + CHARACTERS + "` characters");
    } catch (StackOverflowError deep) {
      throw new Malformed(0, "YAML nested too deeply");
    }
  }

  /// Collects the events of a text.
  private static final class Trees {

    private final List<Json> roots = new ArrayList<>();
    private final ArrayList<Open> open = new ArrayList<>();
    private int values;

    private static final class Open {
      final long offset;
      final boolean object;
      final String tag;
      final List<Json> parts = new ArrayList<>();

      Open(long offset, boolean object, String tag) {
        this.offset = offset;
        this.object = object;
        this.tag = tag;
      }
    }

    List<Json> all(Iterable<Event> events) throws Malformed {
      for (Event event : events) {
        long at = event.getStartMark().map(Mark::getIndex).orElse(0);
        switch (event.getEventId()) {
          case MappingStart, SequenceStart -> start(event, at);
          case MappingEnd, SequenceEnd -> add(close(open.removeLast()));
          case Scalar -> add(scalar((ScalarEvent) event, at));
          case Alias -> add(new Json.WordNode(at, "*" + ((AliasEvent) event).getAlias()));
          case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {
            // no values
          }
        }
      }
      return roots;
    }

    private void start(Event event, long at) throws Malformed {
      if (open.size() >= DEPTH) {
        throw new Malformed(at, "YAML nested more than `" + DEPTH + "` deep");
      }
      String tag = ((CollectionStartEvent) event).getTag().orElse("");
      open.add(new Open(at, event.getEventId() == Event.ID.MappingStart, tag));
    }

    private static Json scalar(ScalarEvent event, long at) {
      String tag = event.getTag().orElse("");
      String value = event.getValue();
      boolean word =
          event.isPlain()
              && tag.isEmpty()
              && (value.isEmpty() || value.matches("(?i)true|false|null|~|yes|no|on|off"));
      return word ? new Json.WordNode(at, value) : new Json.TextNode(at, value, tag);
    }

    /// A collection with a tag of Python keeps it as a member of its own.
    private static Json close(Open open) {
      List<Json.Member> members = new ArrayList<>();
      if (!open.tag.isEmpty()) {
        members.add(new Json.Member("!", new Json.TextNode(open.offset, "", open.tag)));
      }
      if (!open.object) {
        List<Json> parts = open.parts;
        parts.addAll(members.stream().map(Json.Member::value).toList());
        return new Json.ArrayNode(open.offset, parts);
      }
      for (int i = 0; i + 1 < open.parts.size(); i += 2) {
        Json name = open.parts.get(i);
        String shown =
            switch (name) {
              case Json.TextNode text -> text.value();
              case Json.WordNode word -> word.value();
              case Json.NumberNode number -> number.value();
              case Json.ObjectNode _, Json.ArrayNode _ -> "?";
            };
        boolean nested =
            name instanceof Json.ObjectNode
                || name instanceof Json.ArrayNode
                || (name instanceof Json.TextNode text && !text.tag().isEmpty());
        if (nested) {
          members.add(new Json.Member("?", name));
        }
        members.add(new Json.Member(shown, open.parts.get(i + 1)));
      }
      return new Json.ObjectNode(open.offset, members);
    }

    private void add(Json value) throws Malformed {
      if (++values > VALUES) {
        throw new Malformed(value.offset(), "more than `" + VALUES + "` values in a document");
      }
      if (open.isEmpty()) {
        roots.add(value);
      } else {
        open.getLast().parts.add(value);
      }
    }
  }
}
