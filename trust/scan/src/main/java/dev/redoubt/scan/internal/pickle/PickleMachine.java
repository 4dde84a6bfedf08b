package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Interprets one pickle as CPython's unpickler does, opcode by opcode, up to its end or to where
/// CPython fails. If Python would continue with something that cannot be determined here, reports
/// that and continues with an unknown value.
final class PickleMachine {

  /// Different imports of one pickle. No model has as many classes.
  static final int IMPORTS = 20_000;

  private static final int HIGHEST_PROTOCOL = 5;

  /// Of a line that should contain a number or a name.
  static final int KEPT_LINE = 4096;

  /// Of a line that is text; it may be scanned.
  static final int KEPT_TEXT = 1 << 16;

  /// More than CPython's own pickler nests, which fails at 1,000, and less than native code can
  /// free again on a small stack.
  private static final int NESTED = 2000;

  /// The bytes that an element takes in a container.
  static final long ELEMENT = 16;

  /// Numbers that cost next to nothing.
  private static final int FEW = 1 << 20;

  private final PickleInput in;
  private final PickleContext context;
  private final Reading reading;
  private int untoldDepth;
  private final PickleStack stack = new PickleStack();
  private final PickleMemo memo;
  private final ConstantOpcodes constants;
  private final CallInterpreter calls;
  private final Map<String, PickleValue.Global> globals = new HashMap<>();
  private long frameEnd = -1;
  private long offset;
  private int opcode;
  private boolean stopped;

  /// The kind of loader.
  enum Reading {
    /// Any loader of pickles. After a position where one fails, there may still be something to
    /// report.
    ANY,
    /// joblib, which writes the bytes of arrays after their wrappers.
    JOBLIB,
    /// `pickle.load` itself, and only as far as it gets.
    PLAIN
  }

  PickleMachine(PickleInput in, PickleContext context, Reading reading) {
    this.reading = reading;
    this.in = in;
    this.context = context;
    this.memo = new PickleMemo(context.library());
    this.constants = new ConstantOpcodes(in, context);
    this.calls = new CallInterpreter(this, context);
  }

  /// Interprets the pickle to its end, and returns its value.
  PickleValue run() throws IOException, BrokenPickle {
    while (!stopped) {
      offset = in.offset();
      context.count();
      opcode = in.next();
      step();
    }
    if (in.offset() < frameEnd) {
      broken("the pickle ends inside a frame");
    }
    return stack.pop();
  }

  /// Interprets one opcode. Long because there are 68, and a table of objects is half as fast.
  private void step() throws IOException, BrokenPickle {
    switch (opcode) {
      case PickleOpcode.MARK -> stack.mark();
      case PickleOpcode.EMPTY_TUPLE -> stack.push(ConstantOpcodes.EMPTY_TUPLE);
      case PickleOpcode.STOP -> stopped = true;
      case PickleOpcode.POP -> stack.drop();
      case PickleOpcode.POP_MARK -> stack.cut(stack.unmark());
      case PickleOpcode.DUP -> stack.push(stack.top());
      case PickleOpcode.BININT1 -> stack.push(PickleValue.Whole.small(in.next()));
      case PickleOpcode.BININT2 -> stack.push(new PickleValue.Whole(in.next2()));
      case PickleOpcode.BININT -> stack.push(new PickleValue.Whole(in.next4()));
      case PickleOpcode.BINFLOAT -> {
        in.skip(8);
        stack.push(Plain.FRACTION);
      }
      case PickleOpcode.NONE -> stack.push(Plain.NONE);
      case PickleOpcode.NEWTRUE -> stack.push(Plain.TRUE);
      case PickleOpcode.NEWFALSE -> stack.push(Plain.FALSE);
      case PickleOpcode.EMPTY_LIST -> stack.push(new PickleValue.Items(Plain.LIST));
      case PickleOpcode.EMPTY_DICT -> stack.push(new PickleValue.Items(Plain.MAPPING));
      case PickleOpcode.EMPTY_SET -> stack.push(new PickleValue.Items(Plain.SET));
      case PickleOpcode.SHORT_BINUNICODE -> stack.push(constants.unicode(in.next()));
      case PickleOpcode.BINUNICODE -> stack.push(constants.unicode(in.next4() & 0xffffffffL));
      case PickleOpcode.MEMOIZE -> memo.append(stack.top());
      case PickleOpcode.BINPUT -> put(in.next());
      case PickleOpcode.LONG_BINPUT -> put(in.next4() & 0xffffffffL);
      case PickleOpcode.BINGET -> get(in.next());
      case PickleOpcode.LONG_BINGET -> get(in.next4() & 0xffffffffL);
      case PickleOpcode.TUPLE1 -> tuple(1);
      case PickleOpcode.TUPLE2 -> tuple(2);
      case PickleOpcode.TUPLE3 -> tuple(3);
      case PickleOpcode.TUPLE -> tupleFrom(stack.unmark());
      case PickleOpcode.APPEND -> add(stack.size() - 1, 1, Plain.LIST);
      case PickleOpcode.APPENDS -> add(stack.unmark(), 1, Plain.LIST);
      case PickleOpcode.SETITEM -> add(stack.size() - 2, 2, Plain.MAPPING);
      case PickleOpcode.SETITEMS -> add(stack.unmark(), 2, Plain.MAPPING);
      case PickleOpcode.ADDITEMS -> add(stack.unmark(), 1, Plain.SET);
      default -> rareStep();
    }
  }

