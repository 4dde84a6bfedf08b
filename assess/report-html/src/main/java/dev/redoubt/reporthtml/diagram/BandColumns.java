package dev.redoubt.reporthtml.diagram;

import java.util.Arrays;

/// Distributes the columns of a row of bands: each band gets one, and the others go to the bands
/// that are the tallest, as long as that makes them lower.
final class BandColumns {

  private BandColumns() {}

  /// Distributes columns.
  ///
  /// @param sizes the number of boxes of each band
  /// @param columns of all bands together, at least one for each
  /// @return the number of columns of each band
  static int[] of(int[] sizes, int columns) {
    int[] widths = new int[sizes.length];
    Arrays.fill(widths, 1);
    for (int free = columns - sizes.length; free > 0 && sizes.length > 0; free--) {
      int tallest = tallest(sizes, widths);
      if (rows(sizes[tallest], widths[tallest]) > 1) {
        widths[tallest]++;
      }
    }
    return widths;
  }

  private static int tallest(int[] sizes, int[] widths) {
    int tallest = 0;
    for (int i = 1; i < sizes.length; i++) {
      if (rows(sizes[i], widths[i]) > rows(sizes[tallest], widths[tallest])) {
        tallest = i;
      }
    }
    return tallest;
  }

  /// The rows of a band.
  static int rows(int size, int columns) {
    return Math.ceilDiv(size, columns);
  }

  /// The rows of the tallest band.
  static int rows(int[] sizes, int[] widths) {
    return rows(sizes[tallest(sizes, widths)], widths[tallest(sizes, widths)]);
  }
}
