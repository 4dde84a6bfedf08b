package dev.redoubt.ledger;

import dev.redoubt.ledger.format.Checkpoint;
import dev.redoubt.ledger.format.EntryBundle;
import dev.redoubt.ledger.format.MalformedLogException;
import dev.redoubt.ledger.format.NoteVerification;
import dev.redoubt.ledger.format.Receipt;
import dev.redoubt.ledger.format.SignedNote;
import dev.redoubt.ledger.format.Tile;
import dev.redoubt.ledger.format.VerifierKey;
import dev.redoubt.ledger.merkle.ConsistencyProof;
import dev.redoubt.ledger.merkle.InclusionProof;
import dev.redoubt.ledger.merkle.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is fuzzed, and what must hold for any input: it is refused in words for a person, or what
/// was read prints as the same bytes again. Two texts for one meaning would be two hashes.
enum FuzzTarget {
  NOTE {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      SignedNote note = SignedNote.parse(bytes);
      same(bytes, note.bytes());
      require(
          NoteVerification.of(note, List.of()) instanceof NoteVerification.Refused,
          "nobody trusted without a key");
    }
  },
  CHECKPOINT {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      Checkpoint checkpoint = Checkpoint.parse(text(bytes));
      same(bytes, utf8(checkpoint.text()));
      require(checkpoint.size() >= 0, "a size");
    }
  },
  KEY {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      VerifierKey key = VerifierKey.parse(text(bytes));
      same(bytes, utf8(key.toString()));
    }
  },
  ENTRY {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      same(bytes, LedgerEntry.parse(bytes).bytes());
    }
  },
  BUNDLE {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      int width = bytes.length == 0 ? 1 : (bytes[0] & 0xff) + 1;
      byte[] bundle = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
      List<byte[]> entries = EntryBundle.parse(bundle, width);
      require(entries.size() == width, "as many entries as were asked for");
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      entries.forEach(each -> EntryBundle.write(each, again));
      same(bundle, again.toByteArray());
    }
  },
  RECEIPT {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      Receipt receipt = Receipt.parse(bytes);
      same(bytes, receipt.bytes());
      Checkpoint checkpoint = Checkpoint.parse(receipt.checkpoint());
      new InclusionProof(receipt.index(), checkpoint.size(), receipt.hashes())
          .verify(MerkleTree.EMPTY_ROOT, checkpoint.root());
      new ConsistencyProof(receipt.index(), checkpoint.size(), receipt.hashes())
          .verify(MerkleTree.EMPTY_ROOT, checkpoint.root());
    }
  },
  TILE {
    @Override
    void accept(byte[] bytes) throws MalformedLogException {
      Tile tile = Tile.parse(text(bytes));
      same(bytes, utf8(tile.path()));
    }
  };

  abstract void accept(byte[] bytes) throws MalformedLogException;

  /// Reads the bytes, and checks what is said about them.
  void read(byte[] bytes) {
    try {
      accept(bytes);
    } catch (MalformedLogException e) {
      String message = e.getMessage();
      require(!message.isEmpty() && message.length() < 1000, "words");
      require(!Character.isUpperCase(message.charAt(0)), "lower case");
      require(message.chars().noneMatch(Character::isISOControl), "one line: " + message);
      require(e.offset() <= bytes.length + 1L, "a place in the input");
    }
  }

  /// The folder of seeds, where the fuzzer looks for them and puts its findings.
  String seeds() {
    return "LedgerFuzzTestInputs/" + name().toLowerCase(Locale.ROOT);
  }

  private static String text(byte[] bytes) throws MalformedLogException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(bytes, utf8(text))) {
      throw new MalformedLogException("no text");
    }
    return text;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void same(byte[] read, byte[] printed) {
    require(Arrays.equals(read, printed), "the same bytes again");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
