package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.Names;
import dev.redoubt.scan.internal.Reasons;
import java.io.IOException;
import java.math.BigInteger;

/// An array of NumPy: its header, its length, and the pickle in it where its elements are objects.
public final class NpyAnalyser implements Analyser {

  @Override
  public void analyse(Content content, Inspection inspection) throws IOException {
    Place place = content.place();
    try {
      NpyHeader header = NpyHeader.read(content.bytes());
      if (header.type().objects()) {
        objects(content, header, inspection);
      } else {
        numbers(content, header, inspection);
      }
    } catch (NpyHeader.NoLiteral e) {
      inspection.report(
          Detection.of(
              NumpyRule.HEADER,
              place.at(10),
              "the header is no plain value: %s"
                  .formatted(Names.shown(String.valueOf(e.getMessage())))));
    } catch (IOException e) {
      inspection.report(
          Detection.of(NumpyRule.DAMAGED, place, "cannot be read: %s".formatted(Reasons.of(e))));
    }
  }

  private static void objects(Content content, NpyHeader header, Inspection inspection)
      throws IOException {
    inspection.report(
        Detection.of(
            NumpyRule.OBJECTS,
            content.place().at(header.dataStart()),
            "holds objects, so a pickle is loaded with it"));
    ByteSource source = content.bytes();
    inspection.inspect(
        content.part("(objects)", header.dataStart(), source.size() - header.dataStart()));
  }

  private static void numbers(Content content, NpyHeader header, Inspection inspection)
      throws IOException {
    long size = content.bytes().size();
    BigInteger announced = header.elements().multiply(header.type().bytes());
    long room = size - header.dataStart();
    int order = announced.compareTo(BigInteger.valueOf(room));
    if (order > 0) {
      inspection.report(
          Detection.of(
              NumpyRule.DAMAGED,
              content.place(),
              "announces %,d bytes of numbers and has %,d".formatted(announced, room)));
    } else if (order < 0) {
      long behind = header.dataStart() + announced.longValueExact();
      // More arrays may follow each other in one file; each is looked at as what it is.
      inspection.inspect(content.part("(behind the array)", behind, size - behind));
    }
  }
}
