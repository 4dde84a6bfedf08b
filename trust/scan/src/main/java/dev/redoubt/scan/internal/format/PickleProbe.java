package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.internal.format.ProbeInput.Line;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Tests whether a pickle machine would do anything with bytes. Protocols 0 and 1 have no magic
/// number, and a truncated pickle has already acted when it fails: content counts as a pickle as
/// soon as something is called.
///
/// The machine only tracks whether a value can be the arguments of a call, which distinguishes a
/// text that happens to begin with `c` from an import.
final class PickleProbe {

  /// That many valid steps are no accident.
  private static final int STEPS = 20_000;

  /// No stack of a real pickle is as deep.
  private static final int DEPTH = 1_000_000;

  /// Opcodes of strings that declare their length, where a pickle may be truncated.
  private static final String COUNTED = "TUXBC\u008c\u008d\u008e";

  private enum Kind {
    MARK,
    /// A number, a string, none, a list or a dictionary: not the arguments of a call.
    CONSTANT,
    /// A tuple, or what may be one.
    ARGUMENTS
  }

  private enum Step {
    GOOD,
    BAD,
    STOP
  }

  private final ProbeInput input;
  private final Deque<Kind> stack = new ArrayDeque<>();
  private boolean called;
  private boolean imported;
  private boolean opened;

  private PickleProbe(ByteSource source) {
    this.input = new ProbeInput(source);
  }

  static boolean isPickle(ByteSource source, byte[] head) throws IOException {
    boolean declared = head.length > 2 && (head[0] & 0xff) == 0x80 && head[1] >= 0 && head[1] <= 5;
    return new PickleProbe(source).run(declared);
  }

  /// Whether something is called, and the pickle reaches its end: both are unlikely in raw numbers.
  static boolean calls(ByteSource source) throws IOException {
    PickleProbe probe = new PickleProbe(source);
    return probe.run(false) && probe.called;
  }

  private boolean run(boolean declared) throws IOException {
    for (int steps = 0; steps < STEPS; steps++) {
      int opcode = input.next();
      if (opcode < 0) {
        return called || (declared && steps > 1);
      }
      boolean wasImported = imported;
      boolean wasOpened = opened;
      Step step = step(opcode);
      imported = imported && !wasImported;
      called |= wasOpened && (step == Step.GOOD || COUNTED.indexOf(opcode) >= 0);
      opened = opened && !wasOpened;
      if (step == Step.BAD) {
        return called || (declared && steps > 1);
      }
      if (step == Step.STOP) {
        return true;
      }
    }
    return true;
  }

  private Step step(int opcode) throws IOException {
    return switch (opcode) {
      case '.' -> stack.isEmpty() ? Step.BAD : Step.STOP;
      case '(' -> pushMark();
      case ')', 0x93 -> opcode == ')' ? push(Kind.ARGUMENTS) : global(2);
      case 't' -> mark(Kind.ARGUMENTS, false);
      case 'l', 'd', 0x91 -> mark(Kind.CONSTANT, false);
      case 'e', 'u', 0x90 -> items();
      case '1' -> mark(null, false);
      case 'o' -> mark(Kind.ARGUMENTS, true);
      case 'i' -> input.names(2) ? mark(Kind.ARGUMENTS, true) : Step.BAD;
      case 'c' -> input.names(2) ? pushImported() : Step.BAD;
      case 'R', 0x81 -> call(2, true);
      case 0x92 -> call(3, false);
      case 'b' -> call(2, false);
      case 'Q' -> replace(1);
      case 'P' -> input.line(Line.PRINTABLE) ? push(Kind.ARGUMENTS) : Step.BAD;
      case 0x82 -> skip(1, Kind.ARGUMENTS);
      case 0x83 -> skip(2, Kind.ARGUMENTS);
      case 0x84 -> skip(4, Kind.ARGUMENTS);
      case 0x85 -> replace(1);
      case 0x86 -> replace(2);
      case 0x87 -> replace(3);
      case 'a' -> pop(2) ? push(Kind.ARGUMENTS) : Step.BAD;
      case 's' -> pop(3) ? push(Kind.ARGUMENTS) : Step.BAD;
      case '0' -> stack.isEmpty() ? Step.BAD : popOne();
      case '2' -> stack.isEmpty() ? Step.BAD : push(stack.getFirst());
      default -> value(opcode);
    };
  }

