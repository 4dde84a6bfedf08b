package dev.redoubt.scan.internal.pickle;

/// What a pickle may do with something that it imports.
///
/// The invariant behind all of them: *no call happens while loading that the pickle chose*. A value
/// is **inert** if nothing that a library does with it can end in such a call: numbers, texts,
/// arrays, containers of these, and instances that hold nothing else. It is **live** if it can be
/// called, or is an object whose attributes the pickle sets to live values. A library is only ever
/// handed inert values ([CallInterpreter] enforces that); live ones may be stored as elements and
/// attributes, where loading looks at none of them.
enum ImportPermission {
  /// Call it with arguments that its [CallSignature] takes, all inert, and set a state that is
  /// inert. What it returns is inert.
  VALUE,
  /// The same, and elements may be appended. It is as live as these.
  LIST,
  /// The same, and keys may be set. It is as live as the values.
  MAPPING,
  /// Make instances of this class without its constructor, and set a state that is inert. For
  /// classes that compute while their state is set. What is made is live, unless the list says what
  /// data it is ([PickleValue.Global#makesLive]).
  STATE,
  /// The same for classes whose instances can be called, as networks and polynomials are: what is
  /// made is live.
  CALLABLE,
  /// Make instances of this class without its constructor, and set any attributes. They are live.
  INSTANCES,
  /// The same for dictionaries whose keys are their attributes.
  ATTRIBUTES,
  /// Name it, as an argument of what makes arrays and indexes, or as an attribute: not call it.
  NAMED,
  /// Store it, as models do with functions of numbers; nothing may call it while loading.
  HELD,
  /// Call it with arguments that [ArgumentCheckedFunctions] finds harmless; not store it.
  CHECKED,
  /// Nothing: it is not of a known library, or of a part of one that models do not hold.
  CUSTOM,
  /// Nothing: it is known to run commands or code, or to reach files or the network.
  DANGEROUS;

  boolean isAllowed() {
    return compareTo(CHECKED) <= 0;
  }

  /// Whether the import itself is live: to call it would be more than to make an inert value.
  boolean isLive() {
    return switch (this) {
      case VALUE, LIST, MAPPING, NAMED -> false;
      case STATE, CALLABLE, INSTANCES, ATTRIBUTES, HELD, CHECKED, CUSTOM, DANGEROUS -> true;
    };
  }

  /// Whether what it makes is live whatever it was made of.
  boolean makesLive() {
    return switch (this) {
      case VALUE, LIST, MAPPING, STATE, NAMED, CHECKED -> false;
      case CALLABLE, INSTANCES, ATTRIBUTES, HELD, CUSTOM, DANGEROUS -> true;
    };
  }

  /// Whether what it makes can become live later, by what is added to it.
  boolean makesHolders() {
    return this == LIST || this == MAPPING;
  }
}
