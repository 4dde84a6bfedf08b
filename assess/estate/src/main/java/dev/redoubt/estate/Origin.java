package dev.redoubt.estate;

/// Where a value was written: a file of [SourceFiles], a line and a column, packed into 64 bits.
///
/// Lines and columns count from 1; line 0 means the file as a whole. A value that nobody wrote has
/// one of the named origins below.
///
/// @param packed 20 bits of file, 24 bits of line, 20 bits of column, from the highest
public record Origin(long packed) {

  /// Nobody wrote it, or it is not known who.
  public static final Origin NONE = new Origin(0);

  /// The provider fills it in when the template leaves it out.
  public static final Origin PROVIDER_DEFAULT = named(1);

  /// The service itself derives it from other declared resources.
  public static final Origin DERIVED = named(2);

  /// Given on the command line or in the configuration.
  public static final Origin CONFIGURATION = named(3);

  private static final int LINE_BITS = 24;
  private static final int COLUMN_BITS = 20;
  private static final int MAX_LINE = (1 << LINE_BITS) - 1;
  private static final int MAX_COLUMN = (1 << COLUMN_BITS) - 1;

  /// Packs a position; lines and columns beyond the range are held at its end.
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

  /// The file's id in [SourceFiles], 0 where no file holds it.
  public int file() {
    return (int) (packed >>> (LINE_BITS + COLUMN_BITS));
  }

  public int line() {
    return (int) (packed >>> COLUMN_BITS) & MAX_LINE;
  }

  public int column() {
    return (int) packed & MAX_COLUMN;
  }

  /// Whether it points into a file.
  public boolean isWritten() {
    return file() != 0;
  }
}