  private Step value(int opcode) throws IOException {
    return switch (opcode) {
      case 'N', ']', '}', 0x88, 0x89, 0x8f -> push(Kind.CONSTANT);
      case 0x94, 0x98 -> stack.isEmpty() ? Step.BAD : Step.GOOD;
      case 0x97 -> push(Kind.ARGUMENTS);
      case 'I', 'L' -> input.line(Line.NUMBER) ? push(Kind.CONSTANT) : Step.BAD;
      case 'F' -> input.line(Line.FRACTION) ? push(Kind.CONSTANT) : Step.BAD;
      case 'S' -> input.line(Line.QUOTED) ? push(Kind.CONSTANT) : Step.BAD;
      case 'V' -> input.line(Line.ANY) ? push(Kind.CONSTANT) : Step.BAD;
      case 'g' -> input.line(Line.NUMBER) ? push(Kind.ARGUMENTS) : Step.BAD;
      case 'p' -> input.line(Line.NUMBER) && !stack.isEmpty() ? Step.GOOD : Step.BAD;
      case 'h' -> skip(1, Kind.ARGUMENTS);
      case 'j' -> skip(4, Kind.ARGUMENTS);
      case 'q' -> skip(1, null);
      case 'r' -> skip(4, null);
      case 0x80 -> input.next() <= 5 ? Step.GOOD : Step.BAD;
      case 0x95 -> skip(8, null);
      case 'K' -> skip(1, Kind.CONSTANT);
      case 'M' -> skip(2, Kind.CONSTANT);
      case 'J' -> skip(4, Kind.CONSTANT);
      case 'G' -> skip(8, Kind.CONSTANT);
      case 'U', 'C', 0x8a, 0x8c -> counted(1);
      case 'T', 'X', 'B', 0x8b -> counted(4);
      case 0x8d, 0x8e, 0x96 -> counted(8);
      default -> Step.BAD;
    };
  }

  private Step push(Kind kind) {
    stack.push(kind);
    return stack.size() > DEPTH ? Step.BAD : Step.GOOD;
  }

  /// A mark on top of an import begins the arguments of a call; that suffices if the pickle is
  /// truncated in the first of them.
  private Step pushMark() {
    opened = imported;
    return push(Kind.MARK);
  }

  private Step pushImported() {
    push(Kind.ARGUMENTS);
    imported = true;
    return Step.GOOD;
  }

  private Step pushCalled() {
    called = true;
    return push(Kind.ARGUMENTS);
  }

  private boolean pop(int count) {
    for (int i = 0; i < count; i++) {
      if (stack.isEmpty() || stack.pop() == Kind.MARK) {
        return false;
      }
    }
    return true;
  }

  private Step popOne() {
    stack.pop();
    return Step.GOOD;
  }

  private Step replace(int count) {
    return pop(count) ? push(Kind.ARGUMENTS) : Step.BAD;
  }

  private Step global(int names) {
    return pop(names) ? push(Kind.ARGUMENTS) : Step.BAD;
  }

  private Step call(int values, boolean needsArguments) {
    if (stack.isEmpty() || (needsArguments && stack.getFirst() != Kind.ARGUMENTS) || !pop(values)) {
      return Step.BAD;
    }
    return pushCalled();
  }

  /// Removes everything down to the mark, and pushes one value, or none if `result` is null.
  private Step mark(@Nullable Kind result, boolean calls) {
    while (!stack.isEmpty()) {
      if (stack.pop() == Kind.MARK) {
        called |= calls;
        return result == null ? Step.GOOD : push(result);
      }
    }
    return Step.BAD;
  }

  /// Adds everything down to the mark to the value below, which an object may treat as a call.
  private Step items() {
    return mark(null, false) == Step.GOOD && pop(1) ? push(Kind.ARGUMENTS) : Step.BAD;
  }

  private Step skip(int bytes, @Nullable Kind result) throws IOException {
    if (!input.skip(bytes)) {
      return Step.BAD;
    }
    return result == null ? Step.GOOD : push(result);
  }

  private Step counted(int lengthBytes) throws IOException {
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      int next = input.next();
      if (next < 0) {
        return Step.BAD;
      }
      length |= (long) next << (8 * i);
    }
    return length >= 0 && input.skip(length) ? push(Kind.CONSTANT) : Step.BAD;
  }
}
