package dev.redoubt.drawing.graph;

/// A rectangle in a picture.
///
/// @param x of the left side
/// @param y of the upper side
public record Box(double x, double y, double width, double height) {

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public double middleY() {
    return y + height / 2;
  }

  /// Whether another rectangle has no point outside of this one.
  public boolean contains(Box other) {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }

  /// Whether the two have an area in common; a common border is none.
  public boolean overlaps(Box other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /// The same rectangle at another place.
  public Box moved(double byX, double byY) {
    return new Box(x + byX, y + byY, width, height);
  }
}
