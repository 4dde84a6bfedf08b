package dev.redoubt.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process that [KillTest] kills: several writers that append as fast as they can, and print
/// the index and the digest of each entry that was acknowledged.
final class KilledWriter {

  private static final int WRITERS = 8;

  private KilledWriter() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    KeyFileSigner signer = KeyFileSigner.load(Path.of(arguments[1]), arguments[2]);
    try (Ledger ledger = Ledger.open(folder, signer)) {
      say("ready");
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String actor = "writer-" + i;
        writers.add(Thread.ofPlatform().start(() -> write(ledger, actor)));
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }
  }

  private static void write(Ledger ledger, String actor) {
    try {
      for (int i = 0; ; i++) {
        RecordedEntry recorded =
            ledger.append(new LedgerEvent("test", actor, "subject-" + i, null));
        say(recorded.index() + " " + recorded.entry().digest());
      }
    } catch (IOException e) {
      say("failed " + e.getMessage());
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
