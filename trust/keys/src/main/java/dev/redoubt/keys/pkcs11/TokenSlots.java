package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.material.KeyAccessException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the slot of a token by its label and serial number. Java's provider accepts only a slot
/// number, which can change.
///
/// Calls `C_GetSlotList` and `C_GetTokenInfo` of PKCS#11 v2.40 on systems where `CK_ULONG` has 64
/// bits, which is all but Windows; there a URI needs `slot-id`.
final class TokenSlots {

  /// A token in a slot.
  record Token(long slot, String label, String manufacturer, String model, String serial) {}

  private static final int INITIALIZE = 0;
  private static final int FINALIZE = 1;
  private static final int GET_SLOT_LIST = 4;
  private static final int GET_TOKEN_INFO = 6;

  private static final long ALREADY_INITIALIZED = 0x191;
  private static final long NOT_PRESENT = 0xE0;
  private static final long NOT_RECOGNIZED = 0xE1;

  /// `CKF_OS_LOCKING_OK`, the third word of six of `CK_C_INITIALIZE_ARGS` being the flags' fifth.
  private static final long OS_LOCKING = 2;

  /// `CK_TOKEN_INFO` is shorter.
  private static final int TOKEN_INFO = 512;

  private static final int MAX_SLOTS = 1024;

  private final MemorySegment functions;

  private TokenSlots(MemorySegment functions) {
    this.functions = functions;
  }

  /// Lists all tokens that a module currently has.
  ///
  /// @throws KeyAccessException if the library is not a PKCS#11 module
  static List<Token> of(Path library) throws KeyAccessException {
    try (Arena arena = Arena.ofConfined()) {
      return of(library, arena);
    } catch (KeyAccessException known) {
      throw known;
    } catch (IllegalArgumentException missing) {
      throw new KeyAccessException.NotFound("there is no library `" + library + "`");
    } catch (Throwable broken) {
      throw new KeyAccessException("`" + library + "` is not a PKCS#11 module", broken);
    }
  }

  @SuppressWarnings("restricted")
  private static List<Token> of(Path library, Arena arena) throws Throwable {
    // Stays loaded, as Java's provider needs it afterwards in any case.
    SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
    MemorySegment getFunctions =
        symbols
            .find("C_GetFunctionList")
            .orElseThrow(
                () ->
                    new KeyAccessException.Malformed("`" + library + "` is not a PKCS#11 module"));
    MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
    check(
        (long)
            Linker.nativeLinker()
                .downcallHandle(
                    getFunctions, FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS))
                .invokeExact(out));
    MemorySegment list =
        out.get(ValueLayout.ADDRESS, 0)
            .reinterpret(ValueLayout.ADDRESS.byteSize() * (GET_TOKEN_INFO + 2));
    return new TokenSlots(list).tokens(arena);
  }

  private List<Token> tokens(Arena arena) throws Throwable {
    MemorySegment arguments = arena.allocate(ValueLayout.JAVA_LONG, 6);
    arguments.setAtIndex(ValueLayout.JAVA_LONG, 4, OS_LOCKING);
    long initialized = (long) function(INITIALIZE, ValueLayout.ADDRESS).invokeExact(arguments);
    if (initialized != ALREADY_INITIALIZED) {
      check(initialized);
    }
    try {
      return list(arena);
    } finally {
      if (initialized != ALREADY_INITIALIZED) {
        check((long) function(FINALIZE, ValueLayout.ADDRESS).invokeExact(MemorySegment.NULL));
      }
    }
  }

  private List<Token> list(Arena arena) throws Throwable {
    MethodHandle getSlots =
        function(GET_SLOT_LIST, ValueLayout.JAVA_BYTE, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    MemorySegment slots = arena.allocate(ValueLayout.JAVA_LONG, MAX_SLOTS);
    MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    count.set(ValueLayout.JAVA_LONG, 0, MAX_SLOTS);
    check((long) getSlots.invokeExact((byte) 1, slots, count));
    MethodHandle getInfo = function(GET_TOKEN_INFO, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    MemorySegment info = arena.allocate(TOKEN_INFO);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < count.get(ValueLayout.JAVA_LONG, 0); i++) {
      long slot = slots.getAtIndex(ValueLayout.JAVA_LONG, i);
      long result = (long) getInfo.invokeExact(slot, info);
      if (result != NOT_PRESENT && result != NOT_RECOGNIZED) {
        check(result);
        tokens.add(
            new Token(
                slot,
                text(info, 0, 32),
                text(info, 32, 32),
                text(info, 64, 16),
                text(info, 80, 16)));
      }
    }
    return tokens;
  }

  @SuppressWarnings("restricted")
  private MethodHandle function(int index, java.lang.foreign.MemoryLayout... arguments) {
    // Behind the version, which fills a word.
    AddressLayout address = ValueLayout.ADDRESS;
    return Linker.nativeLinker()
        .downcallHandle(
            functions.get(address, address.byteSize() * (index + 1)),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments));
  }

  private static String text(MemorySegment info, int offset, int size) {
    byte[] bytes = info.asSlice(offset, size).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
  }

  private static void check(long result) throws KeyAccessException {
    if (result != 0) {
      throw new KeyAccessException(
          "the PKCS#11 module failed: error 0x" + Long.toHexString(result));
    }
  }
}
