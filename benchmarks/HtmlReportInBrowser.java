import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Times how Chromium opens and filters a report: `java benchmarks/HtmlReportInBrowser.java FILE
/// [ROUNDS]`.
///
/// Fetches `puppeteer-core` with npm into a temporary folder. Says so and ends where npm, Node.js
/// or Chromium (`CHROMIUM`, otherwise `chromium` on the path) is missing. "Open" is the time from
/// the navigation until the first screen is painted and the script has run; "filter" is the time
/// from a change of a filter until the changed page is painted.
final class HtmlReportInBrowser {

  private static final String PACKAGE = "puppeteer-core@24.43.1";

  private static final String SCRIPT =
      """
      import puppeteer from 'puppeteer-core';
      import { pathToFileURL } from 'node:url';
      const [chromium, file, rounds] = process.argv.slice(2);
      const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const browser = await puppeteer.launch({
        executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'], protocolTimeout: 600000 });
      const open = [], times = {};
      const note = (name, time) => (times[name] ??= []).push(time);
      for (let i = 0; i < Number(rounds); i++) {
        const page = await browser.newPage();
        await page.setViewport({ width: 1280, height: 900 });
        const start = performance.now();
        await page.goto(pathToFileURL(file).href, { waitUntil: 'load', timeout: 600000 });
        await page.evaluate(painted);
        open.push(performance.now() - start);
        for (const [name, value] of [['severity', 'critical'], ['text', 'stcredit77'], ['verdict', 'unknown'], ['', '']]) {
          note(name || 'all', await page.evaluate(async (name, value) => {
            const form = document.getElementById('filters');
            const start = performance.now();
            if (name) {
              form.elements[name].value = value;
              form.dispatchEvent(new Event('input', { bubbles: true }));
            } else {
              form.reset();
            }
            const count = document.getElementById('count');
            await new Promise((done) => new MutationObserver(done).observe(count, { childList: true, characterData: true, subtree: true }));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - start;
          }, name, value));
        }
        if (i === 0) console.log('shown', await page.$eval('#count', (each) => each.textContent));
        await page.close();
      }
      console.log('open', Math.round(median(open)), 'ms');
      for (const [name, all] of Object.entries(times)) console.log('filter', name, Math.round(median(all)), 'ms');
      await browser.close();
      """;

  private HtmlReportInBrowser() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    String chromium = System.getenv().getOrDefault("CHROMIUM", "chromium");
    for (String program : List.of("npm", "node", chromium)) {
      if (!isThere(program)) {
        System.out.println("skipped: `" + program + "` is not there");
        return;
      }
    }
    Path folder = Files.createTempDirectory("report-in-browser");
    int fetched =
        new ProcessBuilder(
                "npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", ".", PACKAGE)
            .directory(folder.toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (fetched != 0) {
      System.out.println("skipped: npm does not get " + PACKAGE);
      return;
    }
    Path script = Files.writeString(folder.resolve("measure.mjs"), SCRIPT);
    String file = Path.of(args[0]).toAbsolutePath().toString();
    String rounds = args.length > 1 ? args[1] : "5";
    System.exit(
        new ProcessBuilder("node", script.toString(), path(chromium), file, rounds)
            .inheritIO()
            .start()
            .waitFor());
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v \"$0\"", program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /// Where a program of the path is.
  private static String path(String program) throws IOException {
    Process which = new ProcessBuilder("sh", "-c", "command -v \"$0\"", program).start();
    return new String(which.getInputStream().readAllBytes()).strip();
  }
}
