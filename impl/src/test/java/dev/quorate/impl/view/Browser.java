package dev.quorate.impl.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of a headless Chromium, driven over its DevTools protocol: keys and clicks arrive as a person's would. Nothing
 * of a Chromium that somebody uses is touched; it has a folder of its own.
 */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ImmutableList<String> PROGRAMS =
            ImmutableList.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");

    private final Process chromium;
    private final Path home;
    private final DevTools page;

    private Browser(Process chromium, Path home, DevTools page) {
        this.chromium = chromium;
        this.home = home;
        this.page = page;
    }

    /** The program, if this machine has one. */
    static Optional<Path> program() {
        return Stream.ofNullable(System.getenv("PATH"))
                .flatMap(path -> Splitter.on(File.pathSeparatorChar).splitToStream(path))
                .flatMap(folder -> PROGRAMS.stream().map(program -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("quorate-chromium");
        Process chromium = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1440,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + home)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        DevTools page = DevTools.connect(newPage(listening(chromium)));
        for (String domain : List.of("Page", "Runtime", "Network")) {
            page.send(domain + ".enable", object());
        }
        return new Browser(chromium, home, page);
    }

    /** Where it listens; what it says afterwards is read by nobody, but has to be read. */
    private static String listening(Process chromium) throws IOException {
        BufferedReader errors = chromium.errorReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                Thread reader = new Thread(() -> errors.lines().forEach(more -> {}), "what Chromium says");
                reader.setDaemon(true);
                reader.start();
                return found.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("Chromium did not start: " + said);
    }

    private static URI newPage(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String told = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return URI.create(JSON.readTree(told).get("webSocketDebuggerUrl").asText());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Opens a file, and waits until it is loaded.
     *
     * @param fragment of the address, or an empty string
     */
    void open(Path file, String fragment) throws InterruptedException {
        page.send("Page.navigate", object().put("url", "about:blank"));
        page.forget();
        page.send("Page.navigate", object().put("url", file.toUri() + fragment));
        value("document.readyState === 'complete' ? 0"
                + " : new Promise(done => addEventListener('load', () => done(0), { once: true }))");
    }

    /** The value of a JavaScript expression; of a promise, what it comes to. */
    JsonNode value(String expression) throws InterruptedException {
        JsonNode answer = page.send(
                "Runtime.evaluate",
                object().put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    String text(String selector) throws InterruptedException {
        return value("document.querySelector(%s).textContent".formatted(quoted(selector)))
                .asText();
    }

    int count(String selector) throws InterruptedException {
        return value("document.querySelectorAll(%s).length".formatted(quoted(selector)))
                .asInt();
    }

    static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    /** Clicks where an element is. */
    void click(String selector) throws InterruptedException {
        JsonNode place = value("""
                (() => {
                  const box = document.querySelector(%s).getBoundingClientRect();
                  return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 };
                })()""".formatted(quoted(selector)));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            page.send(
                    "Input.dispatchMouseEvent",
                    object().put("type", type)
                            .put("x", place.get("x").asDouble())
                            .put("y", place.get("y").asDouble())
                            .put("button", "left")
                            .put("clickCount", 1));
        }
        settle();
    }

    /** Presses a key by its name, as {@code ArrowDown} or {@code d}. */
    void press(String key) throws InterruptedException {
        boolean isCharacter = key.length() == 1;
        ObjectNode down =
                object().put("type", isCharacter ? "keyDown" : "rawKeyDown").put("key", key);
        page.send("Input.dispatchKeyEvent", isCharacter ? down.put("text", key) : down);
        page.send("Input.dispatchKeyEvent", object().put("type", "keyUp").put("key", key));
        settle();
    }

    /** The browser's own button. */
    void back() throws InterruptedException {
        value(
                "new Promise(done => { addEventListener('popstate', done, { once: true }); history.back(); }).then(() => 0)");
        settle();
    }

    /** What the system prefers: {@code light} or {@code dark}. */
    void prefer(String scheme) throws InterruptedException {
        ObjectNode media = object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        page.send("Emulation.setEmulatedMedia", media);
        settle();
    }

    /** Waits until what has changed is drawn. */
    void settle() throws InterruptedException {
        value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    }

    /** What went wrong in the page, and every address that it asked for, since it was opened. */
    ImmutableList<String> complaints() {
        return page.told("Runtime.exceptionThrown").stream()
                .map(event ->
                        event.at("/exceptionDetails/exception/description").asText(event.toString()))
                .collect(ImmutableList.toImmutableList());
    }

    ImmutableList<String> requests() {
        return page.told("Network.requestWillBeSent").stream()
                .map(event -> event.at("/request/url").asText())
                .collect(ImmutableList.toImmutableList());
    }

    /** A picture of the page as it is, for a person to look at. */
    void picture(Path png) throws IOException, InterruptedException {
        String data = page.send("Page.captureScreenshot", object()).get("data").asText();
        Files.write(png, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() throws IOException {
        page.close();
        chromium.descendants().forEach(ProcessHandle::destroyForcibly);
        chromium.destroyForcibly().onExit().join();
        if (Files.exists(home)) {
            MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
