package dev.redoubt.scan.internal.pickle;

/// What a pickle may do with something that it imports.
///
/// The invariant behind all permissions: *no call happens while loading that the pickle chose*. A
/// value is **inert** if nothing that a library does with it can end in such a call: numbers,
/// strings, arrays, containers of these, and instances that hold nothing else. It is **live** if it
/// can be called, or is an object whose attributes the pickle sets to live values. Libraries only
/// receive inert values ([CallInterpreter] enforces that); live ones may be stored as elements and
/// attributes, which loading does not use.
enum ImportPermission {
  /// Call it with arguments that match its [CallSignature], all inert, and set an inert state. The
  /// result is inert.
  VALUE,
  /// The same, and append elements. The result is as live as these.
  LIST,
  /// The same, and set keys. The result is as live as the values.
  MAPPING,
  /// Create instances of this class without its constructor, and set an inert state. For classes
  /// that compute while their state is set. The result is live, unless the list declares what data
  /// it is ([PickleValue.Global#makesLive]).
  STATE,
  /// The same for classes whose instances can be called, such as networks and polynomials: the
  /// result is live.
  CALLABLE,
  /// Create instances of this class without its constructor, and set any attributes. They are live.
  INSTANCES,
  /// The same for dictionaries whose keys are their attributes.
  ATTRIBUTES,
  /// Name it, as an argument of a call that creates arrays and indexes, or as an attribute; not
  /// call it.
  NAMED,
  /// Store it, as models do with numeric functions; nothing may call it while loading.
  HELD,
  /// Call it with arguments that [ArgumentCheckedFunctions] finds harmless; not store it.
  CHECKED,
  /// Nothing: it is not part of a known library, or models do not contain it.
  CUSTOM,
  /// Nothing: it is known to run commands or code, or to access files or the network.
  DANGEROUS;

  boolean isAllowed() {
    return compareTo(CHECKED) <= 0;
  }

  /// Whether the import itself is live: a call of it would do more than create an inert value.
  boolean isLive() {
    return switch (this) {
      case VALUE, LIST, MAPPING, NAMED -> false;
      case STATE, CALLABLE, INSTANCES, ATTRIBUTES, HELD, CHECKED, CUSTOM, DANGEROUS -> true;
    };
  }

  /// Whether the result is always live.
  boolean makesLive() {
    return switch (this) {
      case VALUE, LIST, MAPPING, STATE, NAMED, CHECKED -> false;
      case CALLABLE, INSTANCES, ATTRIBUTES, HELD, CUSTOM, DANGEROUS -> true;
    };
  }

  /// Whether the result can become live later, by what is added to it.
  boolean makesHolders() {
    return this == LIST || this == MAPPING;
  }
}
