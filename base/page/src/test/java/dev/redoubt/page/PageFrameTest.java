package dev.redoubt.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PageFrameTest {

  private static final String EVIL = "</title><script>alert(1)</script>";

  private static String render(PageAssets assets, String title) {
    StringBuilder out = new StringBuilder();
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("x", "\"><b>");
    new PageFrame(
            assets,
            title,
            "/",
            metadata,
            PageFrame.NOTHING,
            to -> to.writeContent("<p>hello</p>"),
            PageFrame.NOTHING)
        .writeTo(new PageOutput(out));
    return out.toString();
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(bytes) + "'";
  }

  @Test
  void inlinedPageAllowsExactlyItsOwnStyleAndScript() throws Exception {
    String page = render(PageAssets.Inlined.withScript("let a = 1 < 2 && 'x';"), "Title");
    String policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assertThat(policy.replace("&#39;", "'"))
        .isEqualTo(
            "default-src 'none'; style-src "
                + sha256(between(page, "<style>", "</style>"))
                + "; script-src "
                + sha256(between(page, "<script>", "</script>"))
                + "; img-src data:; base-uri 'none'; form-action 'none'");
    assertThat(page).doesNotContain("<link rel=\"stylesheet\"", "src=", "style=");
  }

  @Test
  void inlinedPageWithoutScriptAllowsNone() {
    assertThat(render(PageAssets.Inlined.withScript(""), "Title"))
        .contains("script-src &#39;none&#39;")
        .doesNotContain("<script");
  }

  @Test
  void linkedPageHasNeitherStyleNorScriptOfItsOwn() {
    String page = render(new PageAssets.Linked("/a.css", "/a.svg", List.of("/a.js")), "Title");
    assertThat(page)
        .contains(
            "<link rel=\"stylesheet\" href=\"/a.css\">",
            "<script src=\"/a.js\" defer></script>",
            "<link rel=\"icon\" href=\"/a.svg\"")
        .doesNotContain("<style", "http-equiv");
  }

  @Test
  void textsAreEscaped() {
    assertThat(render(new PageAssets.Linked("/a.css", "/a.svg", List.of()), EVIL))
        .contains("&lt;/title&gt;&lt;script&gt;", "content=\"&#34;>&lt;b>\"")
        .doesNotContain(EVIL);
  }

  @Test
  void everyPageHasItsLandmarksAndASkipLink() {
    assertThat(render(PageAssets.Inlined.withScript(""), "Title"))
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<a class=\"skip noprint\" href=\"#main\">", "<header", "<main id=\"main\"")
        .containsOnlyOnce("<p>hello</p>")
        .endsWith("</html>\n");
  }

  @Test
  void textsThatEndTheirElementAreRefused() {
    assertThatThrownBy(() -> PageAssets.Inlined.withScript("'</Script>'"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PageAssets.Inlined("</style>", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void styleSheetNeedsNoOtherFile() {
    assertThat(StyleSheet.text()).doesNotContain("url(", "@import", "http:", "\r", "<");
    assertThat(StyleSheet.icon()).startsWith("<svg ");
  }

  @Test
  void charactersThatNobodySeesAreReplaced() {
    StringBuilder out = new StringBuilder();
    PageOutput page = new PageOutput(out);
    page.writeUserContent(
        "a\u001b[2J\u202eb\u0000\ufeff\r\n\tc\ud83d\ude00\ud83d.\ude00\u00e9\uffff");
    assertThat(out)
        .hasToString(
            "a\ufffd[2J\ufffdb\ufffd\ufffd\ufffd\n\tc\ud83d\ude00\ufffd.\ufffd\u00e9\ufffd");
    page.writeContent("xa\u0007y", 1, 3);
    assertThat(out.toString()).endsWith("a\ufffd");
  }
}