  private void rareStep() throws IOException, BrokenPickle {
    switch (opcode) {
      case PickleOpcode.INT -> stack.push(constants.textInteger(in.line(KEPT_LINE)));
      case PickleOpcode.LONG -> stack.push(constants.textLong(in.line(KEPT_LINE)));
      case PickleOpcode.LONG1 -> stack.push(constants.binaryInteger(in.next()));
      case PickleOpcode.LONG4 -> stack.push(constants.binaryInteger(in.next4()));
      case PickleOpcode.FLOAT -> {
        in.line(0);
        stack.push(Plain.FRACTION);
      }
      case PickleOpcode.STRING -> stack.push(constants.quoted(in.line(KEPT_TEXT)));
      case PickleOpcode.UNICODE -> stack.push(constants.escaped(in.line(KEPT_TEXT)));
      case PickleOpcode.BINUNICODE8 -> stack.push(constants.unicode(constants.length(in.next8())));
      case PickleOpcode.BINSTRING -> stack.push(constants.string(in.next4() & 0xffffffffL));
      case PickleOpcode.SHORT_BINSTRING -> stack.push(constants.string(in.next()));
      case PickleOpcode.BINBYTES -> stack.push(constants.bytes(in.next4() & 0xffffffffL));
      case PickleOpcode.SHORT_BINBYTES -> stack.push(constants.bytes(in.next()));
      case PickleOpcode.BINBYTES8, PickleOpcode.BYTEARRAY8 ->
          stack.push(constants.bytes(constants.length(in.next8())));
      case PickleOpcode.PUT -> put(constants.memoNumber(in.line(KEPT_LINE)));
      case PickleOpcode.GET -> get(constants.memoNumber(in.line(KEPT_LINE)));
      case PickleOpcode.LIST -> collect(Plain.LIST);
      case PickleOpcode.DICT -> collect(Plain.MAPPING);
      case PickleOpcode.FROZENSET -> collect(Plain.FROZEN_SET);
      case PickleOpcode.GLOBAL -> stack.push(global(line(), line()));
      case PickleOpcode.STACK_GLOBAL -> stackGlobal();
      case PickleOpcode.INST -> instance();
      case PickleOpcode.OBJ -> object();
      case PickleOpcode.REDUCE -> reduce();
      case PickleOpcode.NEWOBJ -> newObject(ConstantOpcodes.EMPTY_TUPLE);
      case PickleOpcode.NEWOBJ_EX -> newObject(stack.pop());
      case PickleOpcode.BUILD -> build();
      case PickleOpcode.EXT1 -> extension(in.next());
      case PickleOpcode.EXT2 -> extension(in.next2());
      case PickleOpcode.EXT4 -> extension(in.next4());
      case PickleOpcode.PERSID -> stack.push(persistent(new PickleValue.Text(line(), true)));
      case PickleOpcode.BINPERSID -> stack.push(persistent(stack.pop()));
      case PickleOpcode.PROTO -> protocol(in.next());
      case PickleOpcode.FRAME -> frame(in.next8());
      case PickleOpcode.NEXT_BUFFER -> {
        unresolved("an out-of-band buffer is required");
        stack.push(Plain.BYTES);
      }
      case PickleOpcode.READONLY_BUFFER -> stack.top();
      default -> throw new BrokenPickle("byte " + opcode + " is not an opcode");
    }
  }

  private void protocol(int version) throws BrokenPickle {
    if (version > HIGHEST_PROTOCOL) {
      throw new BrokenPickle("protocol " + version + " does not exist");
    }
  }

  private void frame(long length) throws BrokenPickle {
    constants.length(length);
    if (in.offset() < frameEnd) {
      broken("a frame begins inside another frame");
    }
    frameEnd = in.offset() + length;
  }

  private String line() throws IOException, BrokenPickle {
    return new String(in.line(KEPT_LINE), StandardCharsets.UTF_8);
  }

  /// CPython allocates memory for all indexes up to the highest one.
  private void put(long number) throws BrokenPickle {
    if (number > in.offset() + FEW) {
      throw BrokenPickle.limit(
          "memo index " + number + " is stored, which is more than can precede it");
    }
    memo.put(number, stack.top());
  }

