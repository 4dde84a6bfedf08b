package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.PickleValue.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Reads one pickle as CPython's unpickler does, opcode by opcode, up to its end or to where that
/// would fail. Where Python would go on with something that cannot be known here, this says so and
/// goes on with an unknown value.
final class PickleMachine {

  /// Different imports of one pickle. No model has as many classes.
  static final int IMPORTS = 20_000;

  private static final int HIGHEST_PROTOCOL = 5;

  /// Of a line that should hold a number or a name.
  static final int KEPT_LINE = 4096;

  /// Of a line that is text; it may be looked into.
  static final int KEPT_TEXT = 1 << 16;

  /// More than CPython's own pickler nests, which fails at 1,000, and less than native code can
  /// take apart again on a small stack.
  private static final int NESTED = 2000;

  /// What an element of a container takes in it, in bytes.
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

  /// Who reads the pickle.
  enum Reading {
    /// A loader of pickles. Also behind a place where it would fail, something may be to be seen.
    ANY,
    /// joblib, which puts the bytes of arrays behind their wrappers.
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

  /// Reads to the end of the pickle, and returns what it is the pickle of.
  PickleValue run() throws IOException, BrokenPickle {
    while (!stopped) {
      offset = in.offset();
      context.count();
      opcode = in.next();
      step();
    }
    if (in.offset() < frameEnd) {
      broken("the pickle ends inside of a frame");
    }
    return stack.pop();
  }

  /// One opcode. Long because there are 68, and a table of objects is half as fast.
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
        unresolved("a buffer beside the pickle is needed");
        stack.push(Plain.BYTES);
      }
      case PickleOpcode.READONLY_BUFFER -> stack.top();
      default -> throw new BrokenPickle("byte " + opcode + " is no opcode");
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
      broken("a frame begins inside of another");
    }
    frameEnd = in.offset() + length;
  }

  private String line() throws IOException, BrokenPickle {
    return new String(in.line(KEPT_LINE), StandardCharsets.UTF_8);
  }

  /// CPython makes room for all numbers up to the highest one.
  private void put(long number) throws BrokenPickle {
    if (number > in.offset() + FEW) {
      throw BrokenPickle.limit("number " + number + " is stored, more than there can be before it");
    }
    memo.put(number, stack.top());
  }

  /// Something holds containers of a depth that others may have been told to be less.
  ///
  /// @param depth of what holds them
  /// @param untold by how much it became deeper without those who hold it knowing
  void nested(int depth, int untold) throws BrokenPickle {
    untoldDepth += untold;
    if (depth + untoldDepth > NESTED) {
      throw BrokenPickle.limit("containers are nested more than " + NESTED + " deep");
    }
  }

  private void get(long number) throws BrokenPickle {
    PickleValue value = memo.get(number);
    if (value == null) {
      throw new BrokenPickle("number " + number + " is fetched and was never stored");
    }
    stack.push(value);
  }

  private void tuple(int size) throws BrokenPickle {
    if (stack.reach() < size) {
      throw new BrokenPickle("a tuple needs more values than there are");
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

  /// Adds what lies from an index on to what lies below: `append`, `extend`, `add`, `update`,
  /// `__setitem__`.
  private void add(int from, int step, Plain kind) throws BrokenPickle {
    int count = stack.size() - from;
    if (stack.reach() < count + 1) {
      throw new BrokenPickle("elements are added to nothing");
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

  /// Elements of a list are set by their numbers.
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

  /// A container got more elements. Who holds it may have been told that it is smaller, and has
  /// nothing but arrays or indexes.
  ///
  /// @param extent of it before
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
      throw new BrokenPickle("`pickle.load` knows no persistent ids");
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
      throw new BrokenPickle("Python imports by texts alone");
    } else {
      unresolved(
          "what is imported is `"
              + ValueFormatter.of(name)
              + "` of `"
              + ValueFormatter.of(module)
              + "`");
      stack.push(Plain.UNKNOWN);
    }
  }

  /// An instance of a class of a library is none: Python asks for the type of texts itself.
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

  /// What an import names; the same object each time.
  PickleValue.Global global(String module, String name) throws BrokenPickle {
    String key = module + "\n" + name;
    PickleValue.Global global = globals.get(key);
    if (global == null) {
      if (globals.size() == IMPORTS) {
        throw BrokenPickle.limit("there are more than " + IMPORTS + " different imports");
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
      throw new BrokenPickle("an object is made of no class");
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
        // Its bytes would be those behind the frame.
        throw new BrokenPickle("an array of joblib is inside of a frame");
      }
      context.arrayAt(in.offset());
      stack.replaceTop(new JoblibArray(in, context).read(state, calls.hasObjectFields()));
    }
  }

  private void extension(int code) throws BrokenPickle {
    if (code <= 0) {
      throw new BrokenPickle("extension " + code + " cannot exist");
    }
    unresolved("what extension " + code + " is depends on the program that loads it");
    stack.push(Plain.UNKNOWN);
  }

  /// Where Python would fail, and where it is of use to read on.
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

  /// The name of the opcode that is being carried out.
  String opcode() {
    return PickleOpcode.name(opcode);
  }
}
