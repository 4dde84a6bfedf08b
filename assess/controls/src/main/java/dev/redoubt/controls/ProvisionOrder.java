package dev.redoubt.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of provisions in a framework: numbers by their value, so that `8.20` follows `8.3`.
final class ProvisionOrder implements Comparator<String> {

  private static final Pattern PARTS = Pattern.compile("\\d+|\\D+");

  @Override
  public int compare(String one, String other) {
    List<String> left = parts(one);
    List<String> right = parts(other);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = comparePart(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(left.size(), right.size());
    return order != 0 ? order : one.compareTo(other);
  }

  private static int comparePart(String one, String other) {
    boolean isNumber = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
    if (isNumber && one.length() != other.length()) {
      return Integer.compare(one.length(), other.length());
    }
    return one.compareTo(other);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PARTS.matcher(text);
    while (matcher.find()) {
      parts.add(matcher.group());
    }
    return parts;
  }
}
