package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.pickle.Value.Plain;
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
  private final Memo memo;
  private final Constants constants;
  private final Calls calls;
  private final Map<String, Value.Global> globals = new HashMap<>();
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
    this.memo = new Memo(context.library());
    this.constants = new Constants(in, context);
    this.calls = new Calls(this, context);
  }

  /// Reads to the end of the pickle, and returns what it is the pickle of.
  Value run() throws IOException, BrokenPickle {
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
      case Opcode.MARK -> stack.mark();
      case Opcode.EMPTY_TUPLE -> stack.push(Constants.EMPTY_TUPLE);
      case Opcode.STOP -> stopped = true;
      case Opcode.POP -> stack.drop();
      case Opcode.POP_MARK -> stack.cut(stack.unmark());
      case Opcode.DUP -> stack.push(stack.top());
      case Opcode.BININT1 -> stack.push(Value.Whole.small(in.next()));
      case Opcode.BININT2 -> stack.push(new Value.Whole(in.next2()));
      case Opcode.BININT -> stack.push(new Value.Whole(in.next4()));
      case Opcode.BINFLOAT -> {
        in.skip(8);
        stack.push(Plain.FRACTION);
      }
      case Opcode.NONE -> stack.push(Plain.NONE);
      case Opcode.NEWTRUE -> stack.push(Plain.TRUE);
      case Opcode.NEWFALSE -> stack.push(Plain.FALSE);
      case Opcode.EMPTY_LIST -> stack.push(new Value.Items(Plain.LIST));
      case Opcode.EMPTY_DICT -> stack.push(new Value.Items(Plain.MAPPING));
      case Opcode.EMPTY_SET -> stack.push(new Value.Items(Plain.SET));
      case Opcode.SHORT_BINUNICODE -> stack.push(constants.unicode(in.next()));
      case Opcode.BINUNICODE -> stack.push(constants.unicode(in.next4() & 0xffffffffL));
      case Opcode.MEMOIZE -> memo.append(stack.top());
      case Opcode.BINPUT -> put(in.next());
      case Opcode.LONG_BINPUT -> put(in.next4() & 0xffffffffL);
      case Opcode.BINGET -> get(in.next());
      case Opcode.LONG_BINGET -> get(in.next4() & 0xffffffffL);
      case Opcode.TUPLE1 -> tuple(1);
      case Opcode.TUPLE2 -> tuple(2);
      case Opcode.TUPLE3 -> tuple(3);
      case Opcode.TUPLE -> tupleFrom(stack.unmark());
      case Opcode.APPEND -> add(stack.size() - 1, 1, Plain.LIST);
      case Opcode.APPENDS -> add(stack.unmark(), 1, Plain.LIST);
      case Opcode.SETITEM -> add(stack.size() - 2, 2, Plain.MAPPING);
      case Opcode.SETITEMS -> add(stack.unmark(), 2, Plain.MAPPING);
      case Opcode.ADDITEMS -> add(stack.unmark(), 1, Plain.SET);
      default -> rareStep();
    }
  }

  private void rareStep() throws IOException, BrokenPickle {
    switch (opcode) {
      case Opcode.INT -> stack.push(constants.textInteger(in.line(KEPT_LINE)));
      case Opcode.LONG -> stack.push(constants.textLong(in.line(KEPT_LINE)));
      case Opcode.LONG1 -> stack.push(constants.binaryInteger(in.next()));
      case Opcode.LONG4 -> stack.push(constants.binaryInteger(in.next4()));
      case Opcode.FLOAT -> {
        in.line(0);
        stack.push(Plain.FRACTION);
      }
      case Opcode.STRING -> stack.push(constants.quoted(in.line(KEPT_TEXT)));
      case Opcode.UNICODE -> stack.push(constants.escaped(in.line(KEPT_TEXT)));
      case Opcode.BINUNICODE8 -> stack.push(constants.unicode(constants.length(in.next8())));
      case Opcode.BINSTRING -> stack.push(constants.string(in.next4() & 0xffffffffL));
      case Opcode.SHORT_BINSTRING -> stack.push(constants.string(in.next()));
      case Opcode.BINBYTES -> stack.push(constants.bytes(in.next4() & 0xffffffffL));
      case Opcode.SHORT_BINBYTES -> stack.push(constants.bytes(in.next()));
      case Opcode.BINBYTES8, Opcode.BYTEARRAY8 ->
          stack.push(constants.bytes(constants.length(in.next8())));
      case Opcode.PUT -> put(constants.memoNumber(in.line(KEPT_LINE)));
      case Opcode.GET -> get(constants.memoNumber(in.line(KEPT_LINE)));
      case Opcode.LIST -> collect(Plain.LIST);
      case Opcode.DICT -> collect(Plain.MAPPING);
      case Opcode.FROZENSET -> collect(Plain.FROZEN_SET);
      case Opcode.GLOBAL -> stack.push(global(line(), line()));
      case Opcode.STACK_GLOBAL -> stackGlobal();
      case Opcode.INST -> instance();
      case Opcode.OBJ -> object();
      case Opcode.REDUCE -> reduce();
      case Opcode.NEWOBJ -> newObject(Constants.EMPTY_TUPLE);
      case Opcode.NEWOBJ_EX -> newObject(stack.pop());
      case Opcode.BUILD -> build();
      case Opcode.EXT1 -> extension(in.next());
      case Opcode.EXT2 -> extension(in.next2());
      case Opcode.EXT4 -> extension(in.next4());
      case Opcode.PERSID -> stack.push(persistent(new Value.Text(line(), true)));
      case Opcode.BINPERSID -> stack.push(persistent(stack.pop()));
      case Opcode.PROTO -> protocol(in.next());
      case Opcode.FRAME -> frame(in.next8());
      case Opcode.NEXT_BUFFER -> {
        unresolved("a buffer beside the pickle is needed");
        stack.push(Plain.BYTES);
      }
      case Opcode.READONLY_BUFFER -> stack.top();
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
    Value value = memo.get(number);
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
    Value.Tuple tuple = stack.tuple(from);
    nested(tuple.depth(), 0);
    stack.cut(from);
    stack.push(tuple);
  }

  private void collect(Plain kind) throws BrokenPickle {
    int from = stack.unmark();
    if (kind == Plain.MAPPING && (stack.size() - from) % 2 != 0) {
      throw new BrokenPickle("a dictionary has a key without a value");
    }
    Value.Items items = new Value.Items(kind);
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
    Value target = stack.at(from - 1);
    if (target instanceof Value.Items items && items.kind() == kind) {
      if (items.isFrozen() && count > 0) {
        calls.changedWhenFrozen(items);
      }
      fill(items, from, step);
    } else if (target instanceof Value.Items items
        && items.kind() == Plain.LIST
        && kind == Plain.MAPPING) {
      replace(items, from);
    } else {
      Value.Items elements = new Value.Items(kind);
      fill(elements, from, step);
      calls.changed(target, elements);
      if (step == 2) {
        calls.keysSet(target, elements);
      }
    }
    stack.cut(from);
  }

  /// Elements of a list are set by their numbers.
  private void replace(Value.Items list, int from) {
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

  private void fill(Value.Items items, int from, int step) {
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
        Value value = stack.at(j);
        if (value instanceof Value.Global global) {
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
  private void changed(Value.Items items, long extent, int elements) {
    context.constant(items.extent());
    if (items.isEscaped()) {
      context.grew(items.extent() - extent);
      boolean pure = elements == Value.Items.VECTORS || elements == Value.Items.INDEXES;
      if (pure && elements != items.elements()) {
        calls.enlivened(false);
      }
    }
  }

  private void handOn(int from) {
    for (int i = from; i < stack.size(); i++) {
      if (stack.at(i) instanceof Value.Global global) {
        calls.handOn(global);
      }
    }
  }

  private Value persistent(Value id) throws BrokenPickle {
    if (reading == Reading.PLAIN) {
      throw new BrokenPickle("`pickle.load` knows no persistent ids");
    }
    return calls.persistent(id);
  }

  private void stackGlobal() throws BrokenPickle {
    Value name = stack.pop();
    Value module = stack.pop();
    if (name instanceof Value.Text text
        && module instanceof Value.Text from
        && text.isWhole()
        && from.isWhole()) {
      stack.push(global(from.start(), text.start()));
    } else if (reading == Reading.PLAIN && !(mayBeText(name) && mayBeText(module))) {
      throw new BrokenPickle("Python imports by texts alone");
    } else {
      unresolved("what is imported is `" + Shown.of(name) + "` of `" + Shown.of(module) + "`");
      stack.push(Plain.UNKNOWN);
    }
  }

  /// An instance of a class of a library is none: Python asks for the type of texts itself.
  private static boolean mayBeText(Value value) {
    return switch (value) {
      case Value.Text _ -> true;
      case Plain plain -> plain == Plain.TEXT || plain == Plain.UNKNOWN;
      case Value.Instance instance ->
          switch (instance.made().permission) {
            case STATE, CALLABLE, INSTANCES, ATTRIBUTES -> false;
            case VALUE, LIST, MAPPING, NAMED, HELD, CHECKED, CUSTOM, DANGEROUS -> true;
          };
      default -> false;
    };
  }

  /// What an import names; the same object each time.
  Value.Global global(String module, String name) throws BrokenPickle {
    String key = module + "\n" + name;
    Value.Global global = globals.get(key);
    if (global == null) {
      if (globals.size() == IMPORTS) {
        throw BrokenPickle.limit("there are more than " + IMPORTS + " different imports");
      }
      global = new Value.Global(module, name, context.library().entry(module, name));
      globals.put(key, global);
      if (Loaders.takes(global)) {
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
    Value.Tuple arguments = stack.tuple(from);
    stack.cut(from);
    stack.push(calls.instantiate(global(module, name), arguments));
  }

  private void object() throws IOException, BrokenPickle {
    int from = stack.unmark();
    if (from == stack.size()) {
      throw new BrokenPickle("an object is made of no class");
    }
    Value made = stack.at(from);
    handOn(from + 1);
    Value.Tuple arguments = stack.tuple(from + 1);
    stack.cut(from);
    stack.push(calls.instantiate(made, arguments));
  }

  private void reduce() throws IOException, BrokenPickle {
    Value arguments = stack.pop();
    Value function = stack.top();
    stack.replaceTop(calls.call(function, arguments));
  }

  /// @param named the keyword arguments
  private void newObject(Value named) throws BrokenPickle {
    Value arguments = stack.pop();
    Value made = stack.top();
    stack.replaceTop(calls.make(made, arguments, named));
  }

  private void build() throws IOException, BrokenPickle {
    Value state = stack.pop();
    Value target = stack.top();
    if (state instanceof Value.Global global) {
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
    return Opcode.name(opcode);
  }
}
