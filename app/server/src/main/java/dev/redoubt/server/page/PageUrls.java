package dev.redoubt.server.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The URLs of pages.
final class PageUrls {

  private PageUrls() {}

  static String model(String name) {
    return "/models/" + encoded(name);
  }

  static String version(String name, long number) {
    return model(name) + "/versions/" + number;
  }

  static String proof(String name, long number, long entry) {
    return "/api/redoubt" + version(name, number) + "/log/" + entry + "/proof";
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