  /// Records the depth of nested containers.
  ///
  /// @param depth of the holder
  /// @param untold by how much it became deeper without its holders knowing
  void nested(int depth, int untold) throws BrokenPickle {
    untoldDepth += untold;
    if (depth + untoldDepth > NESTED) {
      throw BrokenPickle.limit("containers are nested more than " + NESTED + " levels deep");
    }
  }

  private void get(long number) throws BrokenPickle {
    PickleValue value = memo.get(number);
    if (value == null) {
      throw new BrokenPickle("memo index " + number + " is read but was never stored");
    }
    stack.push(value);
  }

  private void tuple(int size) throws BrokenPickle {
    if (stack.reach() < size) {
      throw new BrokenPickle("a tuple requires more values than the stack has");
    }
    tupleFrom(stack.size() - size);
  }

  private void tupleFrom(int from) throws BrokenPickle {
    handOn(from);
    PickleValue.Tuple tuple = stack.tuple(from);
    nested(tuple.depth(), 0);
    stack.cut(from);
    stack.push(tuple);
  }

  private void collect(Plain kind) throws BrokenPickle {
    int from = stack.unmark();
    if (kind == Plain.MAPPING && (stack.size() - from) % 2 != 0) {
      throw new BrokenPickle("a dictionary has a key without a value");
    }
    PickleValue.Items items = new PickleValue.Items(kind);
    fill(items, from, kind == Plain.MAPPING ? 2 : 1);
    stack.cut(from);
    stack.push(items);
  }

  /// Adds the values from an index on to the value below: `append`, `extend`, `add`, `update`,
  /// `__setitem__`.
  private void add(int from, int step, Plain kind) throws BrokenPickle {
    int count = stack.size() - from;
    if (stack.reach() < count + 1) {
      throw new BrokenPickle("elements are added to an empty stack");
    }
    if (step == 2 && count % 2 != 0) {
      throw new BrokenPickle("a dictionary has a key without a value");
    }
    PickleValue target = stack.at(from - 1);
    if (target instanceof PickleValue.Items items && items.kind() == kind) {
      if (items.isFrozen() && count > 0) {
        calls.changedWhenFrozen(items);
      }
      fill(items, from, step);
    } else if (target instanceof PickleValue.Items items
        && items.kind() == Plain.LIST
        && kind == Plain.MAPPING) {
      replace(items, from);
    } else {
      PickleValue.Items elements = new PickleValue.Items(kind);
      fill(elements, from, step);
      calls.changed(target, elements);
      if (step == 2) {
        calls.keysSet(target, elements);
      }
    }
    stack.cut(from);
  }

  /// Elements of a list are set by their indexes.
  private void replace(PickleValue.Items list, int from) {
    handOn(from);
    boolean live = list.isLive();
    long extent = list.extent();
    int elements = list.elements();
    for (int i = from; i < stack.size(); i += 2) {
      list.replaced(stack.at(i + 1));
    }
    changed(list, extent, elements);
    if (list.isLive() && !live) {
      calls.enlivened(!list.isEscaped());
    }
  }

  private void fill(PickleValue.Items items, int from, int step) {
    boolean live = items.isLive();
    long extent = items.extent();
    int elements = items.elements();
    for (int i = from; i < stack.size(); i += step) {
      if (step == 2) {
        items.noteKey(stack.at(i), stack.at(i + 1));
        calls.keySet(stack.at(i), stack.at(i + 1));
      }
      if (items.kind() != Plain.LIST) {
        calls.hashed(stack.at(i));
      }
      for (int j = i; j < i + step; j++) {
        PickleValue value = stack.at(j);
        if (value instanceof PickleValue.Global global) {
          calls.handOn(global);
        }
        items.add(value);
      }
    }
    changed(items, extent, elements);
    if (items.isLive() && !live) {
      calls.enlivened(!items.isEscaped());
    }
  }

  /// Records that a container grew. Its holders may have been told that it is smaller, and that it
  /// contains only arrays or indexes.
  ///
  /// @param extent its size before
  /// @param elements which kinds of elements it had before
  private void changed(PickleValue.Items items, long extent, int elements) {
    context.constant(items.extent());
    if (items.isEscaped()) {
      context.grew(items.extent() - extent);
      boolean pure = elements == PickleValue.Items.VECTORS || elements == PickleValue.Items.INDEXES;
      if (pure && elements != items.elements()) {
        calls.enlivened(false);
      }
    }
  }

  private void handOn(int from) {
    for (int i = from; i < stack.size(); i++) {
      if (stack.at(i) instanceof PickleValue.Global global) {
        calls.handOn(global);
      }
    }
  }

