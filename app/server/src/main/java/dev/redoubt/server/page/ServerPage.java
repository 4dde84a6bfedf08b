package dev.redoubt.server.page;

import dev.redoubt.page.PageAssets;
import dev.redoubt.page.PageFrame;
import gg.jte.Content;
import java.util.List;
import java.util.TreeMap;

/// The frame of the pages of this server.
public final class ServerPage {

  /// Settings of htmx that the content security policy needs: no inline style, no evaluation.
  private static final String HTMX =
      """
      {"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0}\
      """;

  private static final PageAssets ASSETS =
      new PageAssets.Linked(
          "/assets/redoubt.css", "/assets/redoubt.svg", List.of("/assets/htmx.min.js"));

  private ServerPage() {}

  /// Returns a page with the navigation and the content.
  ///
  /// @param header the navigation
  public static PageFrame frame(String title, Content header, Content main) {
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("htmx-config", HTMX);
    return new PageFrame(
        ASSETS, title + " - Redoubt", "/", metadata, header, main, PageFrame.NOTHING);
  }
}
