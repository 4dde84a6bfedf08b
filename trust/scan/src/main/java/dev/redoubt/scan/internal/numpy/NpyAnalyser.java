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
import java.util.Arrays;

/// An array of NumPy: its header, its length, and the pickle in it where its elements are objects.
public final class NpyAnalyser implements Analyser {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  @Override
  public void analyse(Content content, Inspection inspection) throws IOException {
    Place place = content.place();
    long start = 0;
    try {
      // `numpy.save` may be called for one file again and again.
      while (start == 0 || isArray(content.bytes(), start)) {
        start = array(content, start, inspection);
        if (start < 0) {
          return;
        }
      }
    } catch (NpyHeader.NoLiteral e) {
      inspection.report(
          Detection.of(
              NumpyRule.HEADER,
              place.at(start + 10),
              "the header is no plain value: %s"
                  .formatted(Names.shown(String.valueOf(e.getMessage())))));
      return;
    } catch (IOException e) {
      inspection.report(
          Detection.of(NumpyRule.DAMAGED, place, "cannot be read: %s".formatted(Reasons.of(e))));
      return;
    }
    long size = content.bytes().size();
    if (start < size) {
      inspection.inspect(content.part("(behind the array)", start, size - start));
    }
  }

  private static boolean isArray(ByteSource source, long start) throws IOException {
    return Arrays.equals(source.bytesAt(start, MAGIC.length), MAGIC);
  }

  /// Looks at the array that begins there.
  ///
  /// @return where it ends; negative where nothing more is to be looked at
  private static long array(Content content, long start, Inspection inspection)
      throws IOException, NpyHeader.NoLiteral {
    ByteSource source = content.bytes();
    NpyHeader header = NpyHeader.read(source.part(start, source.size() - start));
    long data = start + header.dataStart();
    if (header.type().objects()) {
      objects(content, data, inspection);
      return -1;
    }
    BigInteger announced = header.elements().multiply(header.type().bytes());
    long room = source.size() - data;
    if (announced.compareTo(BigInteger.valueOf(room)) > 0) {
      inspection.report(
          Detection.of(
              NumpyRule.DAMAGED,
              content.place(),
              "announces %,d bytes of numbers and has %,d".formatted(announced, room)));
      return -1;
    }
    return data + announced.longValueExact();
  }

  private static void objects(Content content, long data, Inspection inspection)
      throws IOException {
    inspection.report(
        Detection.of(
            NumpyRule.OBJECTS,
            content.place().at(data),
            "holds objects, so a pickle is loaded with it"));
    inspection.inspect(content.part("(objects)", data, content.bytes().size() - data));
  }
}