  private PickleValue persistent(PickleValue id) throws BrokenPickle {
    if (reading == Reading.PLAIN) {
      throw new BrokenPickle("`pickle.load` supports no persistent ids");
    }
    return calls.persistent(id);
  }

  private void stackGlobal() throws BrokenPickle {
    PickleValue name = stack.pop();
    PickleValue module = stack.pop();
    if (name instanceof PickleValue.Text text
        && module instanceof PickleValue.Text from
        && text.isWhole()
        && from.isWhole()) {
      stack.push(global(from.start(), text.start()));
    } else if (reading == Reading.PLAIN && !(mayBeText(name) && mayBeText(module))) {
      throw new BrokenPickle("the module and the name of an import must be strings");
    } else {
      unresolved(
          "the import is `" + ValueFormatter.of(name) + "` of `" + ValueFormatter.of(module) + "`");
      stack.push(Plain.UNKNOWN);
    }
  }

  /// Whether Python accepts it as a string. An instance of a library class is not one, because
  /// Python requires its own type.
  private static boolean mayBeText(PickleValue value) {
    return switch (value) {
      case PickleValue.Text _ -> true;
      case Plain plain -> plain == Plain.TEXT || plain == Plain.UNKNOWN;
      case PickleValue.Instance instance ->
          switch (instance.made().permission) {
            case STATE, CALLABLE, INSTANCES, ATTRIBUTES -> false;
            case VALUE, LIST, MAPPING, NAMED, HELD, CHECKED, CUSTOM, DANGEROUS -> true;
          };
      default -> false;
    };
  }

  /// The import with a name; the same object each time.
  PickleValue.Global global(String module, String name) throws BrokenPickle {
    String key = module + "\n" + name;
    PickleValue.Global global = globals.get(key);
    if (global == null) {
      if (globals.size() == IMPORTS) {
        throw BrokenPickle.limit("more than " + IMPORTS + " different imports");
      }
      global = new PickleValue.Global(module, name, context.library().entry(module, name));
      globals.put(key, global);
      if (EmbeddedFileLoaders.takes(global)) {
        constants.holdBytes();
      }
      if (!global.permission.isAllowed()) {
        context.findings().imported(global, offset, opcode());
      }
    }
    return global;
  }

  private void instance() throws IOException, BrokenPickle {
    String module = line();
    String name = line();
    int from = stack.unmark();
    handOn(from);
    PickleValue.Tuple arguments = stack.tuple(from);
    stack.cut(from);
    stack.push(calls.instantiate(global(module, name), arguments));
  }

  private void object() throws IOException, BrokenPickle {
    int from = stack.unmark();
    if (from == stack.size()) {
      throw new BrokenPickle("an object is created without a class");
    }
    PickleValue made = stack.at(from);
    handOn(from + 1);
    PickleValue.Tuple arguments = stack.tuple(from + 1);
    stack.cut(from);
    stack.push(calls.instantiate(made, arguments));
  }

  private void reduce() throws IOException, BrokenPickle {
    PickleValue arguments = stack.pop();
    PickleValue function = stack.top();
    stack.replaceTop(calls.call(function, arguments));
  }

  /// @param named the keyword arguments
  private void newObject(PickleValue named) throws BrokenPickle {
    PickleValue arguments = stack.pop();
    PickleValue made = stack.top();
    stack.replaceTop(calls.make(made, arguments, named));
  }

  private void build() throws IOException, BrokenPickle {
    PickleValue state = stack.pop();
    PickleValue target = stack.top();
    if (state instanceof PickleValue.Global global) {
      calls.handOn(global);
    }
    calls.state(target, state);
    if (reading == Reading.JOBLIB && JoblibArray.isWrapper(target)) {
      if (in.offset() < frameEnd) {
        // Its bytes would be those after the frame.
        throw new BrokenPickle("a joblib array is inside a frame");
      }
      context.arrayAt(in.offset());
      stack.replaceTop(new JoblibArray(in, context).read(state, calls.hasObjectFields()));
    }
  }

  private void extension(int code) throws BrokenPickle {
    if (code <= 0) {
      throw new BrokenPickle("extension " + code + " is not valid");
    }
    unresolved("the meaning of extension " + code + " depends on the loading program");
    stack.push(Plain.UNKNOWN);
  }

  /// Python fails here, but it is useful to continue reading.
  void broken(String message) {
    report(PickleRule.BROKEN, message);
  }

  void unresolved(String message) {
    report(PickleRule.UNRESOLVED, message);
  }

  void report(PickleRule rule, String message) {
    context.findings().report(rule, offset, opcode(), message);
  }

  long offset() {
    return offset;
  }

  /// The name of the current opcode.
  String opcode() {
    return PickleOpcode.name(opcode);
  }
}
