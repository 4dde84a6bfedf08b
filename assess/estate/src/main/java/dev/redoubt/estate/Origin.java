package dev.redoubt.estate;

/// The location where a value is written: a file of [SourceFiles], a line and a column, packed into
/// 64 bits.
///
/// Lines and columns start at 1; line 0 means the file as a whole. A value that is not written in a
/// file has one of the constants below.
///
/// @param packed 20 bits of file, 24 bits of line, 20 bits of column, from the highest
public record Origin(long packed) {

  /// Not written in a file, or unknown.
  public static final Origin NONE = new Origin(0);

  /// The default that the resource provider uses if the template omits the property.
  public static final Origin PROVIDER_DEFAULT = named(1);

  /// Derived by the service from other declared resources.
  public static final Origin DERIVED = named(2);

  /// Given on the command line or in the configuration.
  public static final Origin CONFIGURATION = named(3);

  private static final int LINE_BITS = 24;
  private static final int COLUMN_BITS = 20;
  private static final int MAX_LINE = (1 << LINE_BITS) - 1;
  private static final int MAX_COLUMN = (1 << COLUMN_BITS) - 1;

  /// Packs a location; lines and columns out of range are clamped.
  ///
  /// @param file an id from [SourceFiles#add]
  public static Origin of(int file, int line, int column) {
    long heldLine = Math.clamp(line, 0, MAX_LINE);
    long heldColumn = Math.clamp(column, 0, MAX_COLUMN);
    return new Origin(
        ((long) file << (LINE_BITS + COLUMN_BITS)) | (heldLine << COLUMN_BITS) | heldColumn);
  }

  private static Origin named(int number) {
    return of(0, number, 0);
  }

  /// Returns the file's id in [SourceFiles], or 0 if the value is not written in a file.
  public int file() {
    return (int) (packed >>> (LINE_BITS + COLUMN_BITS));
  }

  public int line() {
    return (int) (packed >>> COLUMN_BITS) & MAX_LINE;
  }

  public int column() {
    return (int) packed & MAX_COLUMN;
  }

  /// Whether the value is written in a file.
  public boolean isWritten() {
    return file() != 0;
  }
}
